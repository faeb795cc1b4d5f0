import { NO_PAUSES } from '../../calendar/pauses.ts'
import { daysLeftAt } from '../days-left.ts'
import { told } from '../fields.ts'
import { mainPart, type Derived, type Env, type Part, type Row, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { earlier, isOver } from '../next-at.ts'
import { verdictOf, type Verdict } from '../verdict.ts'
import { workRow, workRows } from '../worked/columns.ts'
import type { LedgerEntryFields } from './fields.ts'
import { termOf, type Term } from './term.ts'
import { courseIn, worked } from './worked.ts'

/** An entry of a ledger at an instant: what its workbook says, and what was done about it here. */
export function deriveLedgerEntry(thing: Thing, env: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const own = main.fields as unknown as LedgerEntryFields
  const course = courseIn(main, thing)
  const fields = worked(own, course)
  const term = termOf(fields, env.calendar)
  const verdict = verdictIn(main, fields, term, env)
  const isOpen = fields.state === 'planned' || fields.state === 'going'
  const left =
    isOpen && term.dueAt !== null
      ? daysLeftAt(env.now, term.dueAt, env.calendar, NO_PAUSES)
      : { days: null, nextAt: null }
  const row: Row = {
    ...{ ...rowOf(main, fields, term, verdict), daysLeft: left.days, ...standing(fields, term, env.now) },
    ...{ ...workRow(course), marks: marksIn(main, fields, course.irregular) },
    sourceState: own.state === fields.state ? null : own.state,
  }
  return {
    ...{ area: main.area, row, rows: workRows(aboutOf(main, fields), course) },
    nextAt: earlier(verdict.nextAt, left.nextAt),
  }
}

const standing = ({ state }: LedgerEntryFields, { dueAt }: Term, now: number) => {
  const open = state === 'planned' || state === 'going'
  return { open, done: state === 'done', overdue: open && isOver(dueAt, now) }
}

/** What is stopped asks nobody for anything; what waits for its turn is late all the same once its day is over. */
function verdictIn(main: Part, fields: LedgerEntryFields, term: Term, { now, calendar }: Env): Verdict {
  return verdictOf({
    ...{ counted: fields.state !== 'stopped', now, calendar },
    startAt: startOf(main, fields, term, now),
    ...{ dueAt: term.dueAt, limit: term.limit, provisional: term.provisional },
    ...{ done: fields.state === 'done', doneAt: told(fields.doneAt) },
    ...{ paused: false, pauses: NO_PAUSES, planAccepted: false },
  })
}

/** Null while it is only planned and in time: then its light is out. */
function startOf(
  main: Part,
  { state }: LedgerEntryFields,
  { since, dueAt }: Term,
  now: number,
): number | null {
  if (state === 'planned' && !isOver(dueAt, now)) return null
  // What was to end before it began is late, not ahead of its beginning.
  return Math.min(since ?? main.event, dueAt ?? Infinity)
}

/** What row and history both say of it. */
const aboutOf = ({ area }: Part, { ledger, number, title }: LedgerEntryFields) => ({
  ...{ kind: 'ledger-entry', area, ledger, number, title },
})

function rowOf(main: Part, fields: LedgerEntryFields, term: Term, verdict: Verdict): Row {
  const { light, risk, step, due, onTime, provisional } = verdict
  return {
    ...{ event: main.event, ...aboutOf(main, fields), theme: fields.theme },
    ...{ category: told(fields.category), state: fields.state, stage: told(fields.stage) },
    ...{ department: told(fields.department), party: told(fields.party), parent: told(fields.parent) },
    ...{ amount: told(fields.amount), doneAmount: doneAmountOf(fields) },
    ...{ quantity: told(fields.quantity), unit: told(fields.unit) },
    ...{ beganAt: told(fields.beganAt), since: term.since, dueAt: term.dueAt, doneAt: told(fields.doneAt) },
    ...{ light, risk, step, due, onTime, provisional },
    ...{ result: told(fields.result), source: told(fields.source), asOf: told(fields.asOf) },
  }
}

const marksIn = (main: Part, fields: LedgerEntryFields, irregular: boolean) =>
  marksOf(main, irregular || isIrregular(fields), isImpossible(fields))

/** What of its money is settled; unknown where nobody says how much it is about. */
function doneAmountOf({ state, amount }: LedgerEntryFields): number | null {
  const all = told(amount)
  return all === null || state === 'done' ? all : 0
}

/** Done without a day, or with a day and not done: its department contradicts itself. */
const isIrregular = ({ state, doneAt }: LedgerEntryFields): boolean =>
  typeof doneAt === 'number' && state !== 'done' && state !== 'stopped'

const isImpossible = ({ beganAt, doneAt }: LedgerEntryFields): boolean =>
  typeof beganAt === 'number' && typeof doneAt === 'number' && doneAt < beganAt
