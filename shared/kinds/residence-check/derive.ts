import { dueAt as dueFrom } from '../../calendar/due.ts'
import type { Limit } from '../../calendar/limit.ts'
import { NO_PAUSES } from '../../calendar/pauses.ts'
import { daysLeftAt } from '../days-left.ts'
import { told } from '../fields.ts'
import { mainPart, type Codes, type Derived, type Env, type Part, type Row, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { earlier, isOver } from '../next-at.ts'
import { verdictOf, type Verdict } from '../verdict.ts'
import type { CheckFields } from './fields.ts'

/** Where a check stands. That it is late is no state: time says so. */
export const STATES = {
  issued: { zh: '待签收', en: 'to be taken on' },
  taken: { zh: '核查中', en: 'being looked at' },
  again: { zh: '待复访', en: 'to be visited again' },
  done: { zh: '已核查', en: 'done' },
  void: { zh: '已撤销', en: 'withdrawn' },
} as const satisfies Codes
type CheckState = keyof typeof STATES

/** What somebody found goes before the instants: a check with a result was done, though nobody may know when. */
function stateOf({ result, takenAt, doneAt }: CheckFields): CheckState {
  if (result === 'void') return 'void'
  if (result === 'absent') return 'again'
  if (told(result) !== null || told(doneAt) !== null) return 'done'
  return told(takenAt) === null ? 'issued' : 'taken'
}

/** Longer is a slip of the pen, and would leave the calendar. */
const LONGEST = 250

/** A check at an instant. */
export function deriveCheck(thing: Thing, env: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as CheckFields
  const state = stateOf(fields)
  const term = termOf(main, fields, env)
  const verdict = verdictIn(main, fields, state, term, env)
  const open = state !== 'done' && state !== 'void'
  const left =
    open && term.dueAt !== null
      ? daysLeftAt(env.now, term.dueAt, env.calendar, NO_PAUSES)
      : { days: null, nextAt: null }
  return {
    area: main.area,
    row: {
      ...{ event: main.event, kind: 'residence-check', area: main.area },
      ...toldOf(fields),
      ...{ state, open, done: state === 'done', overdue: open && isOver(term.dueAt, env.now) },
      ...{ dueAt: term.dueAt, light: verdict.light, risk: verdict.risk, step: verdict.step },
      ...{ due: verdict.due, onTime: verdict.onTime, provisional: verdict.provisional },
      daysLeft: left.days,
      marks: marksOf(main, state === 'again' && told(fields.doneAt) !== null, isImpossible(main, fields)),
    },
    nextAt: earlier(verdict.nextAt, left.nextAt),
  }
}

interface Term {
  readonly limit: Limit | null
  readonly dueAt: number | null
  readonly provisional: boolean
}

function termOf(main: Part, fields: CheckFields, { calendar }: Env): Term {
  const n = told(fields.limit)
  if (n === null || n > LONGEST) return { limit: null, dueAt: null, provisional: false }
  const limit: Limit = { n, unit: 'workday' }
  const { at, provisional } = dueFrom(main.event, limit, calendar)
  return { limit, dueAt: at, provisional }
}

/** Nobody at home is no excuse: the term goes on. */
const verdictIn = (
  main: Part,
  fields: CheckFields,
  state: CheckState,
  { limit, dueAt, provisional }: Term,
  { now, calendar }: Env,
): Verdict =>
  verdictOf({
    ...{ counted: state !== 'void', now, calendar, startAt: main.event, dueAt, limit, provisional },
    ...{ done: state === 'done', doneAt: told(fields.doneAt) },
    ...{ paused: false, pauses: NO_PAUSES, planAccepted: false },
  })

const toldOf = (fields: CheckFields): Row => ({
  ...{ number: fields.number, title: fields.title, type: fields.type, source: told(fields.source) },
  ...{ department: told(fields.department), result: told(fields.result), visits: told(fields.visits) },
  ...{ takenAt: told(fields.takenAt), doneAt: told(fields.doneAt) },
})

const isImpossible = (main: Part, { takenAt, doneAt }: CheckFields): boolean =>
  [takenAt, doneAt].some(at => typeof at === 'number' && at < main.event)
