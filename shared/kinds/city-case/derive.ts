import { NO_PAUSES } from '../../calendar/pauses.ts'
import { told } from '../fields.ts'
import { mainPart, type Derived, type Env, type Part, type Row, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { verdictOf, type Verdict } from '../verdict.ts'
import { isOver } from './case-state.ts'
import type { CaseFields, NightlyFields } from './fields.ts'
import { caseLifeOf, type CaseLife } from './life.ts'
import { carryOn, nightlyOf, type Nightly } from './nightly.ts'

/** Found by the city itself and not by a citizen (主动发现率, DOMAIN 2.6). */
const OWN_EYES: readonly string[] = ['采集员', '视频AI', '物联']

/** What is known of a case, whichever way it was told. */
interface Told {
  /** What was told last: it says when the case was reported, and where. */
  readonly part: Part
  readonly fields: Omit<CaseFields, 'history'>
  readonly life: CaseLife
}

/** One case of 数字城管 at an instant. */
export function deriveCase(thing: Thing, env: Env): Derived | null {
  const told = toldOf(thing)
  if (told === null) return null
  const verdict = verdictOfCase(told, env)
  return { area: told.part.area, row: rowOf(told, verdict), nextAt: verdict.nextAt }
}

/**
 * The query tells the whole history and goes first; the file of a night fills in what it left open, and tells where the case
 * stands when it is newer, or when the query never told of it.
 */
function toldOf(thing: Thing): Told | null {
  const query = mainPart(thing)
  const nightly = nightlyOf(thing)
  if (query === null) return nightly === null ? null : toldByNight(nightly)
  const fields = query.fields as unknown as CaseFields
  const life = caseLifeOf(fields.history, query.event)
  if (nightly === null) return { part: query, fields, life }
  if (nightly.knew > query.at) carryOn(life, nightly.fields)
  else life.delays = Math.max(life.delays, nightly.fields.delays ?? 0)
  return { part: query, fields: filledIn(fields, nightly.fields), life }
}

function toldByNight({ part, fields }: Nightly): Told {
  const life = caseLifeOf([], part.event)
  carryOn(life, fields)
  return { part, fields, life }
}

function filledIn(fields: CaseFields, nightly: NightlyFields): CaseFields {
  const { night: _night, stage: _stage, delays: _delays, ...said } = nightly
  const filled: Record<string, unknown> = { ...fields }
  for (const [name, value] of Object.entries(said)) filled[name] ??= value
  return filled as CaseFields
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

function rowOf({ part, fields, life }: Told, verdict: Verdict): Row {
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
    marks: marksOf(part, life.irregular > 0, life.impossible > 0),
  }
}
