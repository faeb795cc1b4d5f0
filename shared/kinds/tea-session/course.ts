import type { Calendar } from '../../calendar/calendar.ts'
import { HOUR } from '../../calendar/civil.ts'
import { dueAt as dueFrom } from '../../calendar/due.ts'
import type { Limit } from '../../calendar/limit.ts'
import { told } from '../fields.ts'
import type { Part, Thing } from '../kind.ts'
import { stepsOf, type Step } from '../steps.ts'
import { DAYS, type SessionFields, type StepFields } from './fields.ts'
import { next, type SessionEvent, type SessionPhase } from './life.ts'

/** 14:00 to 16:00 (DOMAIN 6.2), where nobody said when it ends. */
const USUAL_SPAN = 2 * HOUR

export interface Entry {
  readonly key: string
  readonly type: SessionEvent | 'planned'
  readonly at: number
  readonly fields: StepFields | null
  /** It could not happen where it stands, and changed nothing. */
  readonly irregular: boolean
}

/** What somebody is waited for with, since when and until when. */
interface Wait {
  readonly for: 'minutes' | 'closing'
  readonly since: number
  readonly limit: Limit
  readonly dueAt: number | null
  readonly provisional: boolean
}

export interface Course {
  readonly phase: SessionPhase
  readonly endsAt: number
  /** An end before the beginning is none (A14). */
  readonly impossible: boolean
  /** Null: nobody is waited for, or will be once it has taken place. */
  readonly wait: Wait | null
  readonly entries: readonly Entry[]
  /** The place of the last step: what an action must have seen. */
  readonly steps: number
  /** People work with it here; what only a spreadsheet tells of asks nobody for anything. */
  readonly ours: boolean
  /** Who came; null while nobody said. */
  readonly attended: readonly string[] | null
  readonly minutedAt: number | null
  readonly closedAt: number | null
  readonly irregular: boolean
}

/** A session's steps one after the other, in the order of their places, whatever order they came in. */
export function courseOf(main: Part, thing: Thing, calendar: Calendar): Course {
  const fields = main.fields as unknown as SessionFields
  const span = spanOf(fields)
  const walk = begin(main, fields)
  for (const step of stepsOf<StepFields>(thing)) take(walk, step, fields.startsAt)
  const ours = told(fields.action) !== null || walk.minutedAt !== null
  return {
    ...{ ...walk, ...span, ours },
    wait: ours ? waitOf(walk, span.endsAt, calendar) : null,
    irregular: walk.entries.some(entry => entry.irregular),
  }
}

function spanOf({ startsAt, endsAt }: SessionFields) {
  const said = told(endsAt)
  const impossible = said !== null && said <= startsAt
  return { endsAt: said === null || impossible ? startsAt + USUAL_SPAN : said, impossible }
}

const begin = ({ at }: Part, { cancelled }: SessionFields) => ({
  phase: (cancelled === true ? 'cancelled' : 'arranged') as SessionPhase,
  entries: [{ key: '1', type: 'planned', at, fields: null, irregular: false }] as Entry[],
  steps: 1,
  attended: null as readonly string[] | null,
  minutedAt: null as number | null,
  closedAt: null as number | null,
})
type Walk = ReturnType<typeof begin>

function take(walk: Walk, { key, at, fields }: Step<StepFields>, startsAt: number): void {
  const { type, step } = fields
  const phase = next(walk.phase, type, at >= startsAt)
  walk.steps = Math.max(walk.steps, step)
  walk.entries.push({ key, type, at, fields, irregular: phase === null })
  if (phase === null) return
  walk.phase = phase
  if (type === 'closed') walk.closedAt = at
  if (type !== 'held') return
  walk.minutedAt = at
  walk.attended = told(fields.attended)
}

function waitOf({ phase, minutedAt }: Walk, endsAt: number, calendar: Calendar): Wait | null {
  if (phase === 'arranged') return limited('minutes', endsAt, calendar)
  return phase === 'minuted' ? limited('closing', minutedAt as number, calendar) : null
}

function limited(awaited: Wait['for'], since: number, calendar: Calendar): Wait {
  const limit: Limit = { n: DAYS[awaited], unit: 'workday' }
  const { at, provisional } = dueFrom(since, limit, calendar)
  return { for: awaited, since, limit, dueAt: at, provisional }
}
