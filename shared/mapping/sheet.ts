import type { Blame } from '../model/batch.ts'
import type { Flag } from '../model/fact.ts'
import { excerpt } from './masking/record.ts'
import type { UnknownWord } from './unknown.ts'

/** How a refusal begins; a screen may translate it, what follows is the value or a detail. */
export type Reason =
  | 'no value'
  | 'not an object'
  | 'not a text'
  | 'not an identifier'
  | 'not a number'
  | 'not a whole number'
  | 'number out of range'
  | 'unit does not fit'
  | 'no unit in the header'
  | 'not a time'
  | 'impossible time'
  | 'not a date'
  | 'not a month'
  | 'not a duration'
  | 'not yes or no'
  | 'not a code'
  | 'not a list'
  | 'not a point'
  | 'too long'
  | 'too many'
  | 'unknown operation'
  | 'unknown measure'
  | 'does not fit the kind'
  | 'the expression failed'
  | 'the mapping failed'

export interface Refusal {
  readonly reason: string
  readonly blame: Blame
  path: string
}

/**
 * What is noted while one record is mapped. A mapping uses one sheet for record after record, so nothing is allocated for
 * a record that is in order.
 */
export interface Sheet {
  now: number
  /** A bit per flag. */
  flags: number
  /** The first fault stands; what follows from it is noise. */
  refusal: Refusal | null
  /** Words that no table knows; null: all were known. */
  unknown: UnknownWord[] | null
}

export const newSheet = (): Sheet => ({ now: 0, flags: 0, refusal: null, unknown: null })

export function clearSheet(sheet: Sheet, now: number): void {
  sheet.now = now
  sheet.flags = 0
  sheet.refusal = null
  sheet.unknown = null
}

/** Returns null, so that a converter can refuse and be done in one expression. */
export function refuse(sheet: Sheet, path: string, reason: Reason, value?: unknown): null {
  sheet.refusal ??= {
    reason: value === undefined ? reason : `${reason}: ${excerpt(value)}`,
    blame: 'upstream',
    path,
  }
  return null
}

/** A refusal that is not the upstream's: `detail` is our own sentence and quotes nothing of the record. */
export function refuseAs(sheet: Sheet, blame: Blame, path: string, reason: Reason, detail: string): null {
  sheet.refusal ??= { reason: `${reason}: ${detail}`, blame, path }
  return null
}

const ORDER: readonly Flag[] = [
  'late',
  'future',
  'eightHoursOff',
  'coordFixed',
  'areaInferred',
  'unlocated',
  'unmapped',
  'impossibleTime',
  'masked',
  'held',
  'textEscaped',
]
const BITS: ReadonlyMap<Flag, number> = new Map(ORDER.map((flag, i) => [flag, 1 << i]))
const NONE: readonly Flag[] = []
const LISTS = new Map<number, readonly Flag[]>([[0, NONE]])

export function flag(sheet: Sheet, name: Flag): void {
  sheet.flags |= BITS.get(name)!
}

/** The flags noted, in a fixed order; the same list for the same flags. */
export function flagsOf(sheet: Sheet): readonly Flag[] {
  const known = LISTS.get(sheet.flags)
  if (known !== undefined) return known
  const list = ORDER.filter(name => (sheet.flags & BITS.get(name)!) !== 0)
  LISTS.set(sheet.flags, list)
  return list
}
