import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../clock.ts'
import { answer, urlOf, wholeNumber } from '../http.ts'
import { isoSeconds } from '../time-text.ts'
import type { CaseModel } from './model.ts'
import { caseJson } from './wire.ts'

const DEFAULT_SIZE = 200
const LARGEST_SIZE = 1000

export interface CasesEndpoint {
  readonly clock: Clock
  readonly model: CaseModel
  readonly silent: (at: number) => boolean
}

/**
 * `GET /api/cases?updatedSince=<ISO>&page=1&size=200&asOf=<ISO>`: cases that changed after the instant, oldest change
 * first. Whoever sends the first page's `asOf` back with the next pages gets pages of one moment, without gap or overlap.
 */
export function serveCases({ clock, model, silent }: CasesEndpoint) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const now = clock.now()
    const url = urlOf(request)
    if (silent(now)) return void request.socket.destroy()
    if (request.method !== 'GET' || url.pathname !== '/api/cases')
      return answer(response, 404, { error: 'no such resource' })
    const page = wholeNumber(url, 'page', 1, 1_000_000)
    const size = wholeNumber(url, 'size', DEFAULT_SIZE, LARGEST_SIZE)
    const since = instantOf(url, 'updatedSince', 0)
    const asOf = instantOf(url, 'asOf', wholeSecond(now))
    if (page === null || size === null || since === null || asOf === null || asOf > now)
      return answer(response, 400, {
        error: `page and size (up to ${LARGEST_SIZE}) are whole numbers, updatedSince and asOf are ISO 8601 and past`,
      })
    const states = model.changedSince(since, asOf)
    answer(response, 200, {
      asOf: isoSeconds(asOf),
      total: states.length,
      page,
      size,
      pages: Math.ceil(states.length / size),
      cases: states.slice((page - 1) * size, page * size).map(caseJson),
    })
  }
}

/** What `asOf` can say: a page asked for again shall be of the very same moment. */
const wholeSecond = (at: number) => Math.floor(at / 1000) * 1000

function instantOf(url: URL, name: string, otherwise: number): number | null {
  const text = url.searchParams.get(name)
  const at = text === null ? otherwise : Date.parse(text)
  return Number.isNaN(at) ? null : at
}
