import {
  HOUR,
  MINUTE,
  dayNumber,
  dayOfFields,
  endOfDay,
  fieldsOfDay,
  startOfDay,
} from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { stream, type Chance } from '../random.ts'
import { ledgerOf, livedAt, type Draft, type Head, type LedgerEntry } from './entry.ts'

/** A ledger into which something comes every month. */
export interface Rolling {
  readonly head: Head
  /** How many in a month, on average. */
  readonly aMonth: number
  /** Working days that one may take. */
  readonly promised: number
  readonly draft: (chance: Chance, city: PretendCity) => Omit<Draft, 'state'>
}

/** Ledgers that go on begin here: nothing before was written down. */
export const FIRST_MONTH = { year: 2025, month: 11 } as const

/** Months from the first to that of an instant. */
export function monthsUntil(at: number): readonly { readonly year: number; readonly month: number }[] {
  const { year, month } = fieldsOfDay(dayNumber(at))
  const first = FIRST_MONTH.year * 12 + FIRST_MONTH.month - 1
  const count = Math.max(0, year * 12 + month - first)
  return Array.from({ length: count }, (_, i) => ({
    year: Math.floor((first + i) / 12),
    month: ((first + i) % 12) + 1,
  }))
}

/** A workbook of each month says nothing of days that are over before the next: who read it would call late what is done. */
const LEAST_TOLD = 30

/** Working days of a month, in its order. */
function workdaysOf({ calendar }: PretendCity, year: number, month: number): number[] {
  const first = dayOfFields(year, month, 1)
  const days = Array.from({ length: 28 }, (_, i) => first + i)
  return days.filter(day => calendar.isWorkday(day))
}

export interface Beginning {
  readonly number: string
  readonly beganAt: number
  readonly chance: Chance
}

/** What came into a ledger up to an instant, in order. */
export function beginnings(
  city: PretendCity,
  { ledger, prefix }: Head,
  aMonth: number,
  at: number,
): Beginning[] {
  return monthsUntil(at).flatMap(({ year, month }) => {
    const chance = stream(city.seed, 'ledgers', ledger, year, month)
    const days = workdaysOf(city, year, month)
    const made = chance.poisson(aMonth)
    return Array.from({ length: made }, () => chance.pick(days))
      .sort((a, b) => a - b)
      .map((day, i): Beginning => ({
        number: `${prefix}-${year}${String(month).padStart(2, '0')}${String(i + 1).padStart(2, '0')}`,
        beganAt: startOfDay(day) + 9 * HOUR + chance.split('time', i).int(8 * 60) * MINUTE,
        chance: chance.split('entry', i),
      }))
      .filter(({ beganAt }) => beganAt <= at)
  })
}

/** The ledger as it stands at an instant. */
export function rolledAt(
  city: PretendCity,
  { head, aMonth, promised, draft }: Rolling,
  at: number,
): readonly LedgerEntry[] {
  return ledgerOf(
    head,
    beginnings(city, head, aMonth, at).map(({ number, beganAt, chance }) => {
      const dueAt = endOfDay(city.calendar.add(dayNumber(beganAt), promised)) - 999
      const life = livedAt({ beganAt, dueAt }, chance.split('life'), at)
      return {
        ...draft(chance.split('draft'), city),
        ...{ number, ...life, dueAt: promised < LEAST_TOLD ? null : life.dueAt },
      }
    }),
  )
}
