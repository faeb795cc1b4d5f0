import { Type, type Static } from 'typebox'
import { PastSpan, planOf, positionText, type Plan } from '../past.ts'
import { readTime } from '../upstream-time.ts'

/** A row by its place in the order of (time, key), as the database writes them. */
const Place = Type.Object({ time: Type.String(), key: Type.Union([Type.String(), Type.Number()]) })
export type Place = Static<typeof Place>

export const Position = Type.Object({
  /** The latest time that was read. */
  time: Type.Optional(Type.String()),
  /** When all that is new was read last. */
  at: Type.Optional(Type.Integer()),
  past: Type.Optional(PastSpan),
  /** The earliest row of the past that is in: it is read backwards. */
  before: Type.Optional(Place),
})
export type Position = Static<typeof Position>

interface Overlapping {
  readonly overlapSeconds: number
  readonly pastDays?: number
}

/** The instant an overlap before a time; null for a time that cannot be read. */
export function overlapBefore(time: string, { overlapSeconds }: Overlapping): number | null {
  const at = readTime(time)
  return at === null ? null : at - overlapSeconds * 1000
}

export function planFrom({ time, at, past }: Position, overlap: Overlapping, now: number): Plan {
  const known = time === undefined ? null : overlapBefore(time, overlap)
  return planOf({ known, at: at ?? null, past: past ?? null, now, pastDays: overlap.pastDays })
}

/** Nothing was ever read, and the newest day has nothing: then there is no newest day to be shown first. */
export const isBlank = ({ time, past }: Position): boolean => time === undefined && past === undefined

/** All that is missing, in one go. */
export const wholeOf = (plan: Plan): Plan => ({
  from: plan.past?.from ?? plan.from,
  past: null,
  isSplit: false,
})

/**
 * Within a turn. A past that was just found is told with the first page; but what lies between the old watermark and the
 * newest day is in the position only once the newest day is in, so that a crash finds it again. null: nothing to say.
 */
export function withinTurn(
  position: Position,
  newest: string | null,
  { isSplit, past }: Plan,
): string | null {
  if (isSplit && past !== null)
    return JSON.stringify({ ...position, backlog: { left: past.of, of: past.of } })
  return newest === null ? null : positionText({ ...withoutPast(position), time: newest }, past)
}

/** At the end of a turn. null: there was never anything. */
export function afterTurn(position: Position, newest: string | null, plan: Plan, now: number): string | null {
  if (newest === null) return plan.past === null ? null : positionText({}, plan.past)
  const { before } = plan.isSplit ? {} : position
  return positionText({ time: newest, at: now, ...(before === undefined ? {} : { before }) }, plan.past)
}

/** After a piece of the past from its `first` row back to `end`, which is undefined when nothing is left. */
export function afterPiece(position: Position, first: Place | undefined, end: Place | undefined): string {
  const own = withoutPast(position)
  const time = own.time ?? first?.time
  const known = time === undefined ? own : { ...own, time }
  if (end === undefined || position.past === undefined) return positionText(known, null)
  return positionText(
    { ...known, before: end },
    { ...position.past, to: readTime(end.time) ?? position.past.to },
  )
}

const withoutPast = ({ past: _past, before: _before, ...own }: Position): Position => own
