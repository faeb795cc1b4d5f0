import { Type, type Static } from 'typebox'
import type { Row } from '../kinds/kind.ts'
import { LONGEST_WORDS } from '../kinds/grid-report/longest-words.ts'
import type { Text } from '../model/value.ts'
import { Action, answer, exact, ThingId, Words as WordsOf } from './deed.ts'

/*
 * What phones and desks do with reports by photo (随手拍), over HTTP:
 *
 *   POST /api/photos                    image/jpeg   -> {photo}
 *   GET  /api/snaps?open=1              -> Snaps
 *   GET  /api/snaps/mine                -> OwnSnaps
 *   GET  /api/snaps/options             -> SnapOptions
 *   GET  /api/snaps/<number>            -> SnapHistory
 *   GET  /api/snaps/<number>/photo?of=  -> image/jpeg
 *   POST /api/snaps                     FileSnap  -> Filed
 *   POST /api/snaps/<number>/<step>     a Step    -> Filed
 *
 * An action that has seen another state than there is now is answered with 409 and `current`, the report as it stands.
 */

/** What a report may be about (DOMAIN 2.2, GridReport); 平安 is called as the grid's own system calls it. */
export const SNAP_CATEGORIES = [
  '安全隐患',
  '环境卫生',
  '民生服务',
  '市场秩序',
  '矛盾纠纷',
  '平安建设',
] as const

/** Where a report may be passed up to (DOMAIN 2.3-5). */
export const PASSED_TO = ['citymgmt', 'hotline', 'dispute'] as const

const Words = WordsOf(LONGEST_WORDS)
const Photo = Type.String({ pattern: '^[0-9a-f]{64}$' })

export const FileSnap = Type.Object(
  {
    action: Action,
    area: Type.String({ pattern: '^\\d{6}(\\d{3}){0,2}$' }),
    category: Type.Enum([...SNAP_CATEGORIES]),
    text: Words,
    address: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    /** WGS-84, as a phone has it. */
    lon: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
    lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
    photo: Type.Optional(Photo),
  },
  exact,
)
export type FileSnap = Static<typeof FileSnap>

/** By the last word of their route. */
export const SNAP_STEPS = {
  take: Type.Object({ ...answer }, exact),
  settle: Type.Object({ ...answer, text: Words, photo: Type.Optional(Photo) }, exact),
  pass: Type.Object(
    { ...answer, upgradedTo: Type.Enum([...PASSED_TO]), upgradedNo: Type.Optional(ThingId), text: Words },
    exact,
  ),
  dismiss: Type.Object({ ...answer, text: Words }, exact),
  answer: Type.Object({ ...answer, text: Words, photo: Type.Optional(Photo) }, exact),
} as const
export type SnapStepName = keyof typeof SNAP_STEPS

/** Any of them, as a handler sees it once it has passed its own schema. */
export interface AnySnapStep {
  readonly action: string
  readonly seen: number
  readonly text?: string
  readonly photo?: string
  readonly upgradedTo?: string
  readonly upgradedNo?: string
}

export interface Snap {
  readonly id: string
  /** What was seen, and where, as whoever made it wrote; masked. */
  readonly text: string
  readonly address: string | null
  /** As the kind's columns have it. */
  readonly row: Row
  /** What this caller may do now. */
  readonly can: readonly SnapStepName[]
}

/** One of them, with what happened. */
export interface SnapHistory extends Snap {
  readonly history: readonly Row[]
  /** The case or order it was passed up to, as that stands now; null: it names none that is known here. */
  readonly linked: Linked | null
}

export interface Linked {
  readonly kind: Text
  readonly number: string
  readonly state: Text
}

export interface Snaps {
  readonly seq: number
  readonly now: number
  readonly snaps: readonly Snap[]
  /** There are more than these. */
  readonly more: boolean
}

/** Those that somebody made himself, the newest first. */
export interface OwnSnaps {
  readonly seq: number
  readonly now: number
  readonly snaps: readonly SnapHistory[]
}

/** What forms offer to this caller. */
export interface SnapOptions {
  /** Where he may report: districts and towns. Whoever sees nothing of the city is told their names by this alone. */
  readonly areas: readonly { readonly id: string; readonly name: string }[]
}

export interface Filed {
  /** An entry of the journal at which it is in. */
  readonly seq: number
  readonly snap: SnapHistory
}
