import { Type, type Static } from 'typebox'
import { DECISIONS, LEVELS, MOST_DAYS } from '../kinds/supervision/fields.ts'
import { LONGEST_WORDS } from '../kinds/supervision/longest-words.ts'
import type { Row } from '../kinds/kind.ts'
import type { ToldCorrection } from './calendar.ts'
import { Action, answer, exact, ThingId, Words as WordsOf } from './deed.ts'

/*
 * What desks and phones do with supervisions, over HTTP:
 *
 *   GET  /api/supervisions?open=1&proposed=1&department=<name>   -> Supervisions
 *   GET  /api/supervisions/<id>                                  -> Supervision
 *   GET  /api/supervisions/item?target=&item=                                 -> ItemSupervisions   (no item: the thing itself)
 *   GET  /api/supervisions/preview?target=&item=&acknowledgeDays=&replyDays=  -> Preview
 *   POST /api/supervisions                 Issue    -> Acted
 *   GET  /api/supervisions/chief, POST /api/supervisions/chief   the same two, asked by the office of a project's chief butler
 *   POST /api/supervisions/<id>/<step>     a Step   -> Acted
 *
 * An action that has seen another state than there is now is answered with 409 and `current`, the Supervision as it stands.
 */

const Words = WordsOf(LONGEST_WORDS)
const Days = Type.Integer({ minimum: 1, maximum: MOST_DAYS })

export const Issue = Type.Object(
  {
    action: Action,
    target: ThingId,
    /** Left out: the thing itself is pressed. */
    item: Type.Optional(ThingId),
    level: Type.Enum([...LEVELS]),
    reason: Words,
    acknowledgeDays: Type.Optional(Days),
    replyDays: Type.Optional(Days),
  },
  exact,
)
export type Issue = Static<typeof Issue>

/** Who presses: a leader of the area, or the chief butler of a project for what another butler of it looks after (LYX-08). */
export type Issuer = 'leader' | 'chief'

/** By the last word of their route. */
export const STEPS = {
  acknowledge: Type.Object({ ...answer }, exact),
  /** A plan, with difficulties or without: they do not stand in for it (LYX-05). */
  plan: Type.Object(
    { ...answer, text: Words, difficulty: Type.Optional(Words), promisedAt: Type.Integer() },
    exact,
  ),
  executed: Type.Object({ ...answer, text: Words }, exact),
  return: Type.Object({ ...answer, text: Words }, exact),
  close: Type.Object({ ...answer, text: Words }, exact),
  chiefReturn: Type.Object({ ...answer, text: Words }, exact),
  chiefClose: Type.Object({ ...answer, text: Words }, exact),
  account: Type.Object({ ...answer, decision: Type.Enum([...DECISIONS]), text: Words }, exact),
} as const
export type StepName = keyof typeof STEPS

/** Any of them, as a handler sees it once it has passed its own schema. */
export interface AnyStep {
  readonly action: string
  readonly seen: number
  readonly text?: string
  readonly difficulty?: string
  readonly promisedAt?: number
  readonly decision?: (typeof DECISIONS)[number]
}

export interface Supervision {
  readonly id: string
  /** As the kind's columns have it. */
  readonly row: Row
  /** What this caller may do now. */
  readonly can: readonly StepName[]
}

/** One of them, with what happened. */
export interface SupervisionHistory extends Supervision {
  readonly history: readonly Row[]
}

export interface Supervisions {
  readonly seq: number
  readonly now: number
  readonly supervisions: readonly Supervision[]
  /** There are more than these. */
  readonly more: boolean
}

export interface Acted {
  /** An entry of the journal at which it is in. */
  readonly seq: number
  readonly supervision: SupervisionHistory
}

/** What is pressed, as it is called. */
export interface Matter {
  readonly kind: string
  /** Of what it is a part: a project, an enterprise. */
  readonly of: string | null
  readonly title: string | null
  readonly number: string | null
}

/** A matter and what was ever pressed for it, the newest first; one that is open stands in the way of another. */
export interface ItemSupervisions {
  readonly matter: Matter
  readonly item: Row
  /** What notices of holidays did to its due date, the oldest first. */
  readonly corrections: readonly ToldCorrection[]
  readonly supervisions: readonly SupervisionHistory[]
  /** As what this caller may press for it now; null: he may not. */
  readonly issue: Issuer | null
}

/** What pressing for a matter would mean. */
export interface Preview {
  readonly item: Row
  /** By when it is to be signed for, and by when a plan is due. */
  readonly signBy: number
  readonly planBy: number
  /** One of them leans on days whose status is not final. */
  readonly provisional: boolean
  /** Supervisions of this item, the newest first; one that is open stands in the way of another. */
  readonly supervisions: readonly SupervisionHistory[]
}
