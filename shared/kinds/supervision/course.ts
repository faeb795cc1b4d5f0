import type { Calendar } from '../../calendar/calendar.ts'
import { told } from '../fields.ts'
import type { Part, Thing } from '../kind.ts'
import { stepsOf, type Step } from '../steps.ts'
import type { DECISIONS, IssueFields, StepFields } from './fields.ts'
import { next, type SupervisionEvent, type SupervisionState } from './life.ts'
import { waitOf, type Wait } from './wait.ts'

export type Decision = (typeof DECISIONS)[number]

/** What happened: by somebody, or because time passed. */
export interface Entry {
  readonly key: string
  readonly type: SupervisionEvent | 'issued' | 'second_notice' | 'refused'
  readonly at: number
  readonly fields: StepFields | null
  /** It could not happen where it stands, and changed nothing. */
  readonly irregular: boolean
}

export interface Course {
  readonly state: SupervisionState
  readonly wait: Wait
  /** In the order in which it happened. */
  readonly entries: readonly Entry[]
  /** The place of the last step: what an answer must have seen. */
  readonly steps: number
  readonly notices: number
  readonly plans: number
  readonly returns: number
  readonly promisedAt: number | null
  /** The last instant of each of these steps; null while there was none. */
  readonly at: { readonly [event in SupervisionEvent]: number | null }
  readonly decision: Decision | null
  readonly irregular: boolean
}

/** A supervision's steps one after the other, in the order of their places, whatever order they came in. */
export function courseOf(main: Part, thing: Thing, calendar: Calendar, now: number): Course {
  const fields = main.fields as unknown as IssueFields
  const walk = beginAt(main.event, fields, calendar)
  for (const step of stepsOf<StepFields>(thing)) take(walk, step)
  noteNotices(walk, now)
  return {
    state: walk.standing.state,
    wait: walk.wait,
    entries: walk.entries.sort((a, b) => a.at - b.at),
    steps: walk.steps,
    notices: walk.entries.filter(({ type }) => type === 'second_notice').length,
    plans: walk.plans,
    returns: walk.returns,
    promisedAt: walk.standing.promisedAt,
    at: walk.at,
    decision: walk.decision,
    irregular: walk.entries.some(entry => entry.irregular),
  }
}

function beginAt(issuedAt: number, fields: IssueFields, calendar: Calendar) {
  const standing = {
    issuedAt,
    state: 'issued' as SupervisionState,
    since: issuedAt,
    returnedAt: null as number | null,
    promisedAt: null as number | null,
  }
  const issued: Entry = { key: '1', type: 'issued', at: issuedAt, fields: null, irregular: false }
  const at: { [event in SupervisionEvent]: number | null } = {
    acknowledged: null,
    planned: null,
    executed: null,
    returned: null,
    decided: null,
    closed: null,
  }
  return {
    fields,
    calendar,
    standing,
    wait: waitOf(fields, standing, calendar),
    /** The step with which it began. */
    waitsFrom: 1,
    entries: [issued],
    steps: 1,
    plans: 0,
    returns: 0,
    at,
    decision: null as Decision | null,
  }
}

type Walk = ReturnType<typeof beginAt>

function take(walk: Walk, { key, at, fields }: Step<StepFields>): void {
  const { type } = fields
  const state = next(walk.standing.state, type)
  walk.steps = Math.max(walk.steps, fields.step)
  // What stood until now was in time, or it was not: no later step changes that.
  if (type !== 'decided' && state !== null) noteNotices(walk, at)
  walk.entries.push({ key, type, at, fields, irregular: state === null })
  if (state === null) return
  walk.at[type] = at
  if (type === 'decided') walk.decision = told(fields.decision)
  else moveTo(walk, state, at, fields)
}

function moveTo(walk: Walk, state: SupervisionState, at: number, fields: StepFields): void {
  const { type } = fields
  const { standing } = walk
  if (type === 'planned') {
    walk.plans++
    standing.promisedAt = told(fields.promisedAt)
  }
  if (type === 'returned') {
    walk.returns++
    standing.returnedAt = at
    standing.promisedAt = null
  }
  standing.state = state
  standing.since = at
  walk.waitsFrom = fields.step
  walk.wait = waitOf(walk.fields, standing, walk.calendar)
}

/** A second notice, and that it was in vain, up to an instant. */
function noteNotices({ wait, waitsFrom, entries }: Walk, until: number): void {
  const { limit, dueAt, lastAt } = wait
  if (limit === null || dueAt === null) return
  if (until > dueAt) entries.push(entryOf('second_notice', `notice:${waitsFrom}`, dueAt + 1))
  if (lastAt !== null && until > lastAt) entries.push(entryOf('refused', `refused:${waitsFrom}`, lastAt + 1))
}

const entryOf = (type: 'second_notice' | 'refused', key: string, at: number): Entry => ({
  ...{ key, type, at, fields: null },
  irregular: false,
})
