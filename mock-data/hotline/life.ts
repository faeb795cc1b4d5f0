import { DAY, HOUR, MINUTE, dayNumber, endOfDay, startOfDay, timeOfDay } from '../../shared/calendar/civil.ts'
import type { WorkCalendar } from '../calendar.ts'
import type { Department } from '../organisation.ts'
import type { Chance } from '../random.ts'
import type { OrderType, Status, Step, Visit } from './order.ts'
import type { Limit } from './topics.ts'

/** No order lives longer: so much past must be looked at to know what happens now. */
export const LONGEST_LIFE = 25 * DAY

export const CENTRE: Department = { code: '211000-12345', name: '12345政务服务便民热线', short: '热线中心' }

/** What decides the course of an order. */
export interface Request {
  readonly receivedAt: number
  readonly type: OrderType
  readonly limit: Limit
  readonly responsible: Department
  /** Where it goes when the first one sends it back. */
  readonly other: Department
  /** An earlier order on the same matter, if there is one to merge into. */
  readonly earlier: string | null
}

/** Share of each type that one call cannot settle; about a quarter of all (盘锦 202 of 806 a day). */
const DISPATCHED: { readonly [type in OrderType]: number } = {
  咨询: 0.06,
  求助: 0.68,
  投诉: 0.85,
  举报: 0.9,
  建议: 0.6,
  感谢: 0,
  其他: 0.05,
}

const RETURNED = 0.04
const EXTENDED = 0.03
const SUPERVISED = 0.01
const MERGED = 0.015
const ANSWERED_VISIT = 0.85
const SATISFIED = 0.9675
const RESOLVED = 0.95
const EXTENSION = 3

interface Walk extends Request {
  readonly chance: Chance
  readonly calendar: WorkCalendar
  readonly steps: Step[]
}

/** Offices act on working days from 8 to 18; what comes later is done the next morning. */
function officeTime(at: number, { chance, calendar }: Walk): number {
  const day = dayNumber(at)
  const time = timeOfDay(at)
  if (calendar.isWorkday(day) && time >= 8 * HOUR && time < 18 * HOUR) return at
  const next = time < 8 * HOUR && calendar.isWorkday(day) ? day : calendar.add(day, 1)
  return startOfDay(next) + 8 * HOUR + Math.floor(chance.between(5, 150) * MINUTE)
}

const wholeSecond = (at: number) => Math.ceil(at / 1000) * 1000

/** The next step, never before the last one and never beyond the longest life. */
function step(
  walk: Walk,
  at: number,
  status: Status,
  department: Department,
  more: Partial<Step> = {},
): number {
  const last = walk.steps.at(-1)?.at ?? walk.receivedAt
  const when = Math.min(wholeSecond(Math.max(at, last + 1000)), walk.receivedAt + LONGEST_LIFE)
  walk.steps.push({ at: when, status, department, note: NOTES[status] ?? '', ...more })
  return when
}

const NOTES: { readonly [status in Status]?: string } = {
  returned: '不属于本单位职责,申请退回',
  extended: '情况复杂,申请延期',
  supervised: '临近时限,热线中心督办',
  merged: '同一事项已受理,合并办理',
}

const after = ({ chance }: Walk, at: number, medianMinutes: number, sigma: number) =>
  at + Math.floor(chance.logNormal(medianMinutes, sigma) * MINUTE)

export function dueOf(at: number, { n, unit }: Limit, calendar: WorkCalendar): number {
  return unit === 'hour' ? at + n * HOUR : endOfDay(calendar.add(dayNumber(at), n))
}

function visit({ chance }: Walk): Visit {
  if (!chance.happens(ANSWERED_VISIT)) return { satisfied: null, resolved: null }
  return { satisfied: chance.happens(SATISFIED), resolved: chance.happens(RESOLVED) }
}

