import type { Value } from '../../../shared/model/value.ts'
import { FeedError } from '../connector.ts'
import { beginningOf, fetchBytes } from '../http-answer.ts'
import type { HttpGet } from '../http-get.ts'
import { JSON_LIMITS, parseJson } from '../json.ts'

export type Fetched =
  | { readonly type: 'unchanged' }
  | { readonly type: 'answer'; readonly body: Value; readonly etag: string | null }

/** One GET of JSON; what is none is the upstream's fault with the first words of what it sent (a login page, mostly). */
export async function fetchJson(
  get: HttpGet,
  url: URL,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Fetched> {
  const asking = { accept: 'application/json', ...headers }
  const fetched = await fetchBytes(get, { url, headers: asking, most: JSON_LIMITS.bytes }, signal)
  if (fetched.type === 'unchanged') return fetched
  const parsed = parseJson(fetched.bytes)
  if (parsed.ok) return { type: 'answer', body: parsed.value, etag: fetched.etag }
  const message = `the answer cannot be read: ${parsed.reason}; ${beginningOf(fetched.bytes)}`
  throw new FeedError(message.replace(/\s+/g, ' '), {
    blame: 'upstream',
    retry: true,
    fault: 'unreadable',
  })
}
