import { HOUR, dayOfDate, endOfDay, startOfDay } from '../../shared/calendar/civil.ts'
import type { Chance } from '../random.ts'

export type State = '未开始' | '推进中' | '已完成' | '已终止'
export type TermUnit = '工作日' | '天' | '月'

/** One row of a department's ledger. */
export interface LedgerEntry {
  readonly ledger: string
  readonly theme: string
  readonly number: string
  readonly title: string
  readonly category: string | null
  readonly state: State
  readonly stage: string | null
  readonly department: string
  readonly party: string | null
  readonly parent: string | null
  /** 万元 */
  readonly amount: number | null
  readonly quantity: number | null
  readonly unit: string | null
  readonly beganAt: number | null
  readonly dueAt: number | null
  readonly doneAt: number | null
  readonly term: { readonly n: number; readonly unit: TermUnit; readonly since: number } | null
  readonly result: string | null
  readonly source: string | null
  readonly asOf: number | null
  readonly district: string | null
  readonly town: string | null
  readonly community: string | null
}

/** What all entries of a ledger share. */
export interface Head {
  readonly ledger: string
  readonly theme: string
  /** What its numbers begin with. */
  readonly prefix: string
  readonly department: string
  readonly source?: string
  readonly asOf?: number
}

export type Draft = Partial<LedgerEntry> & Pick<LedgerEntry, 'title' | 'state'>

const NOTHING = {
  ...{ category: null, stage: null, party: null, parent: null, amount: null, quantity: null, unit: null },
  ...{ beganAt: null, dueAt: null, doneAt: null, term: null, result: null },
  ...{ source: null, asOf: null, district: null, town: null, community: null },
} as const

/** Rows of a ledger in their order, numbered as they stand, but for those that have a number. */
export const ledgerOf = ({ prefix, ...head }: Head, drafts: readonly Draft[]): readonly LedgerEntry[] =>
  drafts.map((draft, i) => ({
    ...NOTHING,
    ...head,
    number: `${prefix}-${String(i + 1).padStart(3, '0')}`,
    ...draft,
  }))

/** At nine in the morning of a date. */
export const morningOf = (date: string): number => startOfDay(dayOfDate(date)) + 9 * HOUR
/** The last second of a date. */
export const endingOf = (date: string): number => endOfDay(dayOfDate(date)) - 999

/** Published as done between two dates. */
export const doneBetween = (began: string, done: string) =>
  ({ state: '已完成', beganAt: morningOf(began), doneAt: morningOf(done) + 8 * HOUR }) as const

interface Plan {
  readonly beganAt: number
  readonly dueAt: number
}

/** So many in a hundred end late, by up to so many days; the others take this share of their time. */
const LATE = 0.1
const LATE_DAYS = 40
const SHARE = [0.62, 0.97] as const
const DAY = 24 * HOUR

/** How something planned stands at an instant. Whether it will be late is drawn once, so it never changes its mind. */
export function livedAt({ beganAt, dueAt }: Plan, chance: Chance, at: number) {
  const late = chance.happens(LATE)
  const share = chance.between(...SHARE)
  const over = chance.int(LATE_DAYS * 24) * HOUR
  const doneAt = late ? dueAt + DAY + over : beganAt + Math.floor(((dueAt - beganAt) * share) / 1000) * 1000
  if (beganAt > at) return { state: '未开始', beganAt: null, dueAt, doneAt: null } as const
  if (doneAt > at) return { state: '推进中', beganAt, dueAt, doneAt: null } as const
  return { state: '已完成', beganAt, dueAt, doneAt } as const
}
