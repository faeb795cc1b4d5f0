import type { MapRecord } from '../../shared/mapping/context.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import { FeedError, settingsOf, type Connector } from '../connectors/connector.ts'
import { pathFaults, secretNameFaults, type ReachGround } from './reach-faults.ts'
import type { ReachedFeed } from './reached.ts'

export interface FeedGround extends ReachGround {
  readonly connectors: ReadonlyMap<string, Connector>
  /** Throws a FeedError that says all that is wrong. */
  readonly mapping: (feed: FeedDocument) => MapRecord
}

/** Forms of our own: they come with the product, and what they file is judged by who may (server/deeds). */
export const isOwnForm = ({ connector }: Pick<FeedDocument, 'connector'>): boolean =>
  connector === 'form' || connector === 'submission'

/** What is wrong with a feed beyond its schema. */
export function feedFaults(feed: FeedDocument, ground: FeedGround): string[] {
  const faults = connectionFaults(feed, ground)
  if (faults.some(fault => fault.startsWith('/connector'))) return faults
  return [
    ...faults,
    ...ownershipFaults(feed, ground.feeds),
    ...completesFaults(feed, ground.feeds),
    ...said('/mapping', () => ground.mapping(feed)),
  ]
}

/** What is wrong with how a feed is reached. */
export function connectionFaults(
  feed: ReachedFeed,
  ground: ReachGround & Pick<FeedGround, 'connectors'>,
): string[] {
  const connector = ground.connectors.get(feed.connector)
  if (connector === undefined)
    return [`/connector: there is none "${feed.connector}"; there are ${known(ground.connectors)}`]
  if (isOwnForm(feed)) return ['/connector: forms of this product come with its folder']
  return [
    ...said('/settings', () => settingsOf(connector.settings, feed.settings)),
    ...pathFaults(feed, ground),
    ...secretFaults(feed, connector, ground),
  ]
}

function known(connectors: ReadonlyMap<string, Connector>): string {
  return [...connectors.keys()].filter(connector => !isOwnForm({ connector })).join(', ')
}

function secretFaults(feed: ReachedFeed, { id, secrets: takes }: Connector, ground: ReachGround): string[] {
  const unknown = Object.keys(feed.secrets ?? {}).filter(setting => !takes.includes(setting))
  return unknown.length === 0
    ? secretNameFaults(feed, ground)
    : unknown.map(
        setting => `/secrets/${setting}: ${id} takes no such secret; it takes ${takes.join(', ') || 'none'}`,
      )
}

/** What people alone may write is written by nobody else: a record is named by its source. */
function ownershipFaults({ source, kind }: FeedDocument, feeds: readonly FeedDocument[]): string[] {
  return [
    ...(isOwn(feeds.filter(feed => feed.source === source))
      ? [`/source: "${source}" is of forms of this product alone; an upstream has a name of its own`]
      : []),
    ...(isOwn(feeds.filter(feed => feed.kind === kind))
      ? [`/kind: "${kind}" is told by people alone, with a form of this product`]
      : []),
  ]
}

const isOwn = (tellers: readonly FeedDocument[]): boolean => tellers.length > 0 && tellers.every(isOwnForm)

/** A feed that tells the same sooner must be there, and tell the same. */
export function completesFaults(
  { id, completes, source, kind }: FeedDocument,
  feeds: readonly FeedDocument[],
): string[] {
  if (completes === undefined) return []
  const other = feeds.find(feed => feed.id === completes)
  if (other === undefined || completes === id) return [`/completes: there is no other feed "${completes}"`]
  return other.source === source && other.kind === kind
    ? []
    : [
        `/completes: "${completes}" tells of other things: its source is ${other.source}, its kind ${other.kind}`,
      ]
}

function said(where: string, work: () => unknown): string[] {
  try {
    work()
    return []
  } catch (error) {
    if (error instanceof FeedError) return [`${where}: ${error.message}`]
    throw error
  }
}
