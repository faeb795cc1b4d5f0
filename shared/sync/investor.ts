import { Type, type Static } from 'typebox'
import type { Row } from '../kinds/kind.ts'
import { exact } from './deed.ts'

/*
 * What an investor sees of his own project, by a link and without an account (LYX-04), and who makes such links, over HTTP:
 *
 *   GET    /api/investor-links?project=<id>   -> InvestorLinks
 *   POST   /api/investor-links                MakeLink -> MadeLink
 *   DELETE /api/investor-links/<id>
 *   POST   /api/investor                      OpenLink -> InvestorProject
 *
 * The link itself travels behind the # of an address and in a body, never in a path: paths are written into logs.
 */

/** So many days at most: a project's way through its approvals. */
export const MOST_DAYS = 365

export const MakeLink = Type.Object(
  {
    project: Type.String({ minLength: 1, maxLength: 120 }),
    days: Type.Integer({ minimum: 1, maximum: MOST_DAYS }),
  },
  exact,
)
export type MakeLink = Static<typeof MakeLink>

export const OpenLink = Type.Object({ token: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }) }, exact)

export interface ToldLink {
  readonly id: string
  readonly madeAt: number
  readonly until: number
  /** Null where it is not. */
  readonly revokedAt: number | null
  readonly usedAt: number | null
}

export interface InvestorLinks {
  readonly links: readonly ToldLink[]
  /** World's time. */
  readonly now: number
}

export interface MadeLink {
  readonly link: ToldLink
  /** Told once. */
  readonly token: string
}

/** One project as its investor sees it: columns of the kind's rows, and no others than these. */
export interface InvestorProject {
  /** City time. */
  readonly now: number
  readonly project: Row
  readonly stages: readonly Row[]
  readonly items: readonly Row[]
  /** When its system last told of it; null: it never did. */
  readonly asOf: number | null
  readonly simulated: boolean
}
