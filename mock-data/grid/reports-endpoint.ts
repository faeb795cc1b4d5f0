import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PretendCity } from '../city.ts'
import { answer, urlOf, wholeNumber } from '../http.ts'
import { isoSeconds } from '../time-text.ts'
import type { GridModel } from './model.ts'
import { reportJson } from './wire.ts'

const DEFAULT_SIZE = 200
const LARGEST_SIZE = 1000

export interface ReportsEndpoint {
  readonly city: PretendCity
  readonly model: GridModel
  readonly silent: (at: number) => boolean
}

/**
 * `GET /reports?updatedSince=<ISO>&kind=event&page=1&size=200&asOf=<ISO>`: the nightly reconciliation. Reports of the last
 * 35 days that changed after the instant, oldest change first; `asOf` of the first page keeps the next ones at its moment.
 */
export function serveReports({ city, model, silent }: ReportsEndpoint) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const now = city.clock.now()
    const url = urlOf(request)
    if (silent(now)) return void request.socket.destroy()
    if (request.method !== 'GET' || url.pathname !== '/reports')
      return answer(response, 404, { error: 'no such resource' })
    const page = wholeNumber(url, 'page', 1, 1_000_000)
    const size = wholeNumber(url, 'size', DEFAULT_SIZE, LARGEST_SIZE)
    const [since, asOf] = [instantOf(url, 'updatedSince', 0), instantOf(url, 'asOf', wholeSecond(now))]
    if (page === null || size === null || since === null || asOf === null || asOf > now)
      return answer(response, 400, {
        error: `page and size (up to ${LARGEST_SIZE}) are whole numbers, updatedSince and asOf are ISO 8601 and past`,
      })
    const kind = url.searchParams.get('kind')
    const changes = model
      .changedSince(since, asOf)
      .filter(({ draft }) => kind === null || draft.kind === kind)
    answer(response, 200, {
      asOf: isoSeconds(asOf),
      total: changes.length,
      page,
      size,
      pages: Math.ceil(changes.length / size),
      reports: changes
        .slice((page - 1) * size, page * size)
        .map(change => reportJson(model.state(change), city.anomalies)),
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
