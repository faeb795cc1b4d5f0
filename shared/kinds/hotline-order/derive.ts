import type { Calendar } from '../../calendar/calendar.ts'
import { HOUR } from '../../calendar/civil.ts'
import { dueAt as dueFrom } from '../../calendar/due.ts'
import type { Limit } from '../../calendar/limit.ts'
import { NO_PAUSES } from '../../calendar/pauses.ts'
import { worktimeAt } from '../../calendar/worktime.ts'
import { told } from '../fields.ts'
import { mainPart, type Derived, type Env, type Part, type Row, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { earlier } from '../next-at.ts'
import { verdictOf, type Verdict } from '../verdict.ts'
import type { OrderFields } from './fields.ts'
import { lifeOf, type OrderLife } from './life.ts'

/** 签收时限: so much working time after it was sent out. */
const SIGN_LIMIT: Limit = { n: 2, unit: 'workhour' }

/** One call to 12345 at an instant. Runs for every report: it makes no closures and copies nothing. */
export function deriveOrder(thing: Thing, env: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as OrderFields
  const life = lifeOf(fields.history, main.event)
  const verdict = verdictOfOrder(life, main.event, told(fields.dueAt), env)
  const sign = judgeSigning(life, env.calendar, env.now)
  return {
    area: main.area,
    row: rowOf(main, fields, life, verdict, sign.inTime),
    nextAt: earlier(verdict.nextAt, sign.nextAt),
  }
}

function verdictOfOrder(life: OrderLife, receivedAt: number, dueAt: number | null, env: Env): Verdict {
  const startAt = life.dispatchedAt ?? receivedAt
  return verdictOf({
    counted: life.done || (life.state !== 'closed' && life.state !== 'merged'),
    startAt,
    dueAt,
    done: life.done,
    doneAt: life.doneAt,
    paused: false,
    pauses: NO_PAUSES,
    limit: limitInHours(startAt, dueAt),
    provisional: false,
    planAccepted: false,
    calendar: env.calendar,
    now: env.now,
  })
}

/** The hotline says when an order is due, not how long it may take. What is due within a day was given in hours. */
function limitInHours(startAt: number, dueAt: number | null): Limit | null {
  if (dueAt === null || dueAt <= startAt || dueAt - startAt > 24 * HOUR) return null
  return { n: (dueAt - startAt) / HOUR, unit: 'hour' }
}

interface Signing {
  /** Null while undecided, or when it was never sent out or handled without being signed for. */
  readonly inTime: boolean | null
  readonly nextAt: number | null
}

const UNDECIDED: Signing = { inTime: null, nextAt: null }
const IN_TIME: Signing = { inTime: true, nextAt: null }
const TOO_LATE: Signing = { inTime: false, nextAt: null }

function judgeSigning(
  { state, dispatchedAt, signedAt }: OrderLife,
  calendar: Calendar,
  now: number,
): Signing {
  if (dispatchedAt === null) return UNDECIDED
  if (signedAt !== null) {
    const taken = worktimeAt(calendar, signedAt) - worktimeAt(calendar, dispatchedAt)
    return taken <= SIGN_LIMIT.n * HOUR ? IN_TIME : TOO_LATE
  }
  if (state !== 'dispatched') return UNDECIDED
  const { at } = dueFrom(dispatchedAt, SIGN_LIMIT, calendar)
  if (at === null) return UNDECIDED
  return now > at ? TOO_LATE : { inTime: null, nextAt: at + 1 }
}

const since = (at: number | null, from: number): number | null => (at === null ? null : at - from)

/** The n-th part of `class/group/topic`. */
function pathPart(path: string | null, n: number): string | null {
  if (path === null) return null
  let from = 0
  for (let i = 0; i < n; i++) {
    from = path.indexOf('/', from) + 1
    if (from === 0) return null
  }
  const end = path.indexOf('/', from)
  const part = end === -1 ? path.slice(from) : path.slice(from, end)
  return part === '' ? null : part
}

function rowOf(
  main: Part,
  fields: OrderFields,
  life: OrderLife,
  verdict: Verdict,
  signed: boolean | null,
): Row {
  const path = told(fields.categoryName)
  const relatedCaseNo = told(fields.relatedCaseNo)
  return {
    event: main.event,
    kind: 'hotline-order',
    area: main.area,
    number: fields.orderNo,
    title: told(fields.title),
    type: told(fields.type),
    channel: told(fields.channel),
    answered: told(fields.answered),
    topic: pathPart(path, 0),
    topicGroup: pathPart(path, 1),
    department: told(fields.department),
    state: life.state,
    direct: life.answeredDirectly,
    dispatched: life.dispatched,
    dispatchedAt: life.dispatchedAt,
    respondedMs: since(life.respondedAt, main.event),
    signedInTime: signed,
    open: life.state !== 'closed' && life.state !== 'merged',
    done: life.done,
    light: verdict.light,
    risk: verdict.risk,
    overdue: verdict.light === 'red',
    step: verdict.step,
    dueAt: told(fields.dueAt),
    doneAt: life.doneAt,
    due: verdict.due,
    onTime: verdict.onTime,
    handledMs: since(life.doneAt, main.event),
    visitedAt: life.visitedAt,
    satisfied: told(fields.satisfied),
    resolved: told(fields.resolved),
    closedAt: life.closedAt,
    returns: life.returns,
    extensions: life.extensions,
    reopenings: life.reopenings,
    relatedCaseNo,
    linked: relatedCaseNo !== null,
    marks: marksOf(main, life.irregular > 0, life.impossible > 0),
  }
}
