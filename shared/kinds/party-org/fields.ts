import { Type, type Static } from 'typebox'
import { Code, Count, exact, Flag, Instant, Name, oneOf, optional } from '../fields.ts'

/** From the city's committee down to the branch; `system` is a committee of offices or firms beside the districts. */
export const ORG_TYPES = ['city', 'district', 'system', 'town', 'committee', 'general', 'branch'] as const

/** An organisation of the party as the last snapshot has it. People are a count, and few people are none (DOMAIN 2.2). */
export const OrgFields = Type.Object(
  {
    code: Code,
    name: Name,
    type: oneOf(ORG_TYPES),
    parent: optional(Code),
    /** The district or system it is in; its own code for theirs. */
    unit: optional(Code),
    /** 机关, 事业, 公有制企业, 非公企业, 社会组织, 社区, 行政村. */
    category: optional(Name),
    /** 软弱涣散, 整顿中. */
    rectifying: optional(Flag),
    /** It works in a grid: a branch of a town, village or community. */
    inGrid: optional(Flag),
    /** The union of an industrial chain it belongs to. */
    chain: optional(Name),
    members: optional(Count),
    asOf: optional(Instant),
  },
  exact,
)
export type OrgFields = Static<typeof OrgFields>
