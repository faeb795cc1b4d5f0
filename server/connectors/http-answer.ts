import type { IncomingMessage } from 'node:http'
import type { FeedFault } from '../../shared/model/feed-fault.ts'
import { FeedError } from './connector.ts'
import { ENCODINGS, unpacked, type HttpGet } from './http-get.ts'

export interface Asked {
  readonly url: URL
  readonly headers: Record<string, string>
  /** Bytes that an answer may have, unpacked. */
  readonly most: number
}

export type FetchedBytes =
  | { readonly type: 'unchanged' }
  | { readonly type: 'answer'; readonly bytes: Buffer; readonly etag: string | null }

const SAMPLE = 120
const LONGEST_REST_MS = 3_600_000

/** One GET. Redirects are not followed, and bodies end at the limit while they come in. */
export async function fetchBytes(get: HttpGet, asked: Asked, signal: AbortSignal): Promise<FetchedBytes> {
  const response = await ask(get, asked, signal)
  const { statusCode } = response
  if (statusCode === 200) {
    const bytes = await readBody(response, asked.most, signal)
    return { type: 'answer', bytes, etag: response.headers.etag ?? null }
  }
  if (statusCode === 304) {
    response.resume()
    return { type: 'unchanged' }
  }
  // Its body is not wanted; with the connection it ends where it is.
  response.destroy()
  throw statusFault(response)
}

/** How an answer begins that is not what it should be. */
export const beginningOf = (bytes: Buffer): string =>
  `it begins "${bytes.subarray(0, SAMPLE).toString('utf8')}"`

/** A password there would stand in documents, in logs and in what screens are told. */
export function refuseUserInfo({ url }: { readonly url: string }): void {
  const isPlain = URL.canParse(url) && new URL(url).username === '' && new URL(url).password === ''
  if (isPlain) return
  throw new FeedError(
    'settings: /url is no address, or has a user or password in it: name a secret instead',
    {
      blame: 'config',
      retry: false,
    },
  )
}

async function ask(get: HttpGet, { url, headers }: Asked, signal: AbortSignal): Promise<IncomingMessage> {
  try {
    return await get(url, { 'accept-encoding': ENCODINGS, ...headers }, signal)
  } catch (error) {
    throw brokenOff(error, signal)
  }
}

/** The connection did not come about, broke, or was too slow. */
function brokenOff(error: unknown, { aborted, reason }: AbortSignal): FeedError {
  if (error instanceof FeedError) return error
  const timedOut = aborted && reason instanceof Error && reason.name === 'TimeoutError'
  return new FeedError(timedOut ? 'no whole answer in time' : `no connection: ${wordsOf(error)}`, {
    blame: 'upstream',
    retry: true,
    fault: timedOut ? 'slow' : 'unreachable',
    cause: error,
  })
}

/** Of several addresses that were tried it names each. */
function wordsOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(wordsOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}

/** What an answer other than the wanted one says. */
export function statusFault({ statusCode: status = 0, headers }: IncomingMessage): FeedError {
  const after = retryAfterMs(headers['retry-after'])
  const fault = faultOf(status)
  return new FeedError(`HTTP ${status}`, {
    blame: fault === 'denied' || fault === 'moved' ? 'config' : 'upstream',
    retry: true,
    fault,
    ...(after === null ? {} : { retryAfterMs: after }),
  })
}

function faultOf(status: number): FeedFault {
  if (status === 401 || status === 403) return 'denied'
  if (status === 404 || (status >= 300 && status < 400)) return 'moved'
  return status === 429 ? 'busy' : 'down'
}

/** Seconds, or a date by the real clock; an hour at most, since nobody remembers a feed that rests for a day. */
function retryAfterMs(header: string | undefined): number | null {
  if (header === undefined) return null
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isNaN(ms) ? null : Math.min(Math.max(0, ms), LONGEST_REST_MS)
}

async function readBody(response: IncomingMessage, most: number, signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of unpacked(response) as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > most) break
      chunks.push(chunk)
    }
  } catch (error) {
    throw brokenOff(error, signal)
  }
  if (size <= most) return Buffer.concat(chunks)
  response.destroy()
  throw new FeedError(`the answer is larger than ${most} bytes`, {
    blame: 'upstream',
    retry: true,
    fault: 'tooLarge',
  })
}
