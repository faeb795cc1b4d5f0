import type { Department } from '../organisation.ts'
import type { ItemTemplate, StageTemplate } from './template.ts'

/** 三篇大文章. */
export type ProjectClass = '老字号' | '原字号' | '新字号'
export type Phase = '储备' | '新建' | '续建'
/** LYX-07: 10 million yuan and more gets a butler, 50 million and more a team. */
export type Tier = 'team' | 'butler' | 'none'

/** A.7: 1 延长审批 gives more days, 2 stops the clock. */
export interface Pause {
  readonly kind: '1' | '2'
  readonly name: string
  readonly startAt: number
  readonly endAt: number
  readonly extendDays: number
}

/** What stands in the way from outside the approvals: 高压线迁移, 净地交付. */
export interface Blocker {
  readonly name: string
  readonly since: number
  readonly clearedAt: number
  /** The office that is to clear it; null: nobody said. */
  readonly office: string | null
}

/** The chief butler presses for an item, and whoever looks after it signs and says what he will do (LYX-08). */
export interface Pressing {
  readonly issuedAt: number
  readonly signedAt: number
  readonly repliedAt: number
}

/** The whole life of an item, past and to come. */
export interface ItemLife {
  readonly template: ItemTemplate
  readonly applicable: boolean
  readonly department: Department
  readonly window: string
  readonly phone: string
  readonly startAt: number
  readonly doneAt: number
  readonly pauses: readonly Pause[]
  readonly blockers: readonly Blocker[]
  /** 容缺受理: begun before all its prerequisites were there. */
  readonly tolerated: boolean
  readonly pressing: Pressing | null
  /** A5: later the time of the end was set right. */
  readonly corrected: { readonly at: number; readonly doneAt: number } | null
}

export interface Butler {
  readonly role: '总管家' | '分管家'
  readonly scope: string
  readonly department: string
  readonly phone: string
}

/** What a project is, before anything happens. */
export interface Brief {
  readonly code: string
  readonly name: string
  readonly owner: string
  /** 10 000 yuan. */
  readonly investment: number
  /** One of the city's 66, and then with a class. */
  readonly projectClass: ProjectClass | null
  readonly phase: Phase
  readonly district: { readonly code: string; readonly name: string }
  readonly town: { readonly code: string; readonly name: string }
  readonly park: string | null
  readonly landMu: number
  /** Stages of the plan; a project can do without one. */
  readonly stages: readonly StageTemplate[]
  readonly items: readonly ItemTemplate[]
  /** Since when the system knows of it. */
  readonly listedAt: number
  /** When the first application is made. */
  readonly beginsAt: number
  /** What must be moved or handed over before building may begin. */
  readonly obstacles: readonly string[]
  /** Days from the building permit to the completion. */
  readonly construction: number
}

export interface Project extends Brief {
  readonly tier: Tier
  readonly butlers: readonly Butler[]
  /** PRV-12: a post and no name; null: the project is not on the city's list. */
  readonly leader: string | null
  readonly taskForce: string | null
  readonly lives: readonly ItemLife[]
  readonly constructionFrom: number
  readonly constructionTo: number
  readonly finishedAt: number
}

export const TEAM_FROM = 5000
export const BUTLER_FROM = 1000

export const tierOf = (investment: number): Tier =>
  investment >= TEAM_FROM ? 'team' : investment >= BUTLER_FROM ? 'butler' : 'none'
