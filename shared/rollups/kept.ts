import { DAY } from '../calendar/civil.ts'

/** How long rollups are kept, ms. Where raw readings are kept longer, so are these: a late reading needs its minute. */
export const KEPT = {
  device: { minutes: 7 * DAY, hours: 1096 * DAY },
  area: { minutes: 90 * DAY, hours: 1096 * DAY },
} as const

/** A packed row is numbered by its time times this plus its device or area, of which there may be so many. */
export const SUBJECTS = 2 ** 24
