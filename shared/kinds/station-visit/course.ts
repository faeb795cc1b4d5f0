import { DAY } from '../../calendar/civil.ts'
import { told } from '../fields.ts'
import type { Part, Thing } from '../kind.ts'
import { stepsOf, type Step } from '../steps.ts'
import type { StepFields } from './fields.ts'
import { next, type VisitEvent, type VisitState } from './life.ts'

/** Natural hours, day and night: "24小时内" (PRV-01). */
export const WITHIN_MS = DAY

export interface Entry {
  readonly key: string
  readonly type: VisitEvent | 'received'
  readonly at: number
  readonly fields: StepFields | null
  /** It could not happen where it stands, and changed nothing. */
  readonly irregular: boolean
}

export interface Course {
  readonly state: VisitState
  /** When it came into its state. */
  readonly since: number
  /** The last instant in time; null once it is over. */
  readonly dueAt: number | null
  readonly entries: readonly Entry[]
  /** The place of the last step: what an action must have seen. */
  readonly steps: number
  /** Which way it went first; null while nobody said. */
  readonly triage: 'answered' | 'solvable' | 'escalated' | null
  /** The department that a leader gave it to. */
  readonly to: string | null
  readonly closedAt: number | null
  /** Whether it was over in time; null while it is not. */
  readonly onTime: boolean | null
  readonly irregular: boolean
}

/** A visit's steps one after the other, in the order of their places, whatever order they came in. */
export function courseOf({ event }: Part, thing: Thing): Course {
  const walk = begin(event)
  for (const step of stepsOf<StepFields>(thing)) take(walk, step)
  return { ...walk, irregular: walk.entries.some(entry => entry.irregular) }
}

const begin = (event: number) => ({
  state: 'received' as VisitState,
  since: event,
  dueAt: (event + WITHIN_MS) as number | null,
  entries: [{ key: '1', type: 'received', at: event, fields: null, irregular: false }] as Entry[],
  steps: 1,
  triage: null as Course['triage'],
  to: null as string | null,
  closedAt: null as number | null,
  onTime: null as boolean | null,
  /** A clock ran out before somebody did what it was for: no later clock makes that good. */
  late: false,
})
type Walk = ReturnType<typeof begin>

function take(walk: Walk, { key, at, fields }: Step<StepFields>): void {
  const { type, step } = fields
  const state = next(walk.state, type)
  walk.steps = Math.max(walk.steps, step)
  walk.entries.push({ key, type, at, fields, irregular: state === null })
  if (state === null) return
  if (walk.dueAt !== null && at > walk.dueAt) walk.late = true
  if (walk.state === 'received') walk.triage = type as 'answered'
  walk.state = state
  walk.since = at
  if (state === 'closed') end(walk, at)
  // A leader has as long to set a term as the station had to solve it.
  else if (state === 'escalated') walk.dueAt = at + WITHIN_MS
  else if (state === 'termed') {
    walk.dueAt = told(fields.dueAt)
    walk.to = told(fields.to)
  }
}

function end(walk: Walk, at: number): void {
  walk.onTime = !walk.late
  walk.closedAt = at
  walk.dueAt = null
}
