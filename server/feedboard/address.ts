import type { FeedDocument } from '../../shared/model/documents.ts'
import type { Value } from '../../shared/model/value.ts'
import type { FeedAddress } from '../../shared/sync/feedboard.ts'

/** Where a feed is asked, as whoever mends it must know: users, paths and queries may hold keys, and are left out (T-SEC-02). */
export function addressOf({
  id,
  connector,
  settings,
}: Pick<FeedDocument, 'id' | 'connector' | 'settings'>): FeedAddress {
  const { url, host, port, folder, directory, file, table } = settings
  if (connector === 'webhook') return { host: null, port: null, place: `/api/ingest/${id}` }
  if (typeof url === 'string') return { ...hostOf(url), place: null }
  const places = [folder, directory, file, table].flatMap(each => textIn(each) ?? [])
  return {
    host: textIn(host),
    port: typeof port === 'number' ? port : null,
    place: places.length === 0 ? null : places.join(' · '),
  }
}

const textIn = (value: Value | undefined): string | null => (typeof value === 'string' ? value : null)

function hostOf(url: string): Pick<FeedAddress, 'host' | 'port'> {
  if (!URL.canParse(url)) return { host: null, port: null }
  const { hostname, port } = new URL(url)
  return { host: hostname, port: port === '' ? null : Number(port) }
}
