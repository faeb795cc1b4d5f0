import {
  knownBy,
  leavesOf,
  readableBy,
  readerAt,
  tellablePath,
  typeOf,
  valueAt,
  type FieldType,
  type Target,
} from './contract.ts'

/** How a record differs from what its mapping expects. Where of its upstream a shape is known, also from that. */
export interface Difference {
  readonly type: 'new' | 'missing' | 'retyped'
  /** Where in the record. */
  readonly path: string
  /** What the mapping makes of it; '' of what it does not know. */
  readonly target: string
  readonly was: readonly FieldType[]
  readonly now: FieldType | null
}

/** What was learned of the records of a feed. */
export interface Shape {
  /** From so many records. */
  readonly of: number
  /** By the target of the contract: in how many of them something stood there, and of which types. */
  readonly read: { readonly [target: string]: { readonly n: number; readonly types: readonly FieldType[] } }
  /** Fields that the mapping does not look at. */
  readonly unread: readonly string[]
}

const isThere = (value: unknown): boolean => value !== undefined

/** Of one record; `shape` null: nothing is learned yet, so that every field that is not looked at is told. */
export function differencesOf(
  raw: unknown,
  contract: readonly Target[],
  shape: Shape | null,
): readonly Difference[] {
  return [
    ...missingIn(raw, contract, shape),
    ...retypedIn(raw, contract, shape),
    ...newIn(raw, contract, shape),
  ]
}

function missingIn(raw: unknown, contract: readonly Target[], shape: Shape | null): Difference[] {
  return contract.flatMap(({ target, paths, byHeader, required }): Difference[] => {
    const [path] = paths
    if (path === undefined || paths.some(each => isThere(valueAt(raw, each, byHeader)))) return []
    const known = shape?.read[target]
    const isUsual = shape === null || (known !== undefined && 2 * known.n >= shape.of)
    return isUsual || required ? [{ type: 'missing', path, target, was: known?.types ?? [], now: null }] : []
  })
}

function retypedIn(raw: unknown, contract: readonly Target[], shape: Shape | null): Difference[] {
  return contract.flatMap(({ target, paths, byHeader, as }): Difference[] =>
    paths.flatMap((path): Difference[] => {
      const now = typeOf(valueAt(raw, path, byHeader))
      const known = shape?.read[target]?.types ?? []
      const was = known.length > 0 ? known : readableBy(as)
      // Where something happened may stand there as a whole.
      return now === null || was.includes(now) || target.endsWith('area')
        ? []
        : [{ type: 'retyped', path, target, was, now }]
    }),
  )
}

function newIn(raw: unknown, contract: readonly Target[], shape: Shape | null): Difference[] {
  const isKnown = knownBy(contract)
  const usual = new Set(shape?.unread)
  const told = new Set<string>()
  return leavesOf(raw).flatMap(({ path: own, type }): Difference[] => {
    const path = isKnown(own) ? null : tellablePath(own)
    if (path === null || usual.has(path) || told.has(path)) return []
    told.add(path)
    return [{ type: 'new', path, target: '', was: [], now: type }]
  })
}

/** So many records tell what is usual. */
export const LEARNED_FROM = 100
/** So many are looked at together afterwards. */
export const LOOKED_AT = 20
const MOST_UNREAD = 200
const MOST_TOLD = 20

/** Counts of a run of records. */
export interface Tally {
  of: number
  readonly read: Map<string, { n: number; readonly types: Map<FieldType, number> }>
  readonly unread: Map<string, { n: number; type: FieldType | null }>
}

export const newTally = (): Tally => ({ of: 0, read: new Map(), unread: new Map() })

/** How a feed's records are looked at, made ready once. */
export function tallyBy(contract: readonly Target[]): (tally: Tally, raw: unknown) => void {
  const isKnown = knownBy(contract)
  const readers = contract.map(({ target, paths, byHeader }) => ({
    target,
    reads: paths.map(path => readerAt(path, byHeader)),
  }))
  const known = new Map<string, string | null>()
  /** As what a field counts that nobody reads; null: it is read. */
  const unreadAs = (path: string) => {
    let answer = known.get(path)
    // Names may be made up by whoever sends them.
    if (answer === undefined && known.size < 1000)
      known.set(path, (answer = isKnown(path) ? null : tellablePath(path)))
    return answer ?? null
  }
  return (tally, raw) => {
    tally.of++
    for (const each of readers) countTarget(tally, each, raw)
    const counted = new Set<string>()
    for (const { path: own, type } of leavesOf(raw)) {
      const path = unreadAs(own)
      if (path === null || counted.has(path)) continue
      counted.add(path)
      const told = tally.unread.get(path)
      if (told !== undefined) told.n++
      else if (tally.unread.size < MOST_UNREAD) tally.unread.set(path, { n: 1, type })
    }
  }
}

interface Reader {
  readonly target: string
  readonly reads: readonly ((raw: unknown) => unknown)[]
}

function countTarget({ read }: Tally, { target, reads }: Reader, raw: unknown): void {
  let told = read.get(target)
  if (told === undefined) read.set(target, (told = { n: 0, types: new Map() }))
  const values = reads.map(at => at(raw)).filter(isThere)
  if (values.length > 0) told.n++
  for (const value of values) {
    const type = typeOf(value)
    if (type !== null) told.types.set(type, (told.types.get(type) ?? 0) + 1)
  }
}

export const shapeOf = ({ of, read, unread }: Tally): Shape => ({
  of,
  read: Object.fromEntries(
    [...read].map(([target, { n, types }]) => [target, { n, types: [...types.keys()].sort() }]),
  ),
  unread: [...unread.keys()].sort(),
})

/**
 * What a run of records has otherwise than what was learned. One odd record is no drift: missing is what nearly all had and none has,
 * new and retyped what at least half of them have.
 */
export function driftOf(contract: readonly Target[], shape: Shape, tally: Tally): readonly Difference[] {
  const usual = new Set(shape.unread)
  const known = contract.flatMap((target): Difference[] => driftOfTarget(target, shape, tally))
  const fresh = [...tally.unread].flatMap(([path, { n, type }]): Difference[] =>
    usual.has(path) || 2 * n < tally.of ? [] : [{ type: 'new', path, target: '', was: [], now: type }],
  )
  return [...known, ...fresh].slice(0, MOST_TOLD)
}

function driftOfTarget({ target, paths: [path] }: Target, shape: Shape, tally: Tally): Difference[] {
  const before = shape.read[target]
  const now = tally.read.get(target)
  if (path === undefined || before === undefined || now === undefined) return []
  if (now.n === 0)
    return 10 * before.n >= 9 * shape.of
      ? [{ type: 'missing', path, target, was: before.types, now: null }]
      : []
  return [...now.types].flatMap(([type, n]): Difference[] =>
    before.types.length === 0 || before.types.includes(type) || 2 * n < now.n
      ? []
      : [{ type: 'retyped', path, target, was: before.types, now: type }],
  )
}
