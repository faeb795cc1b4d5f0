import type { IncomingMessage, ServerResponse } from 'node:http'
import { DAY } from '../shared/calendar/civil.ts'
import { answer, wholeNumber } from './http.ts'
import { instantOfPlain, plainTime } from './time-text.ts'

/** What a system tells of what changed: for so many days, the rows changed after an instant. */
export interface Changes {
  readonly past: number
  readonly rows: (since: number, now: number) => readonly unknown[]
}

const DEFAULT_SIZE = 200
const LARGEST_SIZE = 1000

/** `?since=2026-11-22 09:00:00&page=1&size=200`: what changed after the instant, the oldest first, a page of it. */
export function answerChanges(
  url: URL,
  response: ServerResponse,
  { past, rows }: Changes,
  now: number,
): void {
  const text = url.searchParams.get('since')
  const earliest = now - past * DAY
  const since = text === null ? earliest : instantOfPlain(text)
  const page = wholeNumber(url, 'page', 1, 1_000_000)
  const size = wholeNumber(url, 'size', DEFAULT_SIZE, LARGEST_SIZE)
  if (since === null || page === null || size === null)
    return answer(response, 400, {
      error: `since is 'YYYY-MM-DD HH:mm:ss', page and size (up to ${LARGEST_SIZE}) are whole numbers`,
    })
  const found = rows(Math.max(since, earliest), now)
  answer(response, 200, {
    ...{ asOf: plainTime(now), total: found.length, page, pages: Math.ceil(found.length / size) },
    rows: found.slice((page - 1) * size, page * size),
  })
}

/** All of it as it stands, told again only when something changed: by its ETag. */
export function answerStanding(
  request: IncomingMessage,
  response: ServerResponse,
  standing: { readonly rows: readonly unknown[]; readonly changedAt: number },
  now: number,
): void {
  const etag = `"${standing.changedAt}"`
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end()
  answer(response, 200, { asOf: plainTime(now), rows: standing.rows }, { etag })
}
