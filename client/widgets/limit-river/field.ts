/** Where things stand in the river, in units from its top left. */
export interface Field {
  /** Height of the row of headings; the lanes share what is below it. */
  readonly head: number
  readonly laneHeight: number
  readonly lanes: number
  /** x of the limit: shares lie left of it, days over right of it. */
  readonly limit: number
  readonly shareWidth: number
  /** Where the days begin, how wide each is, and the last of them; who is over by more stands there too. */
  readonly days: number
  readonly dayWidth: number
  readonly lastDay: number
  readonly width: number
  readonly height: number
}

export const HEAD = 50
/** Shares come in steps of two per cent. */
export const SHARE_STEP = 2
export const SHARE_BINS = 100 / SHARE_STEP

const DAYS_PART = 0.16
const GAP = 6
const LEAST_DAYS = 6
const MOST_DAYS = 20

export interface FieldSize {
  readonly width: number
  readonly height: number
}

export function fieldOf({ width, height }: FieldSize, lanes: number, mostDaysOver: number): Field {
  const limit = width * (1 - DAYS_PART)
  const lastDay = Math.min(MOST_DAYS, Math.max(LEAST_DAYS, mostDaysOver))
  return {
    head: HEAD,
    laneHeight: Math.max(1, (height - HEAD) / Math.max(1, lanes)),
    lanes,
    limit,
    shareWidth: limit / SHARE_BINS,
    days: limit + GAP,
    dayWidth: (width - limit - GAP) / (lastDay + 1),
    lastDay,
    width,
    height,
  }
}
