import { endOfDay, FIRST_DAY, LAST_DAY, startOfDay } from './civil.ts'

/**
 * How long something may take. The unit chooses the clock (SPEC.md): working days of approvals, working hours of
 * city management, natural hours of the 24-hour promise, natural days and months of contracts.
 */
export interface Limit {
  readonly n: number
  readonly unit: Unit
}

export type Unit = 'workday' | 'workhour' | 'hour' | 'day' | 'month'

/** Some two thousand years: beyond it a limit is a slip of the pen, and dates would leave four digits. */
const MOST: { readonly [unit in Unit]: number } = {
  workday: 500_000,
  workhour: 5_000_000,
  hour: 20_000_000,
  day: 700_000,
  month: 24_000,
}

/** Throws on a limit that means nothing. Hours may have fractions; days and months are counted whole. */
export function checkLimit({ n, unit }: Limit): void {
  const most = MOST[unit] as number | undefined
  if (most === undefined) throw new RangeError(`a limit's unit cannot be '${unit}'`)
  if (!(n >= 0 && n <= most)) throw new RangeError(`a limit of ${n} ${unit}s is not between 0 and ${most}`)
  const countedWhole = unit !== 'hour' && unit !== 'workhour'
  if (countedWhole && !Number.isInteger(n))
    throw new RangeError(`a limit of ${n} ${unit}s: ${unit}s are counted whole`)
}

/** Instants of four-digit years: outside, something else than milliseconds was meant. */
const FIRST_INSTANT = startOfDay(FIRST_DAY)
const LAST_INSTANT = endOfDay(LAST_DAY)

export function checkInstant(at: number): void {
  if (!(at >= FIRST_INSTANT && at <= LAST_INSTANT) || !Number.isInteger(at))
    throw new RangeError(`${at} is no instant in epoch milliseconds`)
}
