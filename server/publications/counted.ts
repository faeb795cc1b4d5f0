import type { Areas } from '../../shared/areas/areas.ts'
import { apply } from '../../shared/city/apply.ts'
import { createCity } from '../../shared/city/city.ts'
import { settle } from '../../shared/city/settle.ts'
import type { Kind } from '../../shared/kinds/kind.ts'
import type { Mapped } from '../../shared/mapping/context.ts'
import { kindsOf } from '../../shared/metrics/kinds-of.ts'
import { NO_COUNTS } from '../../shared/model/batch.ts'
import { parseCellKey } from '../../shared/model/cell.ts'
import type { MetricDocument } from '../../shared/model/documents.ts'
import type { Fact } from '../../shared/model/fact.ts'
import type { Value } from '../../shared/model/value.ts'
import type { Documents } from '../documents/load.ts'

export interface CountedParts {
  readonly areas: Areas
  readonly kinds: readonly Kind[]
  readonly wanted: () => Documents
  /** City time. */
  readonly now: number
}

export type CountedCells = ReadonlyMap<string, Value>

/** What the numbers would be if the records of a trial were all there is, by the one fold. */
export interface Counted {
  /** In force, and over kinds of which the records may tell. */
  readonly metrics: readonly MetricDocument[]
  /** By the version in force; null: there is none, or it cannot be used. */
  readonly before: CountedCells | null
  readonly after: CountedCells
}

/** `kind` is the feed's own: a first version tells of it also where none of its records is taken. */
export function countedBoth(
  kind: unknown,
  before: readonly Mapped[] | null,
  after: readonly Mapped[],
  parts: CountedParts,
): Counted {
  const documents = parts.wanted()
  const told = new Set([...(before ?? []), ...after].flatMap(kindIn))
  if (typeof kind === 'string') told.add(kind)
  const known = new Set(parts.kinds.map(({ id }) => id))
  const metrics = documents.metrics.filter(metric => {
    const kinds = kindsOf(metric)
    return kinds.some(each => told.has(each)) && kinds.every(each => known.has(each))
  })
  const count = (mapped: readonly Mapped[]) => cellsBy(mapped, metrics, documents, parts)
  return { metrics, before: before === null ? null : count(before), after: count(after) }
}

const kindIn = (mapped: Mapped): readonly string[] => (mapped.ok ? [mapped.fact.kind] : [])

function cellsBy(
  mapped: readonly Mapped[],
  metrics: readonly MetricDocument[],
  { calendarOf }: Documents,
  { areas, kinds, now }: CountedParts,
): CountedCells {
  const city = createCity({ areas, kinds, calendarOf, metrics, now })
  const facts = mapped.flatMap(each => (each.ok ? [each.fact as Fact] : []))
  const counts = { ...NO_COUNTS, received: facts.length, accepted: facts.length }
  const draft = {
    ...({ feed: 'tried', at: now, outcome: 'ok', reason: '', position: null } as const),
    ...{ counts, quarantined: [] },
  }
  apply(city, { ...draft, seq: 1, facts }, () => null)
  return new Map(
    settle(city).flatMap(({ key, value }) => (parseCellKey(key) === null ? [] : [[key, value] as const])),
  )
}

export const isSameValue = (a: Value, b: Value): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Cells that are others by both, of any place. */
export function differingCells({ before, after }: Counted): readonly string[] {
  const was = before ?? new Map<string, Value>()
  return [...new Set([...was.keys(), ...after.keys()])].filter(
    key => !isSameValue(was.get(key) ?? null, after.get(key) ?? null),
  )
}
