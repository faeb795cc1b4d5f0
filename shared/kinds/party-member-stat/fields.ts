import { Type, type Static } from 'typebox'
import { Code, Count, exact, Instant, Name, optional } from '../fields.ts'

/** How many members of a unit are of one sort. Fewer than five are not told: its mapping sets them aside. */
export const MemberFields = Type.Object(
  {
    unit: Code,
    unitName: optional(Name),
    /** 性别, 民族, 学历, 年龄, 入党时间, 职业. */
    dimension: Name,
    item: Name,
    members: optional(Count),
    asOf: optional(Instant),
  },
  exact,
)
export type MemberFields = Static<typeof MemberFields>
