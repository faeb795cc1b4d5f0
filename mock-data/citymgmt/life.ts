import { DAY, HOUR, MINUTE, dayNumber, startOfDay, timeOfDay } from '../../shared/calendar/civil.ts'
import type { Calendar } from '../../shared/calendar/calendar.ts'
import { dueAt } from '../../shared/calendar/due.ts'
import type { Limit } from '../../shared/calendar/limit.ts'
import type { Department } from '../organisation.ts'
import type { Chance } from '../random.ts'
import type { Action, CaseStep, Due } from './case.ts'

/** No case lives longer: so much past must be looked at to know what happens now. */
export const LONGEST_LIFE = 16 * DAY

/** What decides the course of a case. */
export interface Course {
  readonly reportAt: number
  /** The terminal had no network before. */
  readonly arrivedAt: number
  readonly limit: Limit
  readonly responsible: Department
  /** Where it goes when the first one sends it back. */
  readonly other: Department
  readonly centre: Department
}

/** Measured in 运城 (DOMAIN 5), or close to it. */
const OVERTIME = 0.013
const REWORK = 0.001
const DELAY = 0.014
const RETURN = 0.009
const HANG = 0.004
const VOID = 0.005
const REJECT = 0.02

/** From report to close: half within 1.4 h, nineteen of twenty within about 20 h. */
const MEDIAN_HOURS = 1.34
const SIGMA = 1.52
const SHORTEST = 12 * MINUTE

/** How the time to the close is spent. The early stages are desk work and do not stretch with it. */
const DESK: { readonly [stage: string]: readonly [share: number, longest: number] } = {
  accept: [0.06, 15 * MINUTE],
  file: [0.06, 15 * MINUTE],
  dispatch: [0.08, 30 * MINUTE],
  begin: [0.1, 2 * HOUR],
}
const CHECK_SHARE = 0.15
const CLOSE_SHARE = 0.07
const BUNDLE_EXTRA_HOURS = 2

interface Walk extends Course {
  readonly chance: Chance
  readonly calendar: Calendar
  readonly steps: CaseStep[]
  /** Planned time from report to close. */
  readonly span: number
}

const wholeSecond = (at: number) => Math.ceil(at / 1000) * 1000

/** Field work rests from 22 to 6: what would fall there is done in the morning. */
function awake(at: number, chance: Chance): number {
  const time = timeOfDay(at)
  if (time >= 6 * HOUR && time < 22 * HOUR) return at
  const day = time < 6 * HOUR ? dayNumber(at) : dayNumber(at) + 1
  return startOfDay(day) + 6 * HOUR + Math.floor(chance.between(10, 110) * MINUTE)
}

function step(walk: Walk, at: number, action: Action, department: Department, more: Partial<CaseStep> = {}) {
  const last = walk.steps.at(-1)?.at ?? walk.arrivedAt
  const earliest = Math.max(last, walk.arrivedAt) + 1000
  const when = Math.min(wholeSecond(Math.max(at, earliest)), walk.reportAt + LONGEST_LIFE)
  walk.steps.push({ at: when, action, department, note: '', ...more })
  return when
}

function desk(walk: Walk, action: 'accept' | 'file' | 'dispatch' | 'begin', after: number): number {
  const [share, longest] = DESK[action]!
  const mean = Math.min(walk.span * share, longest)
  return after + mean * walk.chance.between(0.5, 1.5)
}

function dueOf(at: number, limit: Limit, calendar: Calendar): Due {
  const dispose = dueAt(at, limit, calendar).at ?? at
  return {
    dispose,
    bundle: dueAt(dispose, { n: BUNDLE_EXTRA_HOURS, unit: 'workhour' }, calendar).at ?? dispose,
  }
}

/** To the department, and to another when the first one sends it back. */
function dispatch(
  walk: Walk,
  filedAt: number,
): { readonly at: number; readonly by: Department; readonly due: Due } {
  const { chance, calendar, limit, responsible, other, centre } = walk
  const send = (at: number, to: Department) => {
    const due = dueOf(wholeSecond(at), limit, calendar)
    return { at: step(walk, at, 'dispatch', to, { due }), by: to, due }
  }
  const first = send(desk(walk, 'dispatch', filedAt), responsible)
  if (!chance.happens(RETURN)) return first
  const back = awake(first.at + chance.logNormal(40, 0.7) * MINUTE, chance)
  const returned = step(walk, back, 'return', centre, { note: '不属于本单位职责范围,申请退单' })
  return send(returned + chance.logNormal(20, 0.6) * MINUTE, other)
}

