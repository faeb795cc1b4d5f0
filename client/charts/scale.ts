export type Span = readonly [from: number, to: number]

/** Where a value lies on a line of so many units. */
export type Scale = (value: number) => number

export function linear([low, high]: Span, [from, to]: Span): Scale {
  const slope = high === low ? 0 : (to - from) / (high - low)
  return value => from + (value - low) * slope
}

const STEPS = [1, 2, 2.5, 5, 10]

/** A round number at least as large as `max`, and the lines that part it: few, and none at 0. */
export function niceTicks(
  max: number,
  most = 3,
): { readonly top: number; readonly ticks: readonly number[] } {
  if (!(max > 0)) return { top: 1, ticks: [] }
  const power = 10 ** Math.floor(Math.log10(max / most))
  const step = (STEPS.find(each => each * power * most >= max * 0.999_999) ?? 10) * power
  const count = Math.ceil((max * 0.999_999) / step)
  const ticks = Array.from({ length: count }, (_, i) => round((i + 1) * step))
  return { top: round(count * step), ticks }
}

/** Tenths added up leave residues that would be printed. */
const round = (value: number): number => Number(value.toPrecision(12))
