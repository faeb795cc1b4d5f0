import { told } from '../fields.ts'
import type { Thing } from '../kind.ts'
import { alikeOf, CLUSTER_FROM, type Happened } from '../recurring.ts'
import { toldOf, type Told } from './told.ts'

/**
 * A case that was rejected or made void is alike to none: 重复立案 is the usual reason, and would make a cluster of one matter. Nor is one of
 * which nobody knows of which class it is or where it was: a point that had to be mended may be some hundred metres off (A11).
 */
const mayRecur = ({ fields: { subName, point }, placed, life: { stage } }: Told): boolean =>
  stage !== 'rejected' &&
  stage !== 'void' &&
  told(subName) !== null &&
  told(point) !== null &&
  !placed.flags.includes('coordFixed')

/** Classes go by name, since the upstream's codes are no fields of a case. What is filed under a new name is of a new class (A13). */
export function recurringCase(thing: Thing): Happened | null {
  const known = toldOf(thing)
  if (known === null || !mayRecur(known)) return null
  const { mainName, subName, problemType, point } = known.fields
  const sort = [problemType, mainName, subName].map(name => name ?? '').join('/')
  return { sort, at: known.part.event, lat: point!.lat, lon: point!.lon }
}

export interface RecurrenceColumns {
  readonly recurs: boolean | null
  readonly alike: number | null
}

const UNKNOWN: RecurrenceColumns = { recurs: null, alike: null }

export function recurrenceColumns(thing: Thing, known: Told): RecurrenceColumns {
  if (!mayRecur(known)) return UNKNOWN
  const alike = alikeOf(thing)
  return { recurs: alike >= CLUSTER_FROM, alike }
}
