import { dueAt as dueFrom, type Due } from '../../calendar/due.ts'
import { dayNumber } from '../../calendar/civil.ts'
import { netWork } from '../../calendar/elapsed.ts'
import { NO_PAUSES, stopsOf, type Pause, type Stop } from '../../calendar/pauses.ts'
import type { ApprovalState } from '../approval/state.ts'
import { daysLeftAt, nextCountedDay, type DaysLeft } from '../days-left.ts'
import { told } from '../fields.ts'
import type { Env } from '../kind.ts'
import { earlier } from '../next-at.ts'
import { verdictOf, type Verdict } from '../verdict.ts'
import { lifeOfItem, type ItemLife } from './item-life.ts'
import { newestPress, type ItemFields, type PauseFields } from './fields.ts'

/** An item at an instant. */
export interface Item {
  readonly fields: ItemFields
  readonly life: ItemLife
  readonly state: ApprovalState
  readonly due: Due
  readonly verdict: Verdict
  readonly stops: readonly Stop[]
  /** Its clock has begun and the item is not over. */
  readonly running: boolean
  /** Working days so far, without stops; null before it began and when nobody can say (A14). */
  readonly used: number | null
  readonly daysLeft: number | null
  /** It ends before it begins, or a stop of it does (A14). */
  readonly impossible: boolean
  readonly nextAt: number | null
}

const UNLIMITED: Due = { at: null, provisional: false, paused: false }
const NONE_LEFT: { readonly days: null; readonly nextAt: null } = { days: null, nextAt: null }

export function itemAt(fields: ItemFields, env: Env): Item {
  const pauses = pausesOf(fields)
  const stops = stopsOf(pauses)
  const life = lifeOfItem(fields, stops)
  const due = dueOf(fields, life, pauses, env)
  const verdict = verdictOfItem(fields, life, due, pauses, env)
  const running = life.open && life.startAt !== null && life.startAt <= env.now
  const left = running ? leftOf(due, pauses, env) : NONE_LEFT
  const nextDay = running ? nextCountedDay(env.calendar, dayNumber(env.now), stops) : null
  return {
    fields,
    life,
    state: !life.open ? life.state : verdict.risk === 'paused' ? 'paused' : 'in_progress',
    due,
    verdict,
    stops,
    running,
    used: usedDays(life, running, pauses, env),
    daysLeft: left.days,
    impossible: life.impossible || (fields.pauses ?? []).some(endsBeforeItBegins),
    nextAt: earlier(verdict.nextAt, earlier(left.nextAt, nextDay)),
  }
}

const endsBeforeItBegins = ({ startAt, endAt = null }: PauseFields): boolean =>
  endAt !== null && endAt < startAt

/** A stop that nobody ended ends with the item; one that ends before it begins stops nothing (A14). */
function pausesOf({ pauses, doneAt = null }: ItemFields): readonly Pause[] {
  if (pauses === undefined || pauses === null || pauses.length === 0) return NO_PAUSES
  const out: Pause[] = []
  for (const pause of pauses) addPause(out, pause, doneAt)
  return out
}

function addPause(
  out: Pause[],
  { type, startAt, endAt = null, workdays }: PauseFields,
  doneAt: number | null,
) {
  if (type === 'extension') {
    out.push({ kind: 'extension', workdays: told(workdays) ?? 0 })
    return
  }
  const to = endAt === null || endAt === startAt ? doneAt : endAt
  if (to === null || to > startAt) out.push({ kind: 'stop', from: startAt, to })
}

function dueOf(
  { limit = null, unit }: ItemFields,
  { startAt }: ItemLife,
  pauses: readonly Pause[],
  env: Env,
) {
  if (startAt === null || limit === null) return UNLIMITED
  return dueFrom(startAt, { n: limit, unit: unit ?? 'workday' }, env.calendar, pauses)
}

function verdictOfItem(
  fields: ItemFields,
  life: ItemLife,
  due: Due,
  pauses: readonly Pause[],
  env: Env,
): Verdict {
  const { limit = null, unit } = fields
  return verdictOf({
    counted: life.counted,
    startAt: life.startAt,
    dueAt: due.at,
    done: life.state === 'done',
    doneAt: life.doneAt,
    paused: false,
    pauses,
    limit: limit === null ? null : { n: limit, unit: unit ?? 'workday' },
    provisional: due.provisional,
    planAccepted: newestPress(fields)?.planAccepted === true,
    calendar: env.calendar,
    now: env.now,
  })
}

const leftOf = ({ at }: Due, pauses: readonly Pause[], env: Env): DaysLeft | typeof NONE_LEFT =>
  at === null ? NONE_LEFT : daysLeftAt(env.now, at, env.calendar, pauses)

function usedDays({ startAt, doneAt }: ItemLife, running: boolean, pauses: readonly Pause[], env: Env) {
  const end = running ? env.now : doneAt
  if (startAt === null || end === null) return null
  return netWork(startAt, end, 'workday', env.calendar, pauses)?.n ?? null
}

/** Working days it is overdue; null while it is not. */
export const overdueDaysOf = ({ verdict, daysLeft }: Item): number | null =>
  verdict.light === 'red' && daysLeft !== null ? 0 - daysLeft : null
