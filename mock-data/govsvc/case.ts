import type { Department } from '../organisation.ts'
import type { Item } from './item.ts'

export const STEPS = ['受理', '审查', '勘验', '决定', '送达'] as const
export type StepName = (typeof STEPS)[number]

export interface Step {
  readonly name: StepName | '受理即办结'
  readonly startAt: number
  readonly endAt: number
  readonly department: Department
}

/** A.7: 1 延长审批 gives more days, 2 stops the clock. */
export interface Special {
  readonly kind: '1' | '2'
  readonly name: string
  readonly startAt: number
  readonly endAt: number
  /** Working days that kind 1 adds; 0 for kind 2. */
  readonly extendDays: number
}

/** 1 准予, 2 不予, 3 撤回, 4 作废, 5 转报. */
export type ResultType = '1' | '2' | '3' | '4' | '5'

/** A.8: 1 非常满意 … 5 非常不满意. A bad one is looked into and mended. */
export interface Rating {
  readonly code: '1' | '2' | '3' | '4' | '5'
  readonly at: number
  readonly rectifiedAt: number | null
}

/** 清风窗口 (PRV-06): something that was wrong with a case, found by 1 专人巡查, 2 互检互查, 3 明察暗访, 4 社会监督 or 5 网上巡察. */
export interface Finding {
  readonly means: '1' | '2' | '3' | '4' | '5'
  readonly matter: string
  readonly at: number
  /** 1 提醒整改, 2 通报, 3 移交问责. */
  readonly outcome: '1' | '2' | '3'
  /** Null: it never is. */
  readonly mendedAt: number | null
}

/** 八项制度 and the like, recorded on the case itself (LYX-11). */
export type Flag =
  | '首问负责'
  | '审批负责'
  | '一次告知'
  | '容缺受理'
  | '告知承诺'
  | '帮办代办'
  | '联合踏勘'
  | '视频办理'
  | '一件事'
  | '免申即享'

/** How an applicant wants an item that offers 告知承诺 (IOC-20): by his word, or as ever. */
export type Mode = 'committed' | 'ordinary'

/** A case's whole life, past and to come. */
export interface Case {
  readonly caseNo: string
  readonly item: Item
  /** A.5. */
  readonly applyType: '1' | '2' | '3'
  /** A.4. */
  readonly applicantType: '1' | '2'
  readonly applicant: string
  readonly flags: readonly Flag[]
  /** Null: its item leaves no choice. */
  readonly mode: Mode | null
  readonly applyAt: number
  readonly acceptAt: number
  readonly steps: readonly Step[]
  readonly specials: readonly Special[]
  readonly resultAt: number
  readonly resultType: ResultType
  /** Of a delegated item, who decides: the zone, or the office to which the case goes all the same (HW-15). */
  readonly decidedBy: string | null
  readonly rating: Rating | null
  readonly findings: readonly Finding[]
  /** A5: later the clerk set the time of the result right. */
  readonly corrected: { readonly at: number; readonly resultAt: number } | null
}
