import type { Department } from '../organisation.ts'

/** A.6 of GB/T 39046: settled on the spot, or with a promised time. */
export type Handling = '1' | '2'

/** A government service item, as its public guide has it. */
export interface Item {
  readonly taskCode: string
  readonly catalogCode: string
  readonly name: string
  /** A.1: 01 行政许可, 07 行政确认, 20 公共服务 … */
  readonly taskType: string
  /** A.2: 3 市, 4 县, 5 镇. */
  readonly useLevel: '3' | '4' | '5'
  readonly handling: Handling
  /** A.4, several joined by `^`. */
  readonly servedTo: string
  /** A.5, several joined by `^`; 2 is the computer. */
  readonly handleForm: string
  readonly department: Department
  /** 6, or for a town 9 digits. */
  readonly areaCode: string
  /** Working days. */
  readonly statutoryDays: number
  readonly promisedDays: number
  /** 到办事现场次数. */
  readonly visits: number
  readonly steps: number
  /** 告知承诺. */
  readonly commitment: boolean
  /** 赋权: the zone that may decide, or null. */
  readonly delegatedTo: string | null
}

/** What the city published and the catalogue therefore sums to (STAT-01 to STAT-08). */
export const CATALOGUE = {
  items: 6961,
  atMostOneVisit: 6613,
  noVisit: 5346,
  /** Mean 2.52. */
  steps: 17_542,
} as const
