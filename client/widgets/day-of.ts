import { dateOfDay, dayNumber } from '../../shared/calendar/civil.ts'
import { ageText } from '../figures/time.ts'
import { numberOf } from './column-values.ts'
import type { Reader } from './reader.ts'
import type { Heading } from './widget.ts'

/** The day a snapshot is of: `10-31`, or `2025-10-31` in another year. */
export function dayOf(at: number, reader: Reader): string {
  const [date, today] = [at, reader.now('minute')].map(each => dateOfDay(dayNumber(each))) as [string, string]
  return date.slice(0, 4) === today.slice(0, 4) ? date.slice(5) : date
}

/** The day that the numbers of a panel are of, told by its role `asOf`. */
export const asOfOf = (reader: Reader): number | null =>
  numberOf(reader.list('asOf')?.rows[0]?.columns['asOf'])

/**
 * In place of the age while the panel is live: a table may be read every minute and be a month old, and the day it is of
 * is what its numbers are worth.
 */
export function asOfHeading(reader: Reader): Pick<Heading, 'summary'> {
  const asOf = asOfOf(reader)
  if (asOf === null) return {}
  return {
    summary: [{ glyph: 'ok', text: reader.say('freshness.of', { day: dayOf(asOf, reader) }), tone: 'dim' }],
  }
}

/** How long ago the feeds of a role told of something last; '' before they ever did, and where nobody can know any more. */
export function ageOf(role: string, reader: Reader): string {
  if (reader.lostAt !== null) return ''
  const told = reader.feeds(role).map(({ report }) => report?.okAt ?? 0)
  const oldest = told.length === 0 ? 0 : Math.min(...told)
  return oldest === 0 ? '' : ageText(oldest, reader.now('second'), reader.say)
}
