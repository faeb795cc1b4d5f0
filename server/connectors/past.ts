import { Type, type Static } from 'typebox'
import { DAY, HOUR, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'

/** The newest part, read before all that lies before it: today, and some hours when the day has just begun. */
const LEAST_NEWEST = 6 * HOUR
/** What is not longer than this is read in one go: a night that a server was off is no past. */
const MOST_IN_ONE_GO = 36 * HOUR
const PAST_DAYS = 35

/** A span of an upstream's time that is still to be read (epoch ms, city time). `of`: its length when it was found. */
export const PastSpan = Type.Object({ from: Type.Integer(), to: Type.Integer(), of: Type.Integer() })
export type PastSpan = Static<typeof PastSpan>

export interface Plan {
  /** Where the turn begins. */
  readonly from: number
  /** What is left for later. */
  readonly past: PastSpan | null
  /** Whether `past` was found just now. */
  readonly isSplit: boolean
}

interface Standing {
  /** From where on to ask, by the newest that is in, less the overlap; null: nothing is in. */
  readonly known: number | null
  /** When it was last asked for all that is new. A quiet upstream may have told its newest long ago. */
  readonly at: number | null
  readonly past: PastSpan | null
  readonly now: number
  readonly pastDays?: number | undefined
}

/**
 * A wall wants to see today. So where much is missing, at the first start or after days away, the newest day is read at
 * once and what lies before it is a span of the past, for the time in which nothing else is due. A span that was not read
 * to its end grows by what is missing now: to read a part of it again is harmless, what is known is found to be known.
 */
export function planOf({ known, at, past, now, pastDays = PAST_DAYS }: Standing): Plan {
  const from = known ?? now - pastDays * DAY
  if (now - Math.max(from, at ?? from) <= MOST_IN_ONE_GO) return { from, past, isSplit: false }
  const newest = Math.min(startOfDay(dayNumber(now)), now - LEAST_NEWEST)
  const begin = Math.min(from, past?.from ?? from)
  return { from: newest, past: { from: begin, to: newest, of: newest - begin }, isSplit: true }
}

/** The text of a position: what is the connector's own, the past that is left, and its size for the screens. */
export function positionText(own: object, past: PastSpan | null): string {
  // As it was read it may bring along what it said of its past.
  const { past: _past, backlog: _backlog, ...rest } = own as { past?: unknown; backlog?: unknown }
  if (past === null || past.from >= past.to) return JSON.stringify(rest)
  const { from, to, of } = past
  return JSON.stringify({ ...rest, past: { from, to, of }, backlog: { left: to - from, of } })
}