function directLife(walk: Walk): void {
  const answeredAt = step(walk, after(walk, walk.receivedAt, 5, 0.5), 'direct_answered', CENTRE)
  const visited = walk.chance.happens(0.12)
  const closed = visited
    ? step(walk, officeTime(after(walk, answeredAt, 18 * 60, 0.5), walk), 'visited', CENTRE, {
        visit: visit(walk),
      })
    : answeredAt
  step(walk, closed + MINUTE, 'closed', CENTRE)
}

/** Sent out, and out again when the first one sends it back; answers when and with what due date. */
function dispatch(walk: Walk): { readonly at: number; readonly due: number; readonly by: Department } {
  const { chance, calendar, limit, receivedAt, responsible, other } = walk
  const first = step(walk, after(walk, receivedAt, 25, 0.8), 'dispatched', responsible, {
    due: dueOf(receivedAt, limit, calendar),
  })
  if (!chance.happens(RETURNED))
    return { at: first, due: dueOf(receivedAt, limit, calendar), by: responsible }
  const back = step(walk, officeTime(after(walk, first, 90, 0.7), walk), 'returned', responsible)
  const again = after(walk, back, 30, 0.6)
  const due = dueOf(again, limit, calendar)
  return { at: step(walk, again, 'dispatched', other, { due }), due, by: other }
}

/** Signed, worked on and answered, mostly long before it is due. */
function handle(walk: Walk, sentAt: number, due: number, by: Department): number {
  const { chance, calendar, limit } = walk
  const urgent = limit.unit === 'hour'
  const inOffice = (at: number) => (urgent ? at : officeTime(at, walk))
  const signed = step(walk, inOffice(after(walk, sentAt, urgent ? 12 : 45, 0.7)), 'signed', by)
  const begun = step(walk, after(walk, signed, urgent ? 10 : 60, 0.8), 'handling', by)
  const span = (due - sentAt) * Math.min(chance.logNormal(0.38, 0.45), 2)
  if (!urgent && chance.happens(EXTENDED)) {
    const later = endOfDay(calendar.add(dayNumber(due), EXTENSION))
    step(walk, begun + span * 0.6, 'extended', by, { due: later })
    return step(walk, inOffice(sentAt + span + EXTENSION * DAY), 'replied', by)
  }
  if (chance.happens(SUPERVISED)) step(walk, begun + span * 0.5, 'supervised', CENTRE)
  return step(walk, inOffice(sentAt + span), 'replied', by)
}

function ring(walk: Walk, repliedAt: number): Visit {
  const result = visit(walk)
  step(walk, officeTime(after(walk, repliedAt, 20 * 60, 0.4), walk), 'visited', CENTRE, { visit: result })
  return result
}

function dispatchedLife(walk: Walk): void {
  const { chance, calendar, limit } = walk
  if (walk.earlier !== null && chance.happens(MERGED)) {
    step(walk, after(walk, walk.receivedAt, 20, 0.6), 'merged', CENTRE, { mergedInto: walk.earlier })
    return
  }
  const { at, due, by } = dispatch(walk)
  if (ring(walk, handle(walk, at, due, by)).satisfied === false) {
    const again = (walk.steps.at(-1)?.at ?? at) + 10 * MINUTE
    const newDue = dueOf(again, limit, calendar)
    const reopened = step(walk, again, 'reopened', by, { due: newDue })
    ring(walk, handle(walk, reopened, newDue, by))
  }
  step(walk, (walk.steps.at(-1)?.at ?? at) + 5 * MINUTE, 'closed', CENTRE)
}

/** The whole course of an order, in time order. */
export function lifeOf(request: Request, calendar: WorkCalendar, chance: Chance): Step[] {
  const walk: Walk = { ...request, chance, calendar, steps: [] }
  walk.steps.push({ at: request.receivedAt, status: 'received', department: CENTRE, note: '' })
  if (chance.happens(DISPATCHED[request.type])) dispatchedLife(walk)
  else directLife(walk)
  return walk.steps
}
