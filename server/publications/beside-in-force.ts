import type { Areas } from '../../shared/areas/areas.ts'
import type { Kind } from '../../shared/kinds/kind.ts'
import type { Mapped, MapRecord } from '../../shared/mapping/context.ts'
import { parseCellKey } from '../../shared/model/cell.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { BesideInForce, DifferingField, DifferingNumber } from '../../shared/sync/trial.ts'
import { FeedError } from '../connectors/connector.ts'
import type { Documents } from '../documents/load.ts'
import type { Evaluate } from '../expressions/evaluator.ts'
import { computedOf } from '../intake/computed.ts'
import { mapOne } from '../intake/intake.ts'
import { countedBoth, differingCells, type Counted } from './counted.ts'
import { digestOf } from './known.ts'
import { pairOf, type Pair } from './pairs.ts'
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

const MOST_FIELDS = 40
const MOST_NUMBERS = 20

export interface Beside {
  readonly told: BesideInForce
  /** What the version in force makes of each record. */
  readonly made: readonly Mapped[]
  readonly counted: Counted
}

/**
 * The version that is in force beside the one that is tried, over the same records: what each makes of them, and what the numbers of the
 * whole city would say if these were all there is, by the one fold. null: none is in force, or it maps them just so.
 */
export async function besideInForce(
  feed: FeedDocument,
  raws: readonly unknown[],
  after: readonly Mapped[],
  parts: BesideParts & At,
): Promise<Beside | null> {
  const running = runningOf(feed, parts)
  if (running === undefined || isMappedSame(running, feed)) return null
  const runningMap = mapOf(running, parts)
  if (runningMap === null) return null
  const before = await madeBy(runningMap, feed.id, raws, parts)
  const pairs = before.map((each, i) => pairOf(each, after[i] as Mapped))
  const count = (...wanted: readonly Pair['says'][]) =>
    pairs.filter(({ says }) => wanted.includes(says)).length
  const accepted = before.filter(({ ok }) => ok).length
  const counted = countedBoth(feed.kind, before, after, parts)
  return {
    ...{ made: before, counted },
    told: {
      ...{ accepted, refused: before.length - accepted },
      same: count('same', 'neither'),
      ...{ onlyBefore: count('onlyBefore'), onlyAfter: count('onlyAfter') },
      fields: differingFields(pairs),
      numbers: differingNumbers(counted, parts),
    },
  }
}

/** null: it did not start either, and its feed says why. */
export function mapOf(feed: FeedDocument, { mapping }: Pick<BesideParts, 'mapping'>): MapRecord | null {
  try {
    return mapping(feed)
  } catch (error) {
    if (error instanceof FeedError) return null
    throw error
  }
}

export const runningOf = ({ id }: Pick<FeedDocument, 'id'>, { wanted }: Pick<BesideParts, 'wanted'>) =>
  wanted().feeds.find(each => each.id === id)

/** Whether both make the same of any record. */
export const isMappedSame = (a: FeedDocument, b: FeedDocument): boolean => mappedBy(a) === mappedBy(b)

/** All by which records are made: where they come from is another question. */
const mappedBy = ({ mapping, kind, source }: FeedDocument): string => digestOf({ mapping, kind, source })

/** Each by how many records have it otherwise, with the first of them. */
function differingFields(pairs: readonly Pair[]): DifferingField[] {
  const found = new Map<string, DifferingField>()
  for (const { says, fields } of pairs) {
    if (says !== 'differs') continue
    for (const field of fields) {
      const first = found.get(field.name) ?? { ...field, count: 0 }
      found.set(field.name, { ...first, count: first.count + 1 })
    }
  }
  return [...found.values()].sort((a, b) => b.count - a.count).slice(0, MOST_FIELDS)
}

function differingNumbers(counted: Counted, parts: BesideParts): DifferingNumber[] {
  const documents = parts.wanted()
  const city = parts.areas.city.id
  const differing = differingCells(counted).flatMap(key => {
    const address = parseCellKey(key)
    return address?.area === city ? [{ key, address }] : []
  })
  return counted.metrics
    .flatMap((metric): DifferingNumber[] => {
      const [first, ...others] = differing.filter(({ address }) => address.metric === metric.id)
      if (first === undefined) return []
      const { key, address } = first
      const { scenes } = usesOf('metric', metric, documents)
      return [
        {
          document: metric as unknown as Fields,
          ...{ dims: address.dims, bucket: address.bucket, others: others.length },
          ...{ before: counted.before?.get(key) ?? null, after: counted.after.get(key) ?? null },
          panels: scenes.flatMap(({ title, panels }) => panels.map(panel => ({ scene: title, panel }))),
        },
      ]
    })
    .sort((a, b) => b.panels.length - a.panels.length)
    .slice(0, MOST_NUMBERS)
}
