import { told } from '../fields.ts'
import type { Part, Thing } from '../kind.ts'
import { stepsOf, type Step } from '../steps.ts'
import type { RaisedFields, StepFields } from './fields.ts'
import { next, type AlertEvent, type AlertState } from './life.ts'

export interface Entry {
  readonly key: string
  readonly type: AlertEvent | 'raised'
  readonly at: number
  readonly fields: StepFields | null
  /** It could not happen where it stands, and changed nothing. */
  readonly irregular: boolean
}

/** What is raised, as told last. */
type Told = {
  readonly [name in 'subjects' | 'digest' | 'count' | 'what' | 'place' | 'value']:
    | RaisedFields[name]
    | undefined
}

/** An alert's steps one after the other, in the order of their places, whatever order they came in. */
export function courseOf(main: Part, thing: Thing) {
  const walk = begin(main)
  for (const step of stepsOf<StepFields>(thing)) take(walk, step)
  return { ...walk, irregular: walk.entries.some(entry => entry.irregular) }
}
export type Course = Readonly<ReturnType<typeof courseOf>>

function begin({ event, fields }: Part) {
  const raised = fields as unknown as RaisedFields
  const { subjects, digest, count, what, place, value } = raised
  return {
    state: 'raised' as AlertState,
    told: { subjects, digest, count, what, place, value } as Told,
    toldAt: event,
    /** The place of the last step: what an action must have seen. The first is kept for the count. */
    steps: 1,
    entries: [{ key: '0', type: 'raised', at: event, fields: null, irregular: false }] as Entry[],
    acknowledgedAt: null as number | null,
    /** By which post. */
    role: null as string | null,
    post: null as string | null,
    shelvedUntil: told(raised.shelvedUntil),
    escalatedAt: null as number | null,
    clearedAt: null as number | null,
    reason: null as string | null,
  }
}
type Walk = ReturnType<typeof begin>

function take(walk: Walk, { key, at, fields }: Step<StepFields>): void {
  const state = next(walk.state, fields.type)
  walk.steps = Math.max(walk.steps, fields.step)
  walk.entries.push({ key, type: fields.type, at, fields, irregular: state === null })
  if (state === null) return
  walk.state = state
  EFFECTS[fields.type]?.(walk, at, fields)
}

const EFFECTS: { readonly [event in AlertEvent]?: (walk: Walk, at: number, fields: StepFields) => void } = {
  counted(walk, at, { subjects, digest, count, what, place, value }) {
    walk.told = { subjects, digest, count, what, place, value }
    walk.toldAt = at
  },
  acknowledged(walk, at, fields) {
    walk.acknowledgedAt = at
    walk.role = told(fields.role)
    walk.post = told(fields.post)
  },
  shelved: (walk, _, fields) => void (walk.shelvedUntil = told(fields.until)),
  unshelved: walk => void (walk.shelvedUntil = null),
  escalated: (walk, at) => void (walk.escalatedAt = at),
  cleared(walk, at, fields) {
    walk.clearedAt = at
    walk.reason = told(fields.reason)
  },
}
