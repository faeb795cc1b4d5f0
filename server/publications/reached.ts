import { Type } from 'typebox'
import { Check } from 'typebox/schema'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { Fields, Value } from '../../shared/model/value.ts'
import type { Connector } from '../connectors/connector.ts'

/** How a feed is reached: what a document of the console says of it is bound by what was allowed before. */
export type ReachedFeed = Pick<FeedDocument, 'id' | 'connector' | 'settings' | 'secrets'>

/** Enough of a document to connect by. */
export const Reached = Type.Object({
  id: Type.Optional(Type.String()),
  connector: Type.String(),
  settings: Type.Record(Type.String(), Type.Unknown()),
  secrets: Type.Optional(Type.Record(Type.String(), Type.String())),
})

type Dialled = Pick<ReachedFeed, 'connector' | 'settings'>

const PLACE = ['host', 'port', 'dialect', 'database'] as const

/** Of which server it asks: by the protocol, scheme, host and port. A path of the same server is the same server. */
export function placeOf({ connector, settings }: Dialled): string {
  const server = serverIn(settings) ?? settings['url'] ?? null
  return JSON.stringify([connector, server, ...PLACE.map((name): Value => settings[name] ?? null)])
}

/** The same for people; '': nobody is asked, it is pushed to. */
export function toldPlace({ settings }: Dialled): string {
  const { host, port, dialect, database } = settings
  if (typeof host !== 'string') return serverIn(settings) ?? ''
  const at = typeof port === 'number' ? `${host}:${port}` : host
  return `${told(dialect)}://${at}/${told(database)}`
}

const told = (value: Value | undefined): string => (typeof value === 'string' ? value : '')

/** Without what else stands in an address: neither a user nor a path. */
function serverIn({ url }: Fields): string | null {
  if (typeof url !== 'string' || !URL.canParse(url)) return null
  const { protocol, host } = new URL(url)
  return `${protocol}//${host}`
}

/** A draft may say anything; null: nobody could connect by it. */
export function reachedIn(
  document: Fields,
  connectors: ReadonlyMap<string, Connector>,
): (ReachedFeed & { readonly secrets: NonNullable<ReachedFeed['secrets']> }) | null {
  if (!Check(Reached, document)) return null
  const { id, connector: named, settings, secrets } = document as unknown as Partial<ReachedFeed> & Dialled
  const connector = connectors.get(named)
  if (connector === undefined || id === undefined || !isUsable(connector, settings)) return null
  return { id, connector: named, settings, secrets: secrets ?? {} }
}

function isUsable({ settings: schema }: Connector, settings: Fields): boolean {
  if (typeof settings['url'] === 'string' && serverIn(settings) === null) return false
  return Check(schema, settings)
}
