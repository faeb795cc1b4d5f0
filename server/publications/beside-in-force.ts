import type { Areas } from '../../shared/areas/areas.ts'
import { apply } from '../../shared/city/apply.ts'
import { createCity } from '../../shared/city/city.ts'
import { settle } from '../../shared/city/settle.ts'
import type { Kind } from '../../shared/kinds/kind.ts'
import type { Mapped, MapRecord } from '../../shared/mapping/context.ts'
import { kindsOf } from '../../shared/metrics/kinds-of.ts'
import { NO_COUNTS } from '../../shared/model/batch.ts'
import { parseCellKey } from '../../shared/model/cell.ts'
import type { FeedDocument, MetricDocument } from '../../shared/model/documents.ts'
import type { Fact } from '../../shared/model/fact.ts'
import type { Fields, Value } from '../../shared/model/value.ts'
import type { BesideInForce, DifferingField, DifferingNumber } from '../../shared/sync/trial.ts'
import { FeedError } from '../connectors/connector.ts'
import type { Documents } from '../documents/load.ts'
import type { Evaluate } from '../expressions/evaluator.ts'
import { computedOf } from '../intake/computed.ts'
import { mapOne } from '../intake/intake.ts'
import { digestOf } from './known.ts'
import { usesOf } from './uses.ts'

export interface BesideParts {
  readonly areas: Areas
  readonly kinds: readonly Kind[]
  readonly wanted: () => Documents
  readonly mapping: (feed: FeedDocument) => MapRecord
  readonly evaluate: Evaluate
}

interface At {
  readonly now: number
}

/** What a mapping makes of records that are tried by hand, its expressions included. */
export async function madeBy(
  map: MapRecord,
  feed: string,
  raws: readonly unknown[],
  { evaluate, now }: Pick<BesideParts, 'evaluate'> & At,
): Promise<readonly Mapped[]> {
  const computed = await computedOf(evaluate, `trial:${feed}`, map, raws)
  return raws.map((raw, i) => mapOne(map, raw, now, computed[i]))
}

/** What tells a record apart changes with every word of it. */
const NOT_TOLD: ReadonlySet<string> = new Set(['hash', 'kindVersion', 'type', 'op'])
const MOST_FIELDS = 40
const MOST_NUMBERS = 20

/**
 * The version that is in force beside the one that is tried, over the same records: what each makes of them, and what the numbers of the
 * whole city would say if these were all there is, by the one fold. null: none is in force, or it maps them just so.
 */
export async function besideInForce(
  feed: FeedDocument,
  raws: readonly unknown[],
  after: readonly Mapped[],
  parts: BesideParts & At,
): Promise<{ readonly told: BesideInForce; readonly made: readonly Mapped[] } | null> {
  const running = parts.wanted().feeds.find(({ id }) => id === feed.id)
  if (running === undefined || mappedBy(running) === mappedBy(feed)) return null
  const runningMap = mapOf(running, parts)
  if (runningMap === null) return null
  const before = await madeBy(runningMap, feed.id, raws, parts)
  const pairs = before.map((each, i) => [leavesOf(each), leavesOf(after[i] as Mapped)] as const)
  const accepted = before.filter(({ ok }) => ok).length
  return {
    made: before,
    told: {
      ...{ accepted, refused: before.length - accepted },
      same: pairs.filter(([a, b]) => JSON.stringify([...(a ?? [])]) === JSON.stringify([...(b ?? [])]))
        .length,
      onlyBefore: pairs.filter(([a, b]) => a !== null && b === null).length,
      onlyAfter: pairs.filter(([a, b]) => a === null && b !== null).length,
      fields: differingFields(pairs),
      numbers: differingNumbers(before, after, parts),
    },
  }
}

/** null: it did not start either, and its feed says why. */
function mapOf(feed: FeedDocument, { mapping }: BesideParts): MapRecord | null {
  try {
    return mapping(feed)
  } catch (error) {
    if (error instanceof FeedError) return null
    throw error
  }
}

/** All by which records are made: where they come from is another question. */
const mappedBy = ({ mapping, kind, source }: FeedDocument): string => digestOf({ mapping, kind, source })

