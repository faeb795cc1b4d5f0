import type { Calendar } from '../../calendar/calendar.ts'
import { dueAt as dueFrom } from '../../calendar/due.ts'
import type { Limit } from '../../calendar/limit.ts'
import type { Part, Thing } from '../kind.ts'
import { stepsOf, type Step } from '../steps.ts'
import type { CellFields, DueFields, StepFields } from './fields.ts'
import { next, type SubmissionEvent, type SubmissionState } from './life.ts'

/** What is sent back has so long again where its own term is nearer, and an approver has so long to look at it. */
const AGAIN: Limit = { n: 3, unit: 'workday' }
const APPROVAL: Limit = { n: 2, unit: 'workday' }

export interface Entry {
  readonly key: string
  readonly type: SubmissionEvent | 'due'
  readonly at: number
  readonly fields: StepFields | null
  /** It could not happen where it stands, and changed nothing. */
  readonly irregular: boolean
}

/** Until when something is to be done, and what that leans on. */
export interface Term {
  readonly limit: Limit
  /** The last instant in time. */
  readonly at: number | null
  readonly provisional: boolean
}

export interface Course {
  readonly state: SubmissionState
  /** When it came into its state. */
  readonly since: number
  /** Null where nothing is waited for. */
  readonly term: Term | null
  readonly entries: readonly Entry[]
  /** The place of the last step: what an action must have seen. */
  readonly steps: number
  /** What was handed in last, and of which form. */
  readonly cells: readonly CellFields[]
  readonly form: string | null
  /** What counts now. */
  readonly inForce: readonly CellFields[]
  /** How often it was put in force: above one it was corrected. */
  readonly corrections: number
  readonly isInForce: boolean
  readonly returns: number
  readonly submittedAt: number | null
  readonly approvedAt: number | null
  /** Whether it was first handed in within its term; null while it was not. */
  readonly onTime: boolean | null
  readonly irregular: boolean
}

/** The steps of a submission one after the other, in the order of their places, whatever order they came in. */
export function courseOf({ event, fields }: Part, thing: Thing, calendar: Calendar): Course {
  const { withinDays } = fields as unknown as DueFields
  const own = termFrom(event, { n: withinDays, unit: 'day' }, calendar)
  const walk = begin(event)
  for (const step of stepsOf<StepFields>(thing)) take(walk, step, own)
  return { ...walk, term: termOf(walk, own, calendar), irregular: walk.entries.some(each => each.irregular) }
}

const begin = (event: number) => ({
  state: 'due' as SubmissionState,
  since: event,
  submittedAt: null as number | null,
  onTime: null as boolean | null,
  /** As it was when it was last handed in: what is withdrawn is that again, and its clock goes on. */
  before: null as Standing | null,
  entries: [{ key: '1', type: 'due', at: event, fields: null, irregular: false }] as Entry[],
  steps: 1,
  cells: [] as readonly CellFields[],
  form: null as string | null,
  inForce: [] as readonly CellFields[],
  corrections: 0,
  isInForce: false,
  returns: 0,
  approvedAt: null as number | null,
})
type Walk = ReturnType<typeof begin>
type Standing = Pick<Course, 'state' | 'since' | 'submittedAt' | 'onTime'>

function take(walk: Walk, { key, at, fields }: Step<StepFields>, own: Term): void {
  const { type, step } = fields
  const state = next(walk.state, type, walk.isInForce)
  walk.steps = Math.max(walk.steps, step)
  walk.entries.push({ key, type, at, fields, irregular: state === null })
  if (state === null) return
  if (type === 'withdrawn') return giveUp(walk, state)
  if (type === 'submitted') handIn(walk, at, fields, own)
  walk.state = state
  walk.since = at
  if (type === 'sentBack') walk.returns++
  else if (type === 'approved') walk.approvedAt = at
  else if (type === 'inForce') {
    if (walk.isInForce) walk.corrections++
    walk.inForce = walk.cells
    walk.isInForce = true
  }
}

function handIn(walk: Walk, at: number, { cells, form }: StepFields, own: Term): void {
  const { state, since, submittedAt, onTime } = walk
  walk.before = { state, since, submittedAt, onTime }
  walk.cells = cells ?? []
  walk.form = form ?? null
  // Whether it came in time is what was said first: what is sent back and comes again was not late for that.
  walk.onTime ??= own.at === null || at <= own.at
  walk.submittedAt ??= at
}

/** A correction that was sent back is given up altogether: what is in force stands, as it did before. */
function giveUp(walk: Walk, state: SubmissionState): void {
  const since = walk.approvedAt ?? walk.since
  Object.assign(walk, walk.state === 'sentBack' ? { state, since } : walk.before)
}

function termOf({ state, since }: Walk, own: Term, calendar: Calendar): Term | null {
  switch (state) {
    case 'due':
      return own
    case 'submitted':
      return termFrom(since, APPROVAL, calendar)
    case 'sentBack': {
      const again = termFrom(since, AGAIN, calendar)
      return again.at !== null && again.at > (own.at ?? 0) ? again : own
    }
    case 'passed':
    case 'approved':
    case 'excused':
      return null
  }
}

function termFrom(start: number, limit: Limit, calendar: Calendar): Term {
  const { at, provisional } = dueFrom(start, limit, calendar)
  return { limit, at, provisional }
}
