import { DAY } from '../../calendar/civil.ts'
import { told } from '../fields.ts'
import type { Part, Thing } from '../kind.ts'
import { stepsOf, type Step } from '../steps.ts'
import type { Level } from './codes.ts'
import type { RegisteredFields, StepFields } from './fields.ts'
import { levelAbove, next, type DisputeEvent, type DisputeState } from './life.ts'

/** Natural days (ADR 27). Nobody's rule says how soon one is taken on: three days are ours. */
export const DAYS = { accepting: 3, mediating: 30, extension: 30, revisit: 30 } as const

export interface Entry {
  readonly key: string
  readonly type: DisputeEvent | 'registered'
  readonly at: number
  readonly fields: StepFields | null
  /** Who had it then. */
  readonly level: Level
  /** It could not happen where it stands, and changed nothing. */
  readonly irregular: boolean
}

/** A dispute's steps one after the other, in the order of their places, whatever order they came in. */
export function courseOf(main: Part, thing: Thing) {
  const walk = begin(main.event, main.fields as unknown as RegisteredFields)
  for (const step of stepsOf<StepFields>(thing)) take(walk, step)
  return { ...walk, irregular: walk.entries.some(entry => entry.irregular) }
}
export type Course = Readonly<ReturnType<typeof courseOf>>

function begin(event: number, fields: RegisteredFields) {
  const level: Level = told(fields.level) ?? 'village'
  return {
    state: 'registered' as DisputeState,
    level,
    office: told(fields.office),
    /** When it came into its state. */
    since: event,
    /** The last instant in time; null where nothing is to be done by then. */
    dueAt: (event + DAYS.accepting * DAY) as number | null,
    entries: [{ key: '1', type: 'registered', at: event, fields: null, level, irregular: false }] as Entry[],
    /** The place of the last step: what an action must have seen. */
    steps: 1,
    acceptedAt: null as number | null,
    extended: false,
    settledAt: null as number | null,
    /** By whom it was settled; null while it is not. */
    settledLevel: null as Level | null,
    form: null as 'oral' | 'written' | null,
    agreementNo: null as string | null,
    confirmed: false,
    way: null as string | null,
    /** When it was over, one way or another. */
    endedAt: null as number | null,
    /** Whether it was over in time; null while it is not. */
    onTime: null as boolean | null,
    /** A clock ran out before somebody did what it was for: no later clock makes that good. */
    late: false,
  }
}
type Walk = ReturnType<typeof begin>

function take(walk: Walk, { key, at, fields }: Step<StepFields>): void {
  const { type, step } = fields
  const state = next(walk.state, type, walk)
  walk.steps = Math.max(walk.steps, step)
  walk.entries.push({ key, type, at, fields, level: walk.level, irregular: state === null })
  if (state === null) return
  if (walk.dueAt !== null && at > walk.dueAt) walk.late = true
  if (state !== walk.state) walk.since = at
  walk.state = state
  EFFECTS[type]?.(walk, at, fields)
}

const EFFECTS: { readonly [event in DisputeEvent]?: (walk: Walk, at: number, fields: StepFields) => void } = {
  accepted(walk, at) {
    walk.acceptedAt = at
    walk.dueAt = at + DAYS.mediating * DAY
  },
  extended(walk) {
    walk.extended = true
    if (walk.dueAt !== null) walk.dueAt += DAYS.extension * DAY
  },
  settled(walk, at, fields) {
    walk.settledAt = at
    walk.settledLevel = walk.level
    walk.form = told(fields.form) ?? 'oral'
    walk.agreementNo = told(fields.agreementNo)
    end(walk, at)
  },
  confirmed: walk => void (walk.confirmed = true),
  passed(walk, at, fields) {
    walk.level = levelAbove(walk.level)!
    walk.office = told(fields.to)
    walk.acceptedAt = null
    walk.extended = false
    walk.dueAt = at + DAYS.accepting * DAY
    unsettle(walk)
  },
  guided(walk, at, fields) {
    walk.way = told(fields.way)
    unsettle(walk)
    end(walk, at)
  },
  withdrawn(walk, at) {
    unsettle(walk)
    end(walk, at)
  },
  broken(walk, at) {
    unsettle(walk)
    // It is mediated anew, and has as long for that.
    walk.dueAt = at + DAYS.mediating * DAY
    walk.extended = false
  },
}

function end(walk: Walk, at: number): void {
  walk.onTime = !walk.late
  walk.endedAt = at
  walk.dueAt = null
}

/** What was agreed is not so any more. */
function unsettle(walk: Walk): void {
  Object.assign(walk, {
    ...{ settledAt: null, settledLevel: null, form: null, agreementNo: null, confirmed: false },
    ...{ endedAt: null, onTime: null },
  })
}
