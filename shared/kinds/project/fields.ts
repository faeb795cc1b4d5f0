import { Type, type Static } from 'typebox'
import { Code, Count, exact, Flag, Instant, Name, oneOf, optional, told } from '../fields.ts'

export const ITEM_UNITS = ['workday', 'day', 'month', 'hour'] as const

const PauseFields = Type.Object(
  {
    type: oneOf(['extension', 'stop']),
    name: optional(Name),
    startAt: Instant,
    /** Null, or the start once more, while it goes on. */
    endAt: optional(Instant),
    workdays: optional(Count),
  },
  exact,
)
export type PauseFields = Static<typeof PauseFields>

const Blocker = Type.Object(
  {
    name: Name,
    since: optional(Instant),
    clearedAt: optional(Instant),
    /** Whose it is to clear. */
    department: optional(Name),
  },
  exact,
)

const Supervision = Type.Object(
  {
    issuedAt: optional(Instant),
    signedAt: optional(Instant),
    repliedAt: optional(Instant),
    planAccepted: optional(Flag),
  },
  exact,
)

/** One of the things to be approved, with what anybody may ask of it: 办什么、怎么办、找谁办 (LYX-02). */
const ItemFields = Type.Object(
  {
    key: Code,
    stage: Type.Integer({ minimum: 1, maximum: 20 }),
    name: Name,
    /** 前置要件: keys of other items. */
    after: optional(Type.Array(Code, { maxItems: 50 })),
    limit: optional(Count),
    unit: optional(oneOf(ITEM_UNITS)),
    department: optional(Name),
    window: optional(Name),
    /** Of an office. */
    phone: optional(Code),
    /** False: 不涉及. */
    applicable: optional(Flag),
    /** 容缺受理 is recorded. */
    tolerated: optional(Flag),
    startAt: optional(Instant),
    doneAt: optional(Instant),
    returnedAt: optional(Instant),
    withdrawnAt: optional(Instant),
    voidedAt: optional(Instant),
    pauses: optional(Type.Array(PauseFields, { maxItems: 50 })),
    /** What stands in the way from outside the approvals: 高压线迁移, 净地交付. */
    blockers: optional(Type.Array(Blocker, { maxItems: 50 })),
    /** 督办 as its system tells of it; the newest is the one that holds. */
    supervisions: optional(Type.Array(Supervision, { maxItems: 50 })),
  },
  exact,
)
export type ItemFields = Static<typeof ItemFields>

/** The one that was issued last; null: nobody pressed. */
export function newestPress({ supervisions }: ItemFields): Static<typeof Supervision> | null {
  let newest: Static<typeof Supervision> | null = null
  for (const each of told(supervisions) ?? [])
    if (newest === null || (told(each.issuedAt) ?? 0) >= (told(newest.issuedAt) ?? 0)) newest = each
  return newest
}

const StageFields = Type.Object(
  {
    no: Type.Integer({ minimum: 1, maximum: 20 }),
    name: Name,
    /** Working days. */
    limit: optional(Count),
    /** 土地办理 does not count towards the whole limit (LYX-01). */
    excluded: optional(Flag),
  },
  exact,
)
export type StageFields = Static<typeof StageFields>

const Butler = Type.Object(
  {
    role: Name,
    scope: optional(Name),
    department: optional(Name),
    phone: optional(Code),
    /** Keys of items that he looks after beside those of his own office. */
    items: optional(Type.Array(Code, { maxItems: 300 })),
  },
  exact,
)
export type Butler = Static<typeof Butler>

/** A project with its plan, each time whole. */
export const ProjectFields = Type.Object(
  {
    investCode: Code,
    name: Name,
    owner: optional(Name),
    /** 统一社会信用代码 of its owner. */
    ownerCode: optional(Code),
    /** 万元. */
    investment: optional(Count),
    /** 老字号, 原字号, 新字号: it is one of the city's key projects. */
    class: optional(Name),
    phase: optional(Name),
    park: optional(Name),
    /** 一项目一领导一专班 (PRV-12): the post of the leader who answers for it, and what his task force is called. */
    leader: optional(Name),
    taskForce: optional(Name),
    landMu: optional(Count),
    /** Of the construction, per cent. */
    progress: optional(Type.Integer({ minimum: 0, maximum: 100 })),
    stages: Type.Array(StageFields, { maxItems: 20 }),
    items: Type.Array(ItemFields, { maxItems: 300 }),
    butlers: optional(Type.Array(Butler, { maxItems: 30 })),
  },
  exact,
)
export type ProjectFields = Static<typeof ProjectFields>
