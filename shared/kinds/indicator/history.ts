import { told } from '../fields.ts'
import type { Thing } from '../kind.ts'
import { editionOf, periodsOf, yearBefore, type PeriodPart } from '../periods.ts'
import { isTenfold } from '../tenfold.ts'
import type { IndicatorFields } from './fields.ts'

/** What is in force for one period of an indicator. */
export interface Published extends PeriodPart {
  readonly fields: IndicatorFields
  /** Its upstream's own number, or how often it was published again. */
  readonly revision: number
  /** It waits for somebody to confirm it, and is shown nowhere as the number of today. */
  readonly held: boolean
}

/** Published again under this revision or a later one, a number was looked at by its publisher: it is believed. */
const CONFIRMED = 2

/**
 * The periods of an indicator in their order, each in its newest revision, and whether it is held.
 *
 * A9: a number more than ten times what it should be near, or less than a tenth of it, was mostly given in another unit.
 * It should be near that of the year before where there is one, since totals of a year start again in January; else
 * near the last one believed. That does not depend on the order of arrival, so it need not be judged before the journal.
 */
export function historyOf(thing: Thing): readonly Published[] {
  const believed = new Map<string, number>()
  let last: number | null = null
  return periodsOf(thing).map(({ part, period, end }) => {
    const fields = part.fields as unknown as IndicatorFields
    const revision = Math.max(part.version, editionOf(fields.edition))
    const value = told(fields.value)
    const near = believed.get(yearBefore(period)) ?? last
    const jumps =
      value !== null &&
      near !== null &&
      isTenfold(near, value) &&
      revision < CONFIRMED &&
      fields.confirmed !== true
    const held = jumps || part.flags.includes('held')
    if (!held && value !== null) {
      believed.set(period, value)
      last = value
    }
    return { part, period, end, fields, revision, held }
  })
}
