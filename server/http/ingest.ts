import type { IncomingMessage, ServerResponse } from 'node:http'
import { FeedError } from '../connectors/connector.ts'
import { JSON_LIMITS } from '../connectors/json.ts'
import type { Feeds } from '../intake/feeds.ts'
import { isFull, isPassing } from '../journal/room.ts'
import type { Log } from '../log.ts'
import { Bodies } from './bodies.ts'

interface IngestParts {
  readonly feeds: Feeds
  readonly bodies: Bodies
  readonly log: Log
}

const PATH = /^\/api\/ingest\/([a-z0-9][a-z0-9.-]{0,59})$/

/**
 * `POST /api/ingest/<feed>`, handled before Express since it is the busiest route. Answers whether the request was this
 * route's.
 */
export function ingestRoute(feeds: Feeds, log: Log, bodies = new Bodies()) {
  const parts: IngestParts = { feeds, bodies, log }
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const feed = PATH.exec((request.url ?? '').split('?')[0] ?? '')?.[1]
    if (feed === undefined) return false
    if (request.method === 'POST') void receive(parts, feed, request, response)
    else reply(response, 405, { error: 'records are sent by POST' })
    return true
  }
}

async function receive(
  { feeds, bodies, log }: IngestParts,
  feed: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  if (!feeds.takesPushes(feed)) return reply(response, 404, { error: `no feed "${feed}" takes pushes` })
  const read = await bodies.read(request)
  if (read.type !== 'whole') return refuse(response, read.type)
  try {
    const headers = request.headers as { readonly [name: string]: string | undefined }
    const answer = await feeds.receive(feed, { headers, body: read.body })
    if (answer !== null) reply(response, answer.status, answer.body)
  } catch (error) {
    answerFailure(response, error, feed, log)
  } finally {
    read.done()
  }
}

/**
 * The connection stays open, and what still comes is read and forgotten: many senders read no answer before they have said
 * everything, and one that only sees its connection break sends the same again for ever.
 */
function refuse(response: ServerResponse, why: 'too large' | 'no room' | 'broken off'): void {
  if (why === 'too large')
    reply(response, 413, { error: `a body may have ${JSON_LIMITS.bytes} bytes: send fewer events` })
  else if (why === 'no room')
    reply(response, 503, { error: 'too much at once: send it again' }, { 'retry-after': '1' })
}

/** A failure here is ours or the set-up's, never the sender's: it may send again, and we are told. Of a full disk once, by the journal. */
function answerFailure(response: ServerResponse, error: unknown, feed: string, log: Log): void {
  if (isFull(error)) return reply(response, 507, { error: 'no room left to keep it' })
  if (isPassing(error))
    return reply(response, 503, { error: 'it could not be kept now: send it again' }, { 'retry-after': '5' })
  const message = error instanceof Error ? error.message : String(error)
  log('error', `feed ${feed}`, `a push could not be kept: ${message}`)
  if (error instanceof FeedError && error.blame === 'config')
    reply(response, 503, { error: 'this feed is not set up' })
  else reply(response, 500, { error: 'it could not be kept' })
}

function reply(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: { readonly [name: string]: string } = {},
) {
  if (response.headersSent) return
  const text = JSON.stringify(body)
  const length = Buffer.byteLength(text)
  // With its length known an answer is one write; without it, it is sent in chunks.
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': length,
    ...headers,
  })
  response.end(text)
}
