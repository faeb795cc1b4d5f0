import type { Areas } from '../../shared/areas/areas.ts'
import type { Kind } from '../../shared/kinds/kind.ts'
import type { MapRecord, MappingContext } from '../../shared/mapping/context.ts'
import type { Computed } from '../../shared/mapping/expressions.ts'
import { contractOf } from '../../shared/mapping/contract.ts'
import { parseMapping } from '../../shared/mapping/document.ts'
import { differencesOf } from '../../shared/mapping/drift.ts'
import { proposalsFor } from '../../shared/mapping/proposals.ts'
import { compileTrace, type Traced } from '../../shared/mapping/trace.ts'
import type { Blame } from '../../shared/model/batch.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { Value } from '../../shared/model/value.ts'
import type { Compared, QuarantineFile } from '../../shared/sync/quarantine.ts'
import { Refused } from '../access/caller.ts'
import type { Evaluate } from '../expressions/evaluator.ts'
import { computedOf } from '../intake/computed.ts'
import { keptBack, lineOf } from '../intake/replay.ts'
import type { Shapes } from '../intake/shapes.ts'
import type { Reader } from '../reader/reader.ts'
import { nameOfArea } from '../reference/area-names.ts'
import { groupId, isOfGroup } from './group.ts'

export interface CompareParts {
  readonly areas: Areas
  readonly reader: Pick<Reader, 'ask'>
  readonly feeds: readonly FeedDocument[]
  readonly kinds: readonly Kind[]
  readonly contextOf: (feed: FeedDocument) => MappingContext | null
  readonly mapping: (feed: FeedDocument) => MapRecord
  readonly evaluate: Evaluate
  readonly usual: Shapes['usual']
}

const ENTRY = `SELECT q.id, q.feed, q.seq, q.at, q.reason, q.blame, q.path, q.record, q.place, q.records, q.settled,
    j.at AS settledAt, j.reason AS why
  FROM quarantine q LEFT JOIN journal j ON j.seq = q.settled_by WHERE q.id = ?`
const BESIDE = `SELECT id, at, reason, blame, path FROM quarantine
  WHERE feed = ? AND blame = ? AND settled IS NULL ORDER BY id DESC LIMIT 1000`
const MOST_BESIDE = 20

interface Line {
  readonly id: number
  readonly feed: string
  readonly seq: number
  readonly at: number
  readonly reason: string
  readonly blame: Blame
  readonly path: string
  readonly record: string
  readonly place: string | null
  readonly records: number
  readonly settled: 'replayed' | 'discarded' | null
  readonly settledAt: number | null
  readonly why: string | null
}

/** One entry, and beside it what the mapping of now makes of it. */
export async function fileOf(parts: CompareParts, id: number): Promise<QuarantineFile> {
  const { results } = await parts.reader.ask([{ sql: ENTRY, params: [id] }])
  const [line] = results[0] as readonly Line[]
  if (line === undefined) throw new Refused(404, 'notFound', 'there is no such entry in quarantine')
  const { feed, seq, at, reason, blame, path, records, settled, settledAt, why } = line
  const record = JSON.parse(line.record) as Value
  const document = parts.feeds.find(each => each.id === feed)
  const map = document === undefined ? null : parts.mapping(document)
  const [computed] = await computedOf(parts.evaluate, lineOf(feed), map ?? {}, [record])
  return {
    ...{ id, feed, seq, at, reason, blame, path, records },
    ...{ group: groupId(line), keptBack: whyKeptBack(map, { ...line, record }, computed) },
    settled:
      settled === null
        ? null
        : { as: settled, at: settledAt, why: settled === 'discarded' ? (why ?? '') : '' },
    beside: await besideOf(parts, line),
    ...compared(parts, document, { record, at, computed }),
  }
}

/** Not of its mapping: that is told by what stands beside it. */
function whyKeptBack(
  map: MapRecord | null,
  { place, ...line }: Omit<Line, 'record'> & { readonly record: Value },
  computed: Computed | undefined,
): string | null {
  if (map === null) return 'its feed is retired'
  const { record, feed, seq, at, reason, blame, path, id } = line
  const entry = {
    id,
    feed,
    seq,
    at,
    reason,
    blame,
    path,
    record,
    ...(place === null ? {} : { place }),
  }
  return keptBack(entry, map, computed)
}

async function besideOf({ reader }: CompareParts, line: Line): Promise<QuarantineFile['beside']> {
  const { results } = await reader.ask([{ sql: BESIDE, params: [line.feed, line.blame] }])
  const isOurs = isOfGroup(groupId(line))
  return (results[0] as readonly Line[])
    .filter(isOurs)
    .slice(0, MOST_BESIDE)
    .map(({ id, at, reason }) => ({ id, at, reason }))
}

const NOTHING = { place: '', targets: [], columns: {}, differences: [], proposals: [] } as const

/** A record, and when it came: as of then it is read. */
export interface Looked {
  readonly record: Value
  readonly at: number
  readonly computed: Computed | undefined
}

export function compared(
  parts: Pick<CompareParts, 'areas' | 'contextOf' | 'kinds' | 'usual'>,
  feed: FeedDocument | undefined,
  { record, at, computed }: Looked,
): Compared {
  const context = feed === undefined ? null : parts.contextOf(feed)
  const parsed = feed === undefined ? null : parseMapping(feed.mapping)
  if (feed === undefined || context === null || parsed?.ok !== true || !isObject(record))
    return { record, ...NOTHING }
  const targets = compileTrace(feed.mapping, context)?.(record, at, computed) ?? []
  return {
    ...{ record, targets, place: placeIn(targets, parts) },
    columns: columnsIn(parts.kinds.find(({ id }) => id === feed.kind)),
    differences: differencesOf(record, contractOf(parsed.document), parts.usual(feed)),
    proposals: proposalsFor(feed, context, record, at, computed),
  }
}

function placeIn(targets: readonly Traced[], { areas }: Pick<CompareParts, 'areas'>): string {
  const code = targets.find(({ target }) => ownName(target) === 'area')?.value
  return typeof code === 'string' && code !== '' ? nameOfArea(code, areas) : ''
}
const ownName = (target: string): string => target.slice(target.lastIndexOf('/') + 1)

const isObject = (record: Value): record is { readonly [name: string]: Value } =>
  typeof record === 'object' && record !== null && !Array.isArray(record)

/** Fields of most kinds are columns by the same name. */
const columnsIn = (kind: Kind | undefined): Compared['columns'] =>
  Object.fromEntries(
    (kind?.columns ?? []).flatMap(column => [
      [`fields/${column.name}`, column],
      [`readings/values/${column.name}`, column],
    ]),
  )
