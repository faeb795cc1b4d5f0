import { Type, type Static } from 'typebox'
import { Code, codeIn, exact, Instant, Name, optional } from '../fields.ts'
import { SORTS, SYSTEMS } from './plan.ts'

/** An alarm of the safety system, which the others answer; over once it says so. */
export const AlarmFields = Type.Object(
  {
    number: Code,
    sort: codeIn(SORTS),
    tag: Code,
    raisedAt: Instant,
    endedAt: optional(Instant),
  },
  exact,
)
export type AlarmFields = Static<typeof AlarmFields>

/** What one system did about it, as that system says itself. */
export const AnswerFields = Type.Object(
  { system: codeIn(SYSTEMS), device: Code, action: optional(Name), at: Instant },
  exact,
)
export type AnswerFields = Static<typeof AnswerFields>
