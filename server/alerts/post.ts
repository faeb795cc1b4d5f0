import { request as requestPlain, type IncomingMessage } from 'node:http'
import { request as requestSecure } from 'node:https'
import type { FeedAccess } from '../connectors/connector.ts'
import { FeedError } from '../connectors/connector.ts'
import type { Answered, Letter } from './forms.ts'

export type Post = (letter: Letter, signal: AbortSignal) => Promise<Answered>

/** Robots answer with a line; what is longer is none of theirs. */
const LONGEST_ANSWER = 16_384
/** No service is asked later than that, whatever it says. */
export const LONGEST_REST_MS = 3_600_000

/**
 * One POST to where the zones let us (T-SSRF-01, T-SSRF-02): the connection goes to the addresses that were judged, and no redirect is
 * followed, since the address holds a token.
 */
export function createPost(reach: FeedAccess['reach']): Post {
  return async ({ url, headers, body }, signal) => {
    const isSecure = url.protocol === 'https:'
    const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1')
    const port = url.port === '' ? (isSecure ? 443 : 80) : Number(url.port)
    const lookup = await reach(hostname, port)
    const bytes = Buffer.from(body)
    const asked = {
      ...{
        method: 'POST',
        agent: false,
        hostname,
        port,
        path: `${url.pathname}${url.search}`,
        lookup,
        signal,
      },
      headers: { ...headers, 'content-length': bytes.length },
    }
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = isSecure ? requestSecure(asked) : requestPlain(asked)
      request.on('response', resolve).on('error', reject).end(bytes)
    })
    return {
      status: response.statusCode ?? 0,
      body: await bodyOf(response),
      retryAfterMs: retryAfterMs(response.headers['retry-after']),
    }
  }
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LONGEST_ANSWER) {
      response.destroy()
      throw new FeedError('the answer is too long', { blame: 'upstream', retry: true, fault: 'tooLarge' })
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function retryAfterMs(header: string | undefined): number | null {
  if (header === undefined || !/^\d{1,6}$/.test(header)) return null
  return Math.min(Number(header) * 1000, LONGEST_REST_MS)
}
