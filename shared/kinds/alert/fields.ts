import { Type, type Static } from 'typebox'
import { Code, Count, exact, Flag, Instant, Name, oneOf, optional } from '../fields.ts'
import { ALERT_EVENTS } from './life.ts'

/** What people write of an alert: long enough to say what was done, too short for a report. */
export const LONGEST_WORDS = 500
/** So many subjects are named; how many there are stands beside them. */
export const MOST_SUBJECTS = 40

const Minute = Type.Integer({ minimum: 0, maximum: 1_439 })
const Rank = Type.Integer({ minimum: 1, maximum: 4 })
/** By their keys (`shared/alerts/keys.ts`), the worst first: an area with its dimensions, or a feed. */
const Subjects = Type.Array(Type.String({ minLength: 1, maxLength: 300 }), { maxItems: MOST_SUBJECTS })

/** What is raised now, as of the worst of it. */
const standing = {
  subjects: optional(Subjects),
  /** Of all that is told here, also of those that are not named: whether it is the same still. */
  digest: optional(Code),
  count: optional(Count),
  /** What it is about: a metric, a feed. */
  what: optional(Name),
  place: optional(Name),
  /** As shown, with its unit: another document may say tomorrow what the number meant. */
  value: optional(Name),
}

/** An alert as its rule raised it: the rule may be another one tomorrow. */
export const RaisedFields = Type.Object(
  {
    number: Code,
    rule: Code,
    /** '' is left out: all that the rule looks at. */
    group: optional(Type.String({ minLength: 1, maxLength: 300 })),
    title: Name,
    titleEn: optional(Name),
    severity: Rank,
    ...standing,
    /** When it began to hold. */
    since: optional(Instant),
    /** Quiet hours of the city, as minutes of the day, and what is told in them all the same. */
    quietFrom: optional(Minute),
    quietTo: optional(Minute),
    tellUpTo: optional(Rank),
    sound: optional(Flag),
    public: optional(Flag),
    /** The one before it is shelved still. */
    shelvedUntil: optional(Instant),
  },
  exact,
)
export type RaisedFields = Static<typeof RaisedFields>

/** What came after that. The first step is the count, and comes again with each change of it. */
export const StepFields = Type.Object(
  {
    step: Type.Integer({ minimum: 1, maximum: 999 }),
    type: oneOf([...ALERT_EVENTS]),
    ...standing,
    /** Of one that is shelved. */
    until: optional(Instant),
    text: optional(Type.String({ minLength: 1, maxLength: LONGEST_WORDS })),
    /** Why it is over: the condition is, or there is no such rule or subject any more. */
    reason: optional(oneOf(['over', 'gone'])),
    /** Who did it, as a post: a person's account stands in the audit and never here. Left out: the city. */
    role: optional(oneOf(['operator', 'leader'])),
    post: optional(Code),
    action: optional(Code),
  },
  exact,
)
export type StepFields = Static<typeof StepFields>