type Leaves = ReadonlyMap<string, Value>

/** A fact by its parts and fields; null: it was not taken. */
function leavesOf(mapped: Mapped): Leaves | null {
  if (!mapped.ok) return null
  const { fact } = mapped
  const { fields, ...frame } = (fact.type === 'record'
    ? fact
    : { ...fact, ...fact.readings[0], fields: {} }) as unknown as Fields
  const { values = null, readings: _, ...outer } = frame
  const within = (at: string, of: Value | undefined) =>
    Object.entries((of ?? {}) as Fields).map(([name, value]) => [`${at}/${name}`, value] as const)
  const all = [...Object.entries(outer), ...within('fields', fields), ...within('values', values)]
  return new Map(all.filter(([name]) => !NOT_TOLD.has(name)))
}

/** Each by how many records have it otherwise, with the first of them. */
function differingFields(pairs: readonly (readonly [Leaves | null, Leaves | null])[]): DifferingField[] {
  const found = new Map<string, DifferingField>()
  for (const [before, after] of pairs) {
    if (before === null || after === null) continue
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      const [was, is] = [before.get(name) ?? null, after.get(name) ?? null]
      if (JSON.stringify(was) === JSON.stringify(is)) continue
      const first = found.get(name) ?? { name, count: 0, before: was, after: is }
      found.set(name, { ...first, count: first.count + 1 })
    }
  }
  return [...found.values()].sort((a, b) => b.count - a.count).slice(0, MOST_FIELDS)
}

function differingNumbers(
  before: readonly Mapped[],
  after: readonly Mapped[],
  parts: BesideParts & At,
): DifferingNumber[] {
  const documents = parts.wanted()
  const told = new Set([...before, ...after].flatMap(kindIn))
  const known = new Set(parts.kinds.map(({ id }) => id))
  const metrics = documents.metrics.filter(metric => {
    const kinds = kindsOf(metric)
    return kinds.some(kind => told.has(kind)) && kinds.every(kind => known.has(kind))
  })
  const [was, is] = [before, after].map(each => cellsOf(each, metrics, documents, parts)) as [Leaves, Leaves]
  const differing = [...new Set([...was.keys(), ...is.keys()])].filter(
    key => JSON.stringify(was.get(key) ?? null) !== JSON.stringify(is.get(key) ?? null),
  )
  return metrics
    .flatMap((metric): DifferingNumber[] => {
      const [key, ...others] = differing.filter(each => parseCellKey(each)?.metric === metric.id)
      if (key === undefined) return []
      const { scenes } = usesOf('metric', metric, documents)
      return [
        {
          document: metric as unknown as Fields,
          ...{ dims: parseCellKey(key)?.dims ?? [], bucket: parseCellKey(key)?.bucket ?? '' },
          ...{ before: was.get(key) ?? null, after: is.get(key) ?? null, others: others.length },
          panels: scenes.flatMap(({ title, panels }) => panels.map(panel => ({ scene: title, panel }))),
        },
      ]
    })
    .sort((a, b) => b.panels.length - a.panels.length)
    .slice(0, MOST_NUMBERS)
}

const kindIn = (mapped: Mapped): readonly string[] => (mapped.ok ? [mapped.fact.kind] : [])

/** What the numbers of the whole city would be if these records were all there is. */
function cellsOf(
  mapped: readonly Mapped[],
  metrics: readonly MetricDocument[],
  { calendarOf }: Documents,
  { areas, kinds, now }: BesideParts & At,
): Leaves {
  const city = createCity({ areas, kinds, calendarOf, metrics, now })
  const facts = mapped.flatMap(each => (each.ok ? [each.fact as Fact] : []))
  const counts = { ...NO_COUNTS, received: facts.length, accepted: facts.length }
  const draft = {
    feed: 'tried',
    at: now,
    outcome: 'ok',
    reason: '',
    position: null,
    counts,
    quarantined: [],
  } as const
  apply(city, { ...draft, seq: 1, facts }, () => null)
  const cells = settle(city).filter(({ key }) => parseCellKey(key)?.area === areas.city.id)
  return new Map(cells.map(({ key, value }) => [key, value]))
}
