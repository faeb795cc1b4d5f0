import { likeness, pairsOf } from '../../../../shared/mapping/likeness.ts'
import type { Fields, Scalar, Value } from '../../../../shared/model/value.ts'
import { APART, CHANGED, HAPPENED, LIKE_TIME } from '../../../language/upstream-names.ts'
import type { SeenPath } from './sample-paths.ts'
import { begun, type WantedField } from './wanted-fields.ts'

/** Less alike than this is guessing. */
const LEAST_ALIKE = 0.5

/**
 * For each field that is wanted the place of a record that seems to be it: by its name in either language, and by whether its value could be
 * such a thing. It is proposed and never done: who maps it knows the upstream.
 */
export function suggested(
  wanted: readonly WantedField[],
  seen: readonly SeenPath[],
): ReadonlyMap<string, Fields> {
  const pairs = wanted
    .flatMap(field => seen.map(path => ({ field, path, alike: meant(field, path) })))
    .filter(({ alike }) => alike >= LEAST_ALIKE)
    .sort((a, b) => b.alike - a.alike)
  const found = new Map<string, Fields>()
  const taken = new Set<string>()
  // Its own number is what tells a record apart, however its upstream calls that.
  const apart = suggestedFrame(seen).id
  const number = wanted.find(({ as, required }) => required && as === 'identifier')
  if (apart !== '' && number !== undefined) {
    found.set(number.name, begun(number, apart))
    taken.add(apart)
  }
  for (const { field, path } of pairs) {
    if (found.has(field.name) || taken.has(path.path)) continue
    taken.add(path.path)
    found.set(field.name, begun(field, path.path))
  }
  return found
}

function meant({ name, title, as, codes }: WantedField, { path, example }: SeenPath): number {
  if (!couldBe(as, example) || isOtherCode(codes, example)) return 0
  const last = (LAST_NAME.exec(path)?.[0] ?? path).replace(/^"|"$/g, '')
  return Math.max(...[name, title.zh, title.en].map(word => alike(word, last)))
}

/** In quotes where a sign of the path language is in it. */
const LAST_NAME = /"(?:[^"\\]|\\.)*"$|[^.]+$/

/** One within the other is more than what they share: upstreams add to names. */
function alike(a: string, b: string): number {
  const [one, other] = [pairsOf(a).plain, pairsOf(b).plain]
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  if (short.length > 1 && long.includes(short)) return 0.5 + short.length / long.length / 2
  return likeness(a, b)
}

const isText = (example: Value): example is Scalar => typeof example !== 'object' || example === null
const isTime = (example: Value): boolean => isText(example) && LIKE_TIME.test(String(example))

/** Whether a converter could make something of what was seen; of nothing it always could. */
const COULD_BE: { readonly [as: string]: (example: Value) => boolean } = {
  objects: Array.isArray,
  list: Array.isArray,
  instant: isTime,
  decimal: example => isText(example) && /\d/.test(String(example)) && !isTime(example),
}

function couldBe(as: string, example: Value): boolean {
  const isNothing = example === null || example === ''
  return isNothing ? as !== 'objects' && as !== 'list' : (COULD_BE[as] ?? isText)(example)
}

/** Of a code the table begins with its own codes: a value that is none of them would be set aside with every record. */
const isOtherCode = (codes: readonly string[], example: Value): boolean =>
  codes.length > 0 &&
  isText(example) &&
  example !== null &&
  example !== '' &&
  !codes.includes(String(example))

export interface SuggestedFrame {
  /** '' where nothing seems to be it. */
  readonly id: string
  readonly at: string
  readonly event: string
}

/** The outer parts of a mapping: what tells a record apart, and when it was. */
export function suggestedFrame(seen: readonly SeenPath[]): SuggestedFrame {
  const times = seen.filter(({ example }) => isTime(example))
  const others = seen.filter(({ example }) => isText(example) && !isTime(example))
  return { id: called(others, APART), at: called(times, CHANGED), event: called(times, HAPPENED) }
}

function called(paths: readonly SeenPath[], words: readonly RegExp[]): string {
  for (const word of words) {
    const found = paths.find(({ path }) => word.test(path))
    if (found !== undefined) return found.path
  }
  return ''
}
