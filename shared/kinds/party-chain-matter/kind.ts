import { Type, type Static } from 'typebox'
import { NO_PAUSES } from '../../calendar/pauses.ts'
import { instant, text } from '../columns.ts'
import { Code, exact, Instant, Name, optional, told } from '../fields.ts'
import { eventColumns, judgedColumns } from '../judged-columns.ts'
import type { Derived, Env, Kind, Part, Row, Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { isNewer } from '../newest.ts'
import { verdictOf, type Verdict } from '../verdict.ts'

/** What a unit that serves does for an enterprise of the chain. */
export const ChainMatterFields = Type.Object(
  {
    matterNo: Code,
    chain: optional(Name),
    enterprise: Code,
    service: Code,
    title: optional(Name),
    openedAt: optional(Instant),
    dueAt: optional(Instant),
    doneAt: optional(Instant),
  },
  exact,
)
type ChainMatterFields = Static<typeof ChainMatterFields>

/**
 * An enterprise and a unit that serves it are one thing, each of their matters a part: the union is asked how they stand
 * with each other now, which is how their newest matter stands.
 */
export const partyChainMatter: Kind = {
  id: 'party-chain-matter',
  version: 1,
  title: { zh: '产业链服务事项', en: 'matter of a chain' },
  parts: { 'main:': ChainMatterFields },
  columns: [
    ...eventColumns,
    text('number', '事项编号', 'number'),
    text('chain', '产业链', 'chain'),
    text('enterprise', '企业编码', 'code of the enterprise'),
    text('service', '服务单位编码', 'code of the unit that serves'),
    text('title', '事项', 'matter'),
    instant('openedAt', '受理时间', 'taken on'),
    ...judgedColumns,
  ],
  bounded: true,
  publicly: { about: 'things', open: ['chain'] },
  derive: deriveMatter,
}

function deriveMatter(thing: Thing, env: Env): Derived | null {
  const part = newestOf(thing)
  if (part === null) return null
  const fields = part.fields as unknown as ChainMatterFields
  const impossible = isImpossible(part, fields)
  const verdict = verdictOfMatter(part, fields, impossible, env)
  return { area: part.area, row: rowOf(part, fields, impossible, verdict), nextAt: verdict.nextAt }
}

/** The matter that was taken on last. */
function newestOf({ parts }: Thing): Part | null {
  let newest: Part | null = null
  for (const name of Object.keys(parts)) {
    const part = parts[name] as Part
    if (!name.startsWith('main:') || part.op === 'drop') continue
    if (newest === null || isLater(part, newest)) newest = part
  }
  return newest
}

const isLater = (a: Part, b: Part): boolean => (a.event !== b.event ? a.event > b.event : isNewer(a, b))

/** Done before it was taken on: it is done, nobody knows when (A14). */
function isImpossible({ event }: Part, { openedAt, doneAt }: ChainMatterFields): boolean {
  const done = told(doneAt)
  return done !== null && done < (told(openedAt) ?? event)
}

const verdictOfMatter = (part: Part, fields: ChainMatterFields, impossible: boolean, env: Env): Verdict =>
  verdictOf({
    counted: true,
    startAt: told(fields.openedAt) ?? part.event,
    dueAt: told(fields.dueAt),
    done: told(fields.doneAt) !== null,
    doneAt: impossible ? null : told(fields.doneAt),
    paused: false,
    pauses: NO_PAUSES,
    limit: null,
    provisional: false,
    planAccepted: false,
    calendar: env.calendar,
    now: env.now,
  })

function rowOf(part: Part, fields: ChainMatterFields, impossible: boolean, verdict: Verdict): Row {
  const doneAt = told(fields.doneAt)
  return {
    event: part.event,
    kind: 'party-chain-matter',
    area: part.area,
    number: fields.matterNo,
    chain: told(fields.chain),
    enterprise: fields.enterprise,
    service: fields.service,
    title: told(fields.title),
    openedAt: told(fields.openedAt),
    open: doneAt === null,
    done: doneAt !== null,
    light: verdict.light,
    risk: verdict.risk,
    overdue: verdict.light === 'red',
    step: verdict.step,
    dueAt: told(fields.dueAt),
    doneAt: impossible ? null : doneAt,
    due: verdict.due,
    onTime: verdict.onTime,
    marks: marksOf(part, false, impossible),
  }
}
