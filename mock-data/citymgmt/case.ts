import type { CommunityEntry, DistrictEntry, TownEntry } from '../../shared/areas/document.ts'
import type { Department } from '../organisation.ts'
import type { Point } from '../coordinates.ts'
import type { Category } from './categories.ts'

export const SOURCES = [
  '采集员',
  '12345',
  '微信随手拍',
  '视频AI',
  '物联',
  '领导交办',
  '媒体',
  '网格',
] as const
export type Source = (typeof SOURCES)[number]

/** DOMAIN 2.3-2: where a case stands. */
export type Stage =
  | 'reported'
  | 'accepted'
  | 'rejected'
  | 'filed'
  | 'dispatched'
  | 'disposing'
  | 'checking'
  | 'closed'
  | 'hung'
  | 'void'

/** What somebody did; each leaves the case in one stage. */
export type Action =
  | 'report'
  | 'accept'
  | 'reject'
  | 'file'
  | 'dispatch'
  | 'begin'
  | 'return'
  | 'delay'
  | 'hang'
  | 'resume'
  | 'dispose'
  | 'rework'
  | 'check'
  | 'close'
  | 'void'

export interface CaseStep {
  readonly at: number
  readonly action: Action
  readonly department: Department
  readonly note: string
  /** When disposal, and disposal with its check, are due from this step on. */
  readonly due?: Due
}

export interface Due {
  readonly dispose: number
  readonly bundle: number
}

/** Where it is, as the collector's terminal says; null where he or the terminal said nothing. */
export interface Site {
  readonly district: DistrictEntry | null
  readonly town: Pick<TownEntry, 'code' | 'name'> | null
  readonly community: Pick<CommunityEntry, 'code' | 'name'> | null
  readonly address: string | null
  readonly point: Point
  /** 15 digits: community and running number. */
  readonly unitGrid: string | null
  /** 片区 of the district, patrolled by one team. */
  readonly patch: string
}

/** The names under which a case is filed: those of the table, or what a new edition made of them (A13). */
export interface Filing {
  readonly mainCode: string
  readonly mainName: string
  readonly subCode: string
  readonly subName: string
}

/** What was found wrong afterwards (A5): from `at` on the case reads so. */
export interface Correction {
  readonly at: number
  /** By how much 结案时间 moved; null when the case was withdrawn instead. */
  readonly closedBy: number | null
}

/** A case's whole life, past and to come. */
export interface CityCase {
  readonly caseNo: string
  readonly category: Category
  readonly filing: Filing
  readonly source: Source
  readonly description: string
  /** A role with a number, nobody's name. */
  readonly collector: string
  readonly site: Site
  readonly steps: readonly CaseStep[]
  /** When the system first had it: later than the report when the terminal had no network (A4). */
  readonly arrivedAt: number
  readonly correction: Correction | null
  /** A14: the time of disposal was typed by hand and lies before the report; or the due time was left empty. */
  readonly impossible: 'disposed' | 'due' | null
  /** Known to the tests alone: the thing in the street that other systems report too (A19). */
  readonly matter: string | null
}
