import type { Calendar } from '../../calendar/calendar.ts'
import { told } from '../fields.ts'
import type { Part, Thing } from '../kind.ts'
import { stepsOf, type Step } from '../steps.ts'
import type { StepFields } from './fields.ts'
import { next, type ProblemEvent, type ProblemState } from './life.ts'
import type { Group, Reason, Satisfaction } from './problem-codes.ts'
import { waitOf, type Wait } from './wait.ts'

/** What happened: by somebody, or because time passed. */
export interface Entry {
  readonly key: string
  readonly type: ProblemEvent | 'collected' | 'overdue'
  readonly at: number
  readonly fields: StepFields | null
  /** It could not happen where it stands, and changed nothing. */
  readonly irregular: boolean
}

export interface Course {
  readonly state: ProblemState
  readonly wait: Wait
  /** When it came into its state. */
  readonly since: number
  /** In the order in which it happened. */
  readonly entries: readonly Entry[]
  /** The place of the last step: what an action must have seen. */
  readonly steps: number
  /** What the last assignment said; null before there was one. */
  readonly assignment: Assignment | null
  readonly reason: Reason | null
  readonly mergedInto: string | null
  readonly satisfaction: Satisfaction | null
  readonly returns: number
  readonly delays: number
  /** The last instant of each of these steps; null while there was none. */
  readonly at: { readonly [event in ProblemEvent]: number | null }
  readonly irregular: boolean
}

export interface Assignment {
  readonly group: Group | null
  readonly groupName: string | null
  readonly to: string | null
  readonly promisedAt: number | null
}

/** A problem's steps one after the other, in the order of their places, whatever order they came in. */
export function courseOf(main: Part, thing: Thing, calendar: Calendar, now: number): Course {
  const walk = beginAt(main, calendar)
  for (const step of stepsOf<StepFields>(thing)) take(walk, step)
  noteDelay(walk, now)
  const { standing, entries, steps, wait, assignment, at, told: said, returns } = walk
  return {
    ...{ state: standing.state, since: standing.since, wait, steps, assignment, at, ...said, returns },
    entries: entries.sort((a, b) => a.at - b.at),
    delays: entries.filter(({ type }) => type === 'overdue').length,
    irregular: entries.some(entry => entry.irregular),
  }
}

const NEVER: Course['at'] = {
  taken: null,
  rejected: null,
  merged: null,
  assigned: null,
  begun: null,
  resolved: null,
  confirmed: null,
  returned: null,
  struck_off: null,
}

function beginAt({ event }: Part, calendar: Calendar) {
  const standing = {
    ...{ state: 'collected' as ProblemState, since: event },
    assignedAt: null as number | null,
    promisedAt: null as number | null,
    returnedAt: null as number | null,
  }
  const entries: Entry[] = [{ key: '1', type: 'collected', at: event, fields: null, irregular: false }]
  return {
    ...{ calendar, standing, entries, wait: waitOf(standing, calendar) },
    /** The step with which that began. */
    waitsFrom: 1,
    steps: 1,
    returns: 0,
    assignment: null as Assignment | null,
    at: { ...NEVER },
    told: {
      reason: null as Reason | null,
      mergedInto: null as string | null,
      satisfaction: null as Satisfaction | null,
    },
  }
}

type Walk = ReturnType<typeof beginAt>

function take(walk: Walk, { key, at, fields }: Step<StepFields>): void {
  const { type, step } = fields
  const state = next(walk.standing.state, type)
  walk.steps = Math.max(walk.steps, step)
  // What stood until now was in time, or it was not: no later step changes that.
  if (state !== null) noteDelay(walk, at)
  walk.entries.push({ key, type, at, fields, irregular: state === null })
  if (state === null) return
  walk.at[type] = at
  tell(walk, fields, at)
  walk.standing.state = state
  walk.standing.since = at
  walk.waitsFrom = step
  walk.wait = waitOf(walk.standing, walk.calendar)
}

/** What a step that happened says of the problem from then on. */
function tell(walk: Walk, fields: StepFields, at: number): void {
  const { standing, told: said } = walk
  if (fields.type === 'rejected') said.reason = told(fields.reason)
  if (fields.type === 'merged') said.mergedInto = told(fields.mergedInto)
  if (fields.type === 'confirmed') said.satisfaction = told(fields.satisfaction)
  if (fields.type === 'returned') {
    walk.returns++
    standing.returnedAt = at
  }
  if (fields.type !== 'assigned') return
  const assignment = assignmentIn(fields)
  walk.assignment = assignment
  standing.assignedAt = at
  standing.promisedAt = assignment.promisedAt
  standing.returnedAt = null
}

const assignmentIn = ({ group, groupName, to, promisedAt }: StepFields): Assignment => ({
  ...{ group: told(group), groupName: told(groupName), to: told(to), promisedAt: told(promisedAt) },
})

/** That a clock ran out, up to an instant. */
function noteDelay({ wait: { dueAt }, waitsFrom, entries }: Walk, until: number): void {
  if (dueAt !== null && until > dueAt)
    entries.push({
      ...{ key: `overdue:${waitsFrom}`, type: 'overdue', at: dueAt + 1 },
      ...{ fields: null, irregular: false },
    })
}
