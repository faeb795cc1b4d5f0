import { Type, type Static } from 'typebox'
import { Code, codeIn, Count, exact, Flag, Instant, Name, optional } from '../fields.ts'
import { TYPES } from './codes.ts'

/** A building site, a municipal work or a renovation, as its register has it. Its business time is the day it was announced. */
export const WorkFields = Type.Object(
  {
    number: Code,
    title: Name,
    type: codeIn(TYPES),
    /** In words of the register: 基坑, 主体结构. */
    stage: optional(Name),
    /** How much of the work itself is done, in per cent. */
    percent: optional(Count),
    /** The unit that answers for it. */
    department: optional(Name),
    /** The firm that builds. */
    builder: optional(Name),
    /** Its dust monitor. */
    device: optional(Code),
    /** Households that it is for. */
    households: optional(Count),
    beganAt: optional(Instant),
    dueAt: optional(Instant),
    doneAt: optional(Instant),
    /** Work rests: by order, or for the winter. */
    halted: optional(Flag),
  },
  exact,
)
export type WorkFields = Static<typeof WorkFields>
