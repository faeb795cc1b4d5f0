import { NO_PAUSES } from '../../calendar/pauses.ts'
import { told } from '../fields.ts'
import type { Derived, Env, Row, Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { verdictOf, type Verdict } from '../verdict.ts'
import { isOver } from './case-state.ts'
import type { CaseLife } from './life.ts'
import { recurrenceColumns, type RecurrenceColumns } from './recurring.ts'
import { toldOf, type Told } from './told.ts'

/** Found by the city itself and not by a citizen (主动发现率, DOMAIN 2.6). */
const OWN_EYES: readonly string[] = ['采集员', '视频AI', '物联']

/** One case of 数字城管 at an instant. */
export function deriveCase(thing: Thing, env: Env): Derived | null {
  const known = toldOf(thing)
  if (known === null) return null
  const verdict = verdictOfCase(known, env)
  const row = rowOf(known, verdict, recurrenceColumns(thing, known))
  return { area: known.part.area, row, nextAt: verdict.nextAt }
}

/** The limit is for disposal: checking is not the department's time. A case that was never filed has none. */
function verdictOfCase({ part, fields, life }: Told, env: Env): Verdict {
  const { stage } = life
  const disposed = stage === 'checking' || stage === 'closed'
  return verdictOf({
    counted: life.reached >= 2 && stage !== 'rejected' && stage !== 'void',
    startAt: life.dispatchedAt ?? life.filedAt ?? part.event,
    dueAt: told(fields.disposeDueAt),
    done: disposed,
    doneAt: disposed ? life.disposedAt : null,
    paused: stage === 'hung',
    pauses: NO_PAUSES,
    limit: null,
    provisional: false,
    planAccepted: false,
    calendar: env.calendar,
    now: env.now,
  })
}

/**
 * How much of its limit the disposal took, in whole per cent of the natural time from dispatch to the due instant: limits are
 * of many lengths, and only so can they stand on one axis. 100 is the limit itself.
 */
function limitShareOf({ dispatchedAt, disposedAt }: CaseLife, dueAt: number | null): number | null {
  const used = since(disposedAt, dispatchedAt)
  const limit = since(dueAt, dispatchedAt)
  return used === null || limit === null || limit === 0 ? null : Math.ceil((used * 100) / limit)
}

const since = (at: number | null, from: number | null): number | null =>
  at === null || from === null || at < from ? null : at - from

function rowOf({ part, fields, life }: Told, verdict: Verdict, recurrence: RecurrenceColumns): Row {
  const source = told(fields.source)
  return {
    event: part.event,
    kind: 'city-case',
    area: part.area,
    number: fields.caseNo,
    title: told(fields.subName),
    problemType: told(fields.problemType),
    mainName: told(fields.mainName),
    subName: told(fields.subName),
    level: told(fields.level),
    source,
    department: told(fields.department),
    state: life.stage,
    reached: life.reached,
    acceptedAt: life.acceptedAt,
    filedAt: life.filedAt,
    dispatchedAt: life.dispatchedAt,
    begunAt: life.begunAt,
    disposedAt: life.disposedAt,
    checkedAt: life.checkedAt,
    closedAt: life.closedAt,
    disposalMs: since(life.disposedAt, life.dispatchedAt),
    limitShare: limitShareOf(life, told(fields.disposeDueAt)),
    open: !isOver(life.stage),
    done: life.stage === 'closed',
    light: verdict.light,
    risk: verdict.risk,
    overdue: verdict.light === 'red',
    step: verdict.step,
    dueAt: told(fields.disposeDueAt),
    doneAt: life.disposedAt,
    due: verdict.due,
    onTime: verdict.onTime,
    ownEyes: source === null ? null : OWN_EYES.includes(source),
    reworks: life.reworks,
    delays: life.delays,
    returns: life.returns,
    hung: life.stage === 'hung',
    ...recurrence,
    marks: marksOf(part, life.irregular > 0, life.impossible > 0),
  }
}
