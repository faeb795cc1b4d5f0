import type { Calendar } from '../../calendar/calendar.ts'
import { dueAt as dueFrom } from '../../calendar/due.ts'
import type { Limit } from '../../calendar/limit.ts'
import { told } from '../fields.ts'
import type { LedgerEntryFields } from './fields.ts'

/** Until when an entry is to have moved on, and what it may take for that. */
export interface Term {
  /** When its clock began; null: its department did not say. */
  readonly since: number | null
  readonly limit: Limit | null
  readonly dueAt: number | null
  /** It leans on days whose status is not final. */
  readonly provisional: boolean
}

/** Longer is a slip of the pen, and would leave the calendar. */
const LONGEST = { workday: 2500, day: 3650, month: 120 } as const

/**
 * The term of the present stage, reckoned by the calendar (PRV-14: 7 working days to hand over, a month to answer, three for what
 * is hard); without one the day that was promised.
 */
export function termOf(fields: LedgerEntryFields, calendar: Calendar): Term {
  const [since, began] = [told(fields.since), told(fields.beganAt)]
  const limit = limitOf(fields)
  if (since === null || limit === null)
    return { since: since ?? began, limit: null, dueAt: told(fields.dueAt), provisional: false }
  const { at, provisional } = dueFrom(since, limit, calendar)
  return { since, limit, dueAt: at, provisional }
}

function limitOf({ term, termUnit }: LedgerEntryFields): Limit | null {
  const [n, unit] = [told(term), told(termUnit)]
  return n === null || unit === null || n > LONGEST[unit] ? null : { n, unit }
}
