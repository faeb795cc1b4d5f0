import type { IncomingMessage, ServerResponse } from 'node:http'
import { MINUTE } from '../../shared/calendar/civil.ts'
import type { Anomalies } from '../anomalies.ts'
import type { PretendCity } from '../city.ts'
import { answer, urlOf, wholeNumber } from '../http.ts'
import type { HotlineModel, OrderState } from './model.ts'
import { orderJson, timeText } from './wire.ts'

const DEFAULT_SIZE = 200
const LARGEST_SIZE = 1000

export interface Endpoint {
  readonly city: PretendCity
  readonly model: HotlineModel
  readonly silent: (at: number) => boolean
}

/** What page 1 was made of: the pages after it belong to the same moment, so that none is skipped or told twice. */
interface Snapshot {
  readonly since: number
  readonly at: number
  readonly states: readonly OrderState[]
}

const SNAPSHOT_LASTS = 10 * MINUTE

/**
 * `GET /orders?updatedSince=<ISO>&page=1&size=200`: the nightly reconciliation. Orders of the last 35 days that changed
 * after the instant, oldest change first, as they stood when page 1 was asked for.
 */
export function serveOrders({ city, model, silent }: Endpoint) {
  let snapshot: Snapshot | null = null
  const snapshotFor = (since: number, page: number): Snapshot => {
    const at = city.clock.now()
    const usable = page > 1 && snapshot?.since === since && at - snapshot.at < SNAPSHOT_LASTS
    snapshot = usable && snapshot !== null ? snapshot : { since, at, states: changedSince(model, since, at) }
    return snapshot
  }
  return (request: IncomingMessage, response: ServerResponse): void => {
    const url = urlOf(request)
    if (silent(city.clock.now())) return void request.socket.destroy()
    if (request.method !== 'GET' || url.pathname !== '/orders')
      return answer(response, 404, { error: 'no such resource' })
    const page = wholeNumber(url, 'page', 1, 1_000_000)
    const size = wholeNumber(url, 'size', DEFAULT_SIZE, LARGEST_SIZE)
    const since = sinceOf(url)
    if (page === null || size === null || since === null)
      return answer(response, 400, {
        error: `page and size (up to ${LARGEST_SIZE}) are whole numbers, updatedSince is ISO 8601`,
      })
    answer(response, 200, pageOf(snapshotFor(since, page), page, size, city.anomalies))
  }
}

function sinceOf(url: URL): number | null {
  const text = url.searchParams.get('updatedSince')
  const at = text === null ? 0 : Date.parse(text)
  return Number.isNaN(at) ? null : at
}

const changedSince = (model: HotlineModel, since: number, now: number): OrderState[] =>
  model
    .truth(now)
    .filter(({ updatedAt }) => updatedAt > since)
    .sort((a, b) => a.updatedAt - b.updatedAt || (a.order.orderNo < b.order.orderNo ? -1 : 1))

const pageOf = ({ at, states }: Snapshot, page: number, size: number, anomalies: Anomalies) => ({
  asOf: timeText(at),
  total: states.length,
  page,
  size,
  pages: Math.ceil(states.length / size),
  orders: states.slice((page - 1) * size, page * size).map(state => orderJson(state, anomalies)),
})
