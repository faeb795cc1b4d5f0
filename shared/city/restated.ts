import type { RecordFact } from '../model/fact.ts'
import type { Fields, Value } from '../model/value.ts'

/*
 * A report that is told again because a code or a place in it is known by now stands in place of what it was first taken as: same version,
 * same source time. Its hash begins with that of the first telling, `<first>~<how often>:<own>`, so that the order of parts (version, source
 * time, hash) puts it just behind that one and before nothing else that is later, in whatever order they come.
 */

const MARK = '~'
const DIGITS = 4

/** Of the report as it was first taken. */
export function firstHash(hash: string): string {
  const at = hash.indexOf(MARK)
  return at === -1 ? hash : hash.slice(0, at)
}

export const isRestated = (hash: string): boolean => hash.includes(MARK)

function restatedHash(known: string, own: string): string {
  const times = isRestated(known) ? parseInt(known.slice(known.indexOf(MARK) + 1), 10) + 1 : 1
  return `${firstHash(known)}${MARK}${String(times).padStart(DIGITS, '0')}:${own}`
}

/** What is known of a part. */
type KnownPart = Pick<RecordFact, 'op' | 'version' | 'at' | 'hash' | 'event' | 'area' | 'flags' | 'fields'>

/** The fact as it is to be taken: in place of what is known, where both are one report and all they differ in is what was not known. */
export function restating(fact: RecordFact, known: KnownPart | undefined): RecordFact {
  if (known === undefined || !isSameReport(fact, known)) return fact
  const told = [toldByArea(known, fact), toldByFields(known.fields, fact.fields)]
  if (told.includes('other') || !told.includes('found')) return fact
  return { ...fact, hash: restatedHash(known.hash, fact.hash) }
}

/** Whether what is known is this very report, restated. */
export const isToldBy = (fact: RecordFact, known: KnownPart): boolean =>
  isRestated(known.hash) &&
  isSameReport(fact, known) &&
  fact.area === known.area &&
  JSON.stringify(fact.fields) === JSON.stringify(known.fields)

const isSameReport = (a: KnownPart, b: KnownPart): boolean =>
  a.op === 'put' && b.op === 'put' && a.version === b.version && a.at === b.at && a.event === b.event

/** What one telling says beside another: the same, what was not known in it, or something else. */
type Told = 'same' | 'found' | 'other'

/** A place that was only known to lie in a wider one, or nowhere. */
function toldByArea({ area: wider, flags }: KnownPart, { area }: KnownPart): Told {
  if (area === wider) return 'same'
  const wasSought = flags.includes('areaInferred') || flags.includes('unlocated')
  return wasSought && area.startsWith(wider) ? 'found' : 'other'
}

const UNMAPPED = 'unmapped:'
export const isUnmapped = (value: Value | undefined): value is string =>
  typeof value === 'string' && value.startsWith(UNMAPPED)
/** It, or what stands in it. */
export const isAnyUnmapped = (value: Value): boolean =>
  isUnmapped(value) ||
  (typeof value === 'object' && value !== null && Object.values(value as Fields).some(isAnyUnmapped))
/** Of `unmapped:07`, `07`. */
export const wordIn = (unmapped: string): string => unmapped.slice(UNMAPPED.length)

/** `found`: at least one code that was not known is, and nothing else differs. */
function toldByFields(before: Fields, after: Fields): Told {
  let isFound = false
  const isSame = (a: Value | undefined, b: Value | undefined): boolean => {
    if (isUnmapped(a) && typeof b === 'string' && !isUnmapped(b)) {
      isFound = true
      return true
    }
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
    const [names, others] = [Object.keys(a), Object.keys(b)]
    if (Array.isArray(a) !== Array.isArray(b) || names.length !== others.length) return false
    return names.every(name => isSame((a as Fields)[name], (b as Fields)[name]))
  }
  if (!isSame(before, after)) return 'other'
  return isFound ? 'found' : 'same'
}
