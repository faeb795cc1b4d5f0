/** How counts become heights and classes: the same for the map and its legend, so that the legend cannot lie. */
export interface CountScale {
  /** 1, 2, 5, 10, 20, 50 …: how many things one unit of the picture stands for. */
  readonly step: number
  /** Height of a column in pixels at the reference size; 0 for nothing. */
  height(count: number): number
  /** 0 to 4: which of the five column colours. */
  columnClass(count: number): number
  /** 0 to 5: which of the six tile colours. */
  tileClass(count: number): number
  /** The upper bounds of the first five tile classes. */
  readonly tileBounds: readonly number[]
  /** The counts a legend of columns shows. */
  readonly examples: readonly number[]
}

const RISE = 9.8
const EXPONENT = 0.66
/** The tallest column may reach this count at step 1; above it, everything is drawn at a smaller step. */
const TALLEST = 90
/** A column that exists can be seen. */
const LEAST_HEIGHT = 2

const COLUMN_BOUNDS = [3, 8, 16, 30]
const EXAMPLES = [1, 5, 12, 24, 50]
const FEW_PER_TOWN = [1, 3, 8, 16, 26]
const MANY_PER_TOWN = [5, 10, 25, 50, 80]

/** A town of the fullest class may hold this much more than the class begins with before all classes move. */
const FULLEST = 2.5

/**
 * The scale for a picture whose fullest cell and fullest town hold this much. It moves in the steps 1, 2, 5, so that it does so
 * a few times a day and not with every record.
 */
export function countScale(fullestCell: number, fullestTown: number): CountScale {
  const step = stepFor(fullestCell / TALLEST)
  const tileBounds = tileBoundsFor(fullestTown)
  return {
    step,
    height: count =>
      count <= 0 ? 0 : Math.max(LEAST_HEIGHT, RISE * Math.min(count / step, TALLEST) ** EXPONENT),
    columnClass: count => classOf(count / step, COLUMN_BOUNDS),
    tileClass: count => classOf(count, tileBounds),
    tileBounds,
    examples: EXAMPLES.map(count => count * step),
  }
}

function tileBoundsFor(fullest: number): number[] {
  if (fullest <= FEW_PER_TOWN[4]! * FULLEST) return FEW_PER_TOWN
  const step = stepFor(fullest / (MANY_PER_TOWN[4]! * FULLEST))
  return MANY_PER_TOWN.map(bound => bound * step)
}

/** The least of 1, 2, 5, 10, 20, 50 … that is not below `ratio`. */
function stepFor(ratio: number): number {
  let step = 1
  for (let turn = 0; step < ratio; turn++) step *= turn % 3 === 1 ? 2.5 : 2
  return step
}

function classOf(value: number, bounds: readonly number[]): number {
  const found = bounds.findIndex(bound => value <= bound)
  return found === -1 ? bounds.length : found
}
