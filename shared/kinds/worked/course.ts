import { told } from '../fields.ts'
import type { Part, Thing } from '../kind.ts'
import { stepsOf, type Step } from '../steps.ts'
import type { WORK_UNITS, WorkFields } from './fields.ts'
import { next, type WorkEvent, type WorkState } from './life.ts'

export interface Entry {
  readonly key: string
  readonly type: WorkEvent | 'entered' | 'closed'
  readonly at: number
  readonly fields: WorkFields | null
  /** It could not happen where it stands, and changed nothing. */
  readonly irregular: boolean
}

/** A clock as a step set it. */
export interface Clock {
  readonly since: number | null
  readonly term: number | null
  readonly termUnit: (typeof WORK_UNITS)[number] | null
  readonly dueAt: number | null
}

export interface Course {
  readonly state: WorkState
  readonly entries: readonly Entry[]
  /** The place of the last step: what an action must have seen. */
  readonly steps: number
  /** Null: nobody has worked on it. */
  readonly way: string | null
  /** Which of the stages of its way it is in; null: in none. */
  readonly stage: string | null
  /** The stage that its entry is in by this; null: its own system says. */
  readonly shown: string | null
  readonly clock: Clock | null
  /** Who it was given to, and who notes what the party says of the answer; null: nobody said. */
  readonly department: string | null
  readonly keeper: string | null
  readonly parent: string | null
  readonly result: string | null
  /** When it was taken up first, and answered last; null: it was not. */
  readonly takenAt: number | null
  /** Which department took it up last. */
  readonly takenBy: string | null
  readonly answeredAt: number | null
  /** The clock that ran when it was answered. */
  readonly answeredBy: Clock | null
  readonly struckAt: number | null
  readonly irregular: boolean
}

/** The steps of an entry one after the other, in the order of their places. `isOver`: its own system says so, and that ends all work here. */
export function courseOf(main: Part, thing: Thing, isOver: boolean): Course {
  const walk = begin(main)
  for (const step of stepsOf<WorkFields>(thing)) take(walk, step)
  if (isOver && walk.state !== 'struck') close(walk, main)
  return { ...walk, irregular: walk.entries.some(entry => entry.irregular) }
}

const begin = ({ event }: Part) => ({
  state: 'waiting' as WorkState,
  entries: [{ key: '1', type: 'entered', at: event, fields: null, irregular: false }] as Entry[],
  steps: 1,
  way: null as string | null,
  stage: null as string | null,
  shown: null as string | null,
  clock: null as Clock | null,
  department: null as string | null,
  keeper: null as string | null,
  parent: null as string | null,
  result: null as string | null,
  takenAt: null as number | null,
  takenBy: null as string | null,
  answeredAt: null as number | null,
  answeredBy: null as Clock | null,
  struckAt: null as number | null,
})
type Walk = ReturnType<typeof begin>

function close(walk: Walk, { at }: Part): void {
  if (walk.steps > 1) walk.entries.push({ key: 'closed', type: 'closed', at, fields: null, irregular: false })
  walk.state = 'closed'
}

function take(walk: Walk, { key, at, fields }: Step<WorkFields>): void {
  const { type, step } = fields
  const state = next(walk.state, type)
  walk.steps = Math.max(walk.steps, step)
  walk.entries.push({ key, type, at, fields, irregular: state === null })
  if (state === null) return
  walk.state = type === 'answered' ? answeredTo(fields) : state
  walk.way = fields.way
  DOES[type]?.(walk, fields, at)
  standAs(walk, fields)
}

const answeredTo = ({ keeper }: WorkFields): WorkState => (told(keeper) === null ? 'settled' : 'answered')

/** A note changes neither stage nor clock, unless it says one. */
function standAs(walk: Walk, fields: WorkFields): void {
  const clock = clockIn(fields)
  if (clock !== null || fields.type !== 'noted') walk.clock = clock
  if (told(fields.stage) === null) return
  walk.stage = told(fields.stage)
  if (fields.shown === true) walk.shown = walk.stage
}

function clockIn({ since, term, termUnit, dueAt }: WorkFields): Clock | null {
  if (told(term) === null && told(dueAt) === null) return null
  return { since: told(since), term: told(term), termUnit: told(termUnit), dueAt: told(dueAt) }
}

const DOES: { readonly [type in WorkEvent]?: (walk: Walk, fields: WorkFields, at: number) => void } = {
  taken(walk, { department }, at) {
    walk.takenAt ??= at
    walk.takenBy = told(department)
  },
  answered(walk, fields, at) {
    walk.answeredAt = at
    walk.answeredBy = walk.clock
    walk.keeper = told(fields.keeper)
    walk.result = told(fields.text)
    walk.parent = told(fields.parent)
  },
  returned(walk) {
    walk.answeredAt = null
    walk.result = null
    walk.parent = null
  },
  assigned: (walk, { to }) => (walk.department = told(to)),
  struck: (walk, _, at) => (walk.struckAt = at),
}
