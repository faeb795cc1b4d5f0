import { Type, type Static } from 'typebox'
import { Code, Count, exact, Flag, Instant, Name, oneOf, optional } from '../fields.ts'
import { ITEM_TYPES } from '../service-item/fields.ts'
import { STATIONS } from './stations.ts'

export const CHANNELS = ['window', 'web', 'mobile', 'mail', 'other'] as const
export const MEANS = ['patrol', 'mutual', 'unannounced', 'public', 'system'] as const
export const OUTCOMES = ['remind', 'notice', 'handover'] as const
export const CASE_UNITS = ['workday', 'day', 'month', 'hour'] as const
export const MODES = ['committed', 'ordinary'] as const
export const RESULTS = ['granted', 'refused', 'forwarded', 'withdrawn', 'void'] as const

/** The acceptance of a case. */
export const CaseFields = Type.Object(
  {
    caseNo: Code,
    taskCode: optional(Code),
    itemName: optional(Name),
    type: optional(oneOf(ITEM_TYPES)),
    channel: optional(oneOf(CHANNELS)),
    department: optional(Name),
    appliedAt: optional(Instant),
    /** The day it is day zero; null before it was accepted. */
    acceptedAt: optional(Instant),
    promisedLimit: optional(Count),
    promisedUnit: optional(oneOf(CASE_UNITS)),
    /** 法定办结时限 of its item. */
    statutoryLimit: optional(Count),
    statutoryUnit: optional(oneOf(CASE_UNITS)),
    /** What of the eight systems was used (LYX-11): 容缺受理, 告知承诺, 帮办代办 … */
    systems: optional(Type.Array(Name, { maxItems: 20 })),
    /** Of an item that offers 告知承诺, what the applicant chose (IOC-20). */
    mode: optional(oneOf(MODES)),
    /** To whom its item was delegated (HW-15); null: to nobody. */
    zone: optional(Name),
    /** Of the project it belongs to. */
    investCode: optional(Code),
  },
  exact,
)
export type CaseFields = Static<typeof CaseFields>

export const StepFields = Type.Object(
  {
    name: Name,
    station: optional(oneOf(STATIONS)),
    startAt: Instant,
    /** The standard writes the start here while there is no end. */
    endAt: optional(Instant),
    over: optional(Flag),
    /** 业务动作: 退回. */
    returned: optional(Flag),
    department: optional(Name),
  },
  exact,
)
export type StepFields = Static<typeof StepFields>

/** A.7: kind 1 gives more working days, kind 2 stops the clock. */
export const SpecialFields = Type.Object(
  {
    type: oneOf(['extension', 'stop']),
    name: optional(Name),
    startAt: Instant,
    /** As for a step, the start stands here while there is no end. */
    endAt: optional(Instant),
    workdays: optional(Count),
  },
  exact,
)
export type SpecialFields = Static<typeof SpecialFields>

export const ResultFields = Type.Object(
  {
    resultAt: optional(Instant),
    result: oneOf(RESULTS),
    /** Who decided, where that is told: the zone, or the office to which the case went. */
    decidedBy: optional(Name),
  },
  exact,
)
export type ResultFields = Static<typeof ResultFields>

/** 好差评: 1 非常满意 … 5 非常不满意. */
export const RatingFields = Type.Object(
  {
    score: Type.Integer({ minimum: 1, maximum: 5 }),
    ratedAt: Instant,
    rectifiedAt: optional(Instant),
  },
  exact,
)
export type RatingFields = Static<typeof RatingFields>

/** 清风窗口 (PRV-06): what an inspection, or the system that reads the clocks of cases, found in one. */
export const FindingFields = Type.Object(
  {
    means: oneOf(MEANS),
    matter: Name,
    foundAt: Instant,
    outcome: optional(oneOf(OUTCOMES)),
    mendedAt: optional(Instant),
    department: optional(Name),
  },
  exact,
)
export type FindingFields = Static<typeof FindingFields>

/** 督办 of one case. */
export const SupervisionFields = Type.Object(
  {
    issuedAt: Instant,
    signedAt: optional(Instant),
    repliedAt: optional(Instant),
    /** Its 解决方案 was accepted. */
    planAccepted: optional(Flag),
  },
  exact,
)
export type SupervisionFields = Static<typeof SupervisionFields>
