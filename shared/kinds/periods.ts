import { dayOfFields, daysInMonth, endOfDay } from '../calendar/civil.ts'
import type { Part, Thing } from './kind.ts'

/** What is in force for one period of a thing that is published again and again. */
export interface PeriodPart {
  readonly part: Part
  readonly period: string
  /** The last instant of the period. */
  readonly end: number
}

/** 2026, 2026-10 or 2026-10-31: the year, the last month or the day it speaks of. */
export const PERIOD_PATTERN = '^(19|20|21)\\d{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$'

const PREFIX = 'main:'

/**
 * The periods of a thing in their order, each in its newest edition. Parts are named by what the upstream wrote, and one
 * period may be written in several ways (202610, 2026年10月, a title): the fields tell which are the same.
 */
export function periodsOf({ parts }: Thing): readonly PeriodPart[] {
  const newest = new Map<string, Part>()
  for (const name of Object.keys(parts)) {
    const part = parts[name] as Part
    if (!name.startsWith(PREFIX) || part.op === 'drop') continue
    const period = part.fields['period'] as string
    const known = newest.get(period)
    if (known === undefined || isAfter(part, known)) newest.set(period, part)
  }
  return [...newest]
    .map(([period, part]) => ({ part, period, end: endOf(period) }))
    .sort((a, b) => a.end - b.end || (a.period < b.period ? -1 : 1))
}

/** Why something is published again: it was not whole, or it was wrong. A correction stands above what was handed in late. */
const EDITIONS = ['补报', '修订'] as const

/** 0 as first published, 1 made whole, 2 corrected; read from the title or the name of its file. */
export function editionOf(title: unknown): number {
  if (typeof title !== 'string') return 0
  return 1 + EDITIONS.reduce<number>((last, word, i) => (title.includes(word) ? i : last), -1)
}

const isAfter = (a: Part, b: Part): boolean => {
  if (a.version !== b.version) return a.version > b.version
  const [edition, other] = [editionOf(a.fields['edition']), editionOf(b.fields['edition'])]
  if (edition !== other) return edition > other
  return a.at !== b.at ? a.at > b.at : a.hash > b.hash
}

/** Of a year, a month or a day; a day that the month does not have is its last. */
export function endOf(period: string): number {
  const [year, month, day] = period.split('-').map(Number) as [number, number?, number?]
  const inMonth = month ?? 12
  const last = daysInMonth(year, inMonth)
  return endOfDay(dayOfFields(year, inMonth, Math.min(day ?? last, last)))
}

/** The same period of the year before, as a period is written. */
export const yearBefore = (period: string): string => `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`
