import { NO_PAUSES } from '../../calendar/pauses.ts'
import { daysLeftAt } from '../days-left.ts'
import { told } from '../fields.ts'
import { mainPart, type Codes, type Derived, type Env, type Part, type Row, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { earlier, isOver } from '../next-at.ts'
import { verdictOf, type Verdict } from '../verdict.ts'
import { GROUP_OF } from './codes.ts'
import type { WorkFields } from './fields.ts'

/** Where a work stands. That it is late is no state: time says so. */
export const STATES = {
  planned: { zh: '未开工', en: 'not begun' },
  going: { zh: '在建', en: 'under way' },
  halted: { zh: '停工', en: 'halted' },
  done: { zh: '已完工', en: 'finished' },
} as const satisfies Codes
type WorkState = keyof typeof STATES

/** A day of its end goes before everything: nobody halts what is finished. */
function stateOf({ beganAt, doneAt, halted }: WorkFields): WorkState {
  if (told(doneAt) !== null) return 'done'
  if (halted === true) return 'halted'
  return told(beganAt) === null ? 'planned' : 'going'
}

const WHOLE = 100
/** More than all of it is no share of it. */
const percentOf = ({ percent }: WorkFields, state: WorkState): number | null => {
  const said = told(percent)
  if (said === null) return state === 'done' ? WHOLE : null
  return said > WHOLE ? null : said
}

/** A work at an instant. */
export function deriveWork(thing: Thing, { now, calendar }: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as WorkFields
  const state = stateOf(fields)
  const dueAt = told(fields.dueAt)
  const open = state !== 'done'
  const verdict = verdictIn(main, fields, state, { now, calendar })
  const left =
    open && dueAt !== null ? daysLeftAt(now, dueAt, calendar, NO_PAUSES) : { days: null, nextAt: null }
  return {
    area: main.area,
    row: {
      ...{ event: main.event, kind: 'city-work', area: main.area },
      ...toldOf(fields),
      ...{ state, percent: percentOf(fields, state), open, done: !open, overdue: open && isOver(dueAt, now) },
      ...{ dueAt, light: verdict.light, risk: verdict.risk, step: verdict.step },
      ...{ due: verdict.due, onTime: verdict.onTime },
      daysLeft: left.days,
      marks: marksOf(main, isIrregular(fields), isImpossible(fields)),
    },
    nextAt: earlier(verdict.nextAt, left.nextAt),
  }
}

/** A winter halt is in the term already: it is no excuse. Null at the start while it waits its turn and is in time. */
function verdictIn(
  main: Part,
  fields: WorkFields,
  state: WorkState,
  { now, calendar }: Pick<Env, 'now' | 'calendar'>,
): Verdict {
  const dueAt = told(fields.dueAt)
  const begun = told(fields.beganAt) ?? main.event
  return verdictOf({
    ...{ counted: true, now, calendar, dueAt, limit: null, provisional: false },
    startAt: state === 'planned' && !isOver(dueAt, now) ? null : Math.min(begun, dueAt ?? Infinity),
    ...{ done: state === 'done', doneAt: told(fields.doneAt) },
    ...{ paused: false, pauses: NO_PAUSES, planAccepted: false },
  })
}

const toldOf = (fields: WorkFields): Row => ({
  ...{ number: fields.number, title: fields.title, type: fields.type, group: GROUP_OF[fields.type] },
  ...{ stage: told(fields.stage), department: told(fields.department), builder: told(fields.builder) },
  ...{ device: told(fields.device), households: told(fields.households) },
  ...{ beganAt: told(fields.beganAt), doneAt: told(fields.doneAt) },
})

/** Halted and finished, or more than all of it: its register contradicts itself. */
const isIrregular = ({ percent, doneAt, halted }: WorkFields): boolean =>
  (typeof percent === 'number' && percent > WHOLE) || (halted === true && typeof doneAt === 'number')

const isImpossible = ({ beganAt, doneAt }: WorkFields): boolean =>
  typeof doneAt === 'number' && typeof beganAt === 'number' && doneAt < beganAt
