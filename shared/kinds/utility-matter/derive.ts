import { dueAt as dueFrom } from '../../calendar/due.ts'
import type { Limit } from '../../calendar/limit.ts'
import { NO_PAUSES } from '../../calendar/pauses.ts'
import { daysLeftAt } from '../days-left.ts'
import { told } from '../fields.ts'
import { mainPart, type Derived, type Env, type Part, type Row, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { earlier, isOver } from '../next-at.ts'
import { verdictOf, type Verdict } from '../verdict.ts'
import type { MatterFields, STATES } from './fields.ts'

function stateOf({ doneAt, stop }: MatterFields): keyof typeof STATES {
  if (stop === 'withdrawn') return 'void'
  if (told(doneAt) !== null) return 'done'
  return stop === 'arrears' ? 'held' : 'going'
}

interface Term {
  readonly limit: Limit | null
  readonly dueAt: number | null
  readonly provisional: boolean
}
/** Longer is a slip of the pen, and would leave the calendar. */
const LONGEST = 250

/** What was promised goes before what is usual. */
function termOf(main: Part, fields: MatterFields, { calendar }: Env): Term {
  const promised = told(fields.dueAt)
  if (promised !== null) return { limit: null, dueAt: promised, provisional: false }
  const n = told(fields.limit)
  if (n === null || n > LONGEST) return { limit: null, dueAt: null, provisional: false }
  const limit: Limit = { n, unit: 'workday' }
  const { at, provisional } = dueFrom(main.event, limit, calendar)
  return { limit, dueAt: at, provisional }
}

/** A matter of a utility at an instant. Who has still to pay is waited for, and nobody else is late for it. */
export function deriveMatter(thing: Thing, env: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as MatterFields
  const state = stateOf(fields)
  const term = termOf(main, fields, env)
  const verdict = verdictIn(main, state, term, { ...env, doneAt: told(fields.doneAt) })
  const left =
    state === 'going' && term.dueAt !== null
      ? daysLeftAt(env.now, term.dueAt, env.calendar, NO_PAUSES)
      : { days: null, nextAt: null }
  return {
    area: main.area,
    row: {
      ...{ event: main.event, kind: 'utility-matter', area: main.area },
      ...toldOf(fields),
      ...{ state, open: state === 'going' || state === 'held', done: state === 'done', dueAt: term.dueAt },
      overdue: state === 'going' && isOver(term.dueAt, env.now),
      ...{ light: verdict.light, risk: verdict.risk, step: verdict.step },
      ...{ due: verdict.due, onTime: verdict.onTime, provisional: verdict.provisional },
      ...{ daysLeft: left.days, took: tookOf(main, fields) },
      marks: marksOf(main, isIrregular(fields), isImpossible(main, fields)),
    },
    nextAt: earlier(verdict.nextAt, left.nextAt),
  }
}

const verdictIn = (
  main: Part,
  state: keyof typeof STATES,
  { limit, dueAt, provisional }: Term,
  { now, calendar, doneAt }: Env & { readonly doneAt: number | null },
): Verdict =>
  verdictOf({
    ...{ counted: state === 'going' || state === 'done', now, calendar, dueAt, limit, provisional },
    startAt: Math.min(main.event, dueAt ?? Infinity),
    ...{ done: state === 'done', doneAt, paused: false, pauses: NO_PAUSES, planAccepted: false },
  })

const toldOf = (fields: MatterFields): Row => ({
  ...{ number: fields.number, title: fields.title, type: fields.type, trade: fields.trade },
  group: fields.type === 'transfer' ? 'transfer' : 'outage',
  ...{ firm: told(fields.firm), department: told(fields.department), reason: told(fields.reason) },
  ...{ registration: told(fields.registration), households: told(fields.households) },
  doneAt: told(fields.doneAt),
})

/** Stopped and done: its register contradicts itself. */
const isIrregular = ({ stop, doneAt }: MatterFields): boolean => told(stop) !== null && told(doneAt) !== null

const isImpossible = ({ event }: Part, { doneAt }: MatterFields): boolean =>
  typeof doneAt === 'number' && doneAt < event

/** No duration is made of times that contradict each other (A14). */
const tookOf = (main: Part, fields: MatterFields): number | null => {
  const doneAt = told(fields.doneAt)
  return doneAt === null || doneAt < main.event ? null : doneAt - main.event
}
