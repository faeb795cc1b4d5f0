export const MEASURES = ['oxygen', 'permanganate', 'ammonia', 'phosphorus'] as const
export type Measure = (typeof MEASURES)[number]

/** What a station measured: thousandths of a mg/L, pH in hundredths. Null: not measured. */
export type Sample = { readonly [measure in Measure | 'ph']: number | null }

export type WaterBody = 'river' | 'reservoir'

/** GB 3838-2002, table 1: the limits of classes I to V. Of oxygen there is to be at least so much, of all else at most. */
const LIMITS: { readonly [measure in Measure]: readonly number[] } = {
  oxygen: [7500, 6000, 5000, 3000, 2000],
  permanganate: [2000, 4000, 6000, 10_000, 15_000],
  ammonia: [150, 500, 1000, 1500, 2000],
  phosphorus: [20, 100, 200, 300, 400],
}
/** Standing water bears less phosphorus. */
const PHOSPHORUS_OF_RESERVOIRS = [10, 25, 50, 100, 200]
const PH = [600, 900] as const

/** Worse than V: 劣V. */
export const WORST = 6

/** Class of one measure, 1 to 6. */
export function classOf(measure: Measure, value: number, body: WaterBody): number {
  const limits = measure === 'phosphorus' && body === 'reservoir' ? PHOSPHORUS_OF_RESERVOIRS : LIMITS[measure]
  const within = limits.findIndex(limit => (measure === 'oxygen' ? value >= limit : value <= limit))
  return within === -1 ? WORST : within + 1
}

export interface WaterQuality {
  /** 1 to 6: I to 劣V. */
  readonly grade: number
  /** What is of a worse class than wanted. */
  readonly factors: readonly (Measure | 'ph')[]
}

/** The worst measure decides. Null without any; what was not measured decides nothing. */
export function waterQualityOf(sample: Sample, target: number | null, body: WaterBody): WaterQuality | null {
  const graded: (readonly [Measure | 'ph', number])[] = []
  for (const measure of MEASURES) {
    const value = sample[measure]
    if (value !== null) graded.push([measure, classOf(measure, value, body)])
  }
  // Alone it says nothing of a class: within its limits it is good enough for each.
  if (graded.length === 0) return null
  if (sample.ph !== null && (sample.ph < PH[0] || sample.ph > PH[1])) graded.push(['ph', WORST])
  return {
    grade: Math.max(...graded.map(([, grade]) => grade)),
    factors: target === null ? [] : graded.filter(([, grade]) => grade > target).map(([measure]) => measure),
  }
}