function delayed(walk: Walk, begunAt: number, by: Department, due: Due): Due {
  const asked = begunAt + (due.dispose - begunAt) * walk.chance.between(0.5, 0.9)
  const later = dueOf(due.dispose, walk.limit, walk.calendar)
  step(walk, asked, 'delay', by, { due: later, note: walk.chance.pick(DELAY_REASONS) })
  return later
}

const DELAY_REASONS = ['天气原因,暂不具备施工条件', '配件采购中', '需多部门联合处置'] as const

/** The clock stands while the case hangs; it starts again where it stood. */
function hung(
  walk: Walk,
  begunAt: number,
  by: Department,
  due: Due,
): { readonly at: number; readonly due: Due } {
  const { chance } = walk
  const from = step(walk, begunAt + (due.dispose - begunAt) * 0.3, 'hang', by, {
    note: '涉及拆迁区域,挂账处理',
  })
  const to = awake(from + chance.between(1, 6) * DAY, chance)
  const moved = { dispose: due.dispose + to - from, bundle: due.bundle + to - from }
  return { at: step(walk, to, 'resume', by, { due: moved }), due: moved }
}

/** When it is put right: as planned, pulled in before the due time, or (1.3 %) after it. */
function disposedAt(walk: Walk, from: number, { dispose }: Due, share: number): number {
  const { chance, span } = walk
  if (chance.happens(OVERTIME)) return awake(dispose + chance.logNormal(150, 1) * MINUTE, chance)
  const planned = awake(from + span * share * chance.between(0.8, 1.2), chance)
  if (planned < dispose) return planned
  return from + (dispose - from) * chance.between(0.6, 0.99)
}

function dispose(walk: Walk, sentAt: number, by: Department, sentDue: Due): number {
  const { chance } = walk
  const begun = step(walk, awake(desk(walk, 'begin', sentAt), chance), 'begin', by)
  let due = sentDue
  let from = begun
  if (chance.happens(DELAY)) due = delayed(walk, begun, by, due)
  else if (chance.happens(HANG)) ({ at: from, due } = hung(walk, begun, by, due))
  const spent = begun - walk.reportAt
  const share = Math.max(0.2, 1 - CHECK_SHARE - CLOSE_SHARE - spent / walk.span)
  const last = walk.steps.at(-1)!.at
  const at = Math.max(disposedAt(walk, from, due, share), last + 1000)
  return step(walk, at, 'dispose', by, { note: chance.pick(OPINIONS) })
}

const OPINIONS = ['已清理完毕', '已整改到位', '已修复', '已劝离并规范', '已更换'] as const

function check(walk: Walk, disposed: number, by: Department): void {
  const { chance, centre, span } = walk
  const seen = (after: number) =>
    awake(after + Math.min(span, 4 * HOUR) * CHECK_SHARE * chance.between(0.6, 1.4), chance)
  let at = disposed
  if (chance.happens(REWORK)) {
    const failed = step(walk, seen(at), 'rework', by, { note: '核查未通过,返工' })
    at = step(walk, awake(failed + chance.logNormal(90, 0.6) * MINUTE, chance), 'dispose', by, {
      note: '已重新处置',
    })
  }
  const checked = step(walk, seen(at), 'check', centre)
  const closing = Math.min(span, 4 * HOUR) * CLOSE_SHARE * chance.between(0.5, 1.5)
  step(walk, checked + closing, 'close', centre)
}

/** The whole course of a case, in time order. */
export function lifeOf(course: Course, calendar: Calendar, chance: Chance): CaseStep[] {
  const span = Math.max(chance.logNormal(MEDIAN_HOURS, SIGMA) * HOUR, SHORTEST)
  const walk: Walk = { ...course, chance, calendar, span, steps: [] }
  const { centre, reportAt, arrivedAt } = course
  walk.steps.push({ at: reportAt, action: 'report', department: centre, note: '' })
  const accepted = desk(walk, 'accept', arrivedAt)
  if (chance.happens(REJECT)) {
    step(walk, accepted, 'reject', centre, { note: '不属于城市管理受理范围' })
    return walk.steps
  }
  const filed = step(walk, desk(walk, 'file', step(walk, accepted, 'accept', centre)), 'file', centre)
  if (chance.happens(VOID)) {
    step(walk, filed + chance.logNormal(20, 0.5) * MINUTE, 'void', centre, { note: '重复立案,作废' })
    return walk.steps
  }
  const { at, by, due } = dispatch(walk, filed)
  check(walk, dispose(walk, at, by, due), by)
  return walk.steps
}
