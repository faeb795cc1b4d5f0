/**
 * Hundredths of a working day in a unit of a limit, to add up limits that were given in different ones: five working
 * days to a week, eight hours to a day, and 21.75 days to a month (the statutory mean).
 */
const HUNDREDTHS = { workday: 100, day: 500 / 7, month: 2175, hour: 100 / 8 } as const

export const limitInDays = (
  n: number | null | undefined,
  unit: keyof typeof HUNDREDTHS | null | undefined,
): number | null => (n === null || n === undefined ? null : Math.round(n * HUNDREDTHS[unit ?? 'workday']))
