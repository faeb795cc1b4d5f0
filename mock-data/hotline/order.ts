import type { Department } from '../organisation.ts'
import type { Topic } from './topics.ts'

export const ORDER_TYPES = ['咨询', '求助', '投诉', '举报', '建议', '感谢', '其他'] as const
export type OrderType = (typeof ORDER_TYPES)[number]

export const CHANNELS = ['电话', '微信', 'APP', '网站'] as const
/** PRV-04: a line of its own for who complains of how the city does business; it is taken up at once. */
export const BUSINESS_LINE = '营商投诉专线'
export type Channel = (typeof CHANNELS)[number] | typeof BUSINESS_LINE

/** DOMAIN 2.3-3, as the hotline itself writes them. */
export type Status =
  | 'received'
  | 'direct_answered'
  | 'dispatched'
  | 'signed'
  | 'returned'
  | 'extended'
  | 'supervised'
  | 'handling'
  | 'replied'
  | 'visited'
  | 'reopened'
  | 'merged'
  | 'closed'

/** What the caller says when rung up afterwards; null where there was no valid answer. */
export interface Visit {
  readonly satisfied: boolean | null
  readonly resolved: boolean | null
}

/** A change of state: from it on, an order is so. */
export interface Step {
  readonly at: number
  readonly status: Status
  readonly department: Department
  readonly note: string
  /** Set by the steps that change it. */
  readonly due?: number
  readonly visit?: Visit
  readonly mergedInto?: string
}

/** Where the matter lies, as far as the caller said. */
export interface Whereabouts {
  readonly district: { readonly code: string; readonly name: string }
  readonly town: { readonly code: string; readonly name: string } | null
  readonly community: { readonly code: string; readonly name: string } | null
  readonly address: string
  /** This agent wrote codes beside the names. */
  readonly coded: boolean
}

/** What the hotline later found it had filed wrongly (A5): from `at` on, the order reads so. */
export interface Correction {
  readonly at: number
  readonly topic: Topic
}

/** An order's whole life, past and to come. */
export interface Order {
  readonly orderNo: string
  readonly channel: Channel
  /** False: nobody took the call at once; the agent rang back. Null: not a call. */
  readonly answered: boolean | null
  readonly type: OrderType
  readonly topic: Topic
  readonly where: Whereabouts
  readonly description: string
  /** 办件编号 of the approval that the caller asks about. */
  readonly relatedCaseNo: string | null
  readonly steps: readonly Step[]
  readonly correction: Correction | null
}
