import { Type, type Static } from 'typebox'
import { Code, Count, exact, Flag, Name, oneOf, optional } from '../fields.ts'

export const ITEM_TYPES = ['immediate', 'promised', 'other'] as const
export const LIMIT_UNITS = ['workday', 'day', 'month'] as const

/** An item of the catalogue of government services, as its public guide has it. */
export const ItemFields = Type.Object(
  {
    taskCode: Code,
    catalogCode: optional(Code),
    name: Name,
    /** A.1 of GB/T 39046: 01 行政许可 … 20 公共服务. */
    taskType: optional(Code),
    /** A.6: 即办件, 承诺件. */
    type: optional(oneOf(ITEM_TYPES)),
    department: optional(Name),
    /** False: taken out of force, kept in the table. */
    inForce: optional(Flag),
    statutoryLimit: optional(Count),
    statutoryUnit: optional(oneOf(LIMIT_UNITS)),
    promisedLimit: optional(Count),
    promisedUnit: optional(oneOf(LIMIT_UNITS)),
    /** 到办事现场次数. */
    visits: optional(Count),
    online: optional(Flag),
    inHall: optional(Flag),
    /** 办理环节数. */
    steps: optional(Count),
    /** 告知承诺. */
    commitment: optional(Flag),
    /** 赋权: who may decide in its stead. */
    delegatedTo: optional(Name),
  },
  exact,
)
export type ItemFields = Static<typeof ItemFields>
