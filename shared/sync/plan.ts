import { Type } from 'typebox'
import { MOST_CHANGES, PROCEDURE_CODES } from '../kinds/project/change-fields.ts'
import { OFFICE_PHONE } from '../kinds/project/office-phone.ts'
import { LONGEST_WORDS } from '../kinds/project/longest-words.ts'
import type { Row } from '../kinds/kind.ts'
import { Action, exact, ThingId, Words as WordsOf } from './deed.ts'

/*
 * What is changed here in the plans of projects (一企一策, LYX-09), over HTTP:
 *
 *   GET  /api/plans?open=1             -> Plans
 *   GET  /api/plans/<number>           -> PlanHistory
 *   POST /api/plans/<number>/<change>  a Change -> PlanChanged
 *
 * `seen` is how many changes the plan had when it was looked at; one that has seen another plan than there is now is answered with 409
 * and `current`, the plan as it stands.
 */

const Words = WordsOf(LONGEST_WORDS)
const Name = WordsOf(100)
const change = { action: Action, seen: Type.Integer({ minimum: 0, maximum: MOST_CHANGES - 1 }), text: Words }
const StageNo = Type.Integer({ minimum: 1, maximum: 20 })
const ofItem = Type.Object({ ...change, item: ThingId }, exact)
/** One of both: an item, or whatever of a stage has not begun. */
const ofItemOrStage = Type.Union([ofItem, Type.Object({ ...change, stage: StageNo }, exact)])
const obstacle = Type.Object({ ...change, item: ThingId, name: Name }, exact)

/** By the last word of their route. */
export const PLAN_CHANGES = {
  omit: ofItemOrStage,
  restore: ofItemOrStage,
  tolerate: ofItem,
  pause: Type.Object({ ...change, item: ThingId, procedure: Type.Enum(PROCEDURE_CODES) }, exact),
  resume: ofItem,
  block: obstacle,
  clear: obstacle,
  appoint: Type.Object(
    {
      ...change,
      name: Name,
      scope: Name,
      office: Name,
      phone: Type.Optional(Type.String({ pattern: OFFICE_PHONE })),
    },
    exact,
  ),
  release: Type.Object({ ...change, scope: Name }, exact),
} as const
export type PlanChangeName = keyof typeof PLAN_CHANGES

/** Any of them, as a handler sees it once it has passed its own schema. */
export interface AnyPlanChange {
  readonly action: string
  readonly seen: number
  readonly text: string
  readonly item?: string
  readonly stage?: number
  readonly procedure?: (typeof PROCEDURE_CODES)[number]
  readonly name?: string
  readonly scope?: string
  readonly office?: string
  readonly phone?: string
}

export interface Plan {
  /** The number of its project. */
  readonly id: string
  /** The project, as its kind's columns have it. */
  readonly row: Row
  /** What this caller may change now, of some item or of the whole. */
  readonly can: readonly PlanChangeName[]
}

/** An item with what this caller may change of it. */
export interface PlanItem {
  readonly row: Row
  readonly can: readonly PlanChangeName[]
  /** What stands in its way and is not cleared. */
  readonly obstacles: readonly string[]
}

export interface PlanHistory extends Plan {
  readonly stages: readonly Row[]
  readonly items: readonly PlanItem[]
  /** Who looks after it, each with what is his, as the kind's columns have it. */
  readonly butlers: readonly Row[]
  readonly history: readonly Row[]
  /** How many changes there are: what the next one must have seen. */
  readonly changes: number
}

export interface Plans {
  readonly seq: number
  readonly now: number
  readonly plans: readonly Plan[]
  /** There are more than these. */
  readonly more: boolean
}

export interface PlanChanged {
  /** An entry of the journal at which it is in. */
  readonly seq: number
  readonly plan: PlanHistory
}
