import type { IncomingMessage, ServerResponse } from 'node:http'
import { DAY } from '../../shared/calendar/civil.ts'
import { DAYS_OF_PAST, type PretendCity } from '../city.ts'
import { answer, listen, urlOf, wholeNumber } from '../http.ts'
import { plannedOutages } from '../outages.ts'
import { instantOfPlain, plainTime } from '../time-text.ts'
import { createSilence, type Running, type Upstream } from '../upstream.ts'
import { createTrafficModel, type TrafficModel } from './model.ts'
import { accidentJson, roadJson, signalJson } from './wire.ts'

export interface TrafficSettings {
  /** 0 takes any free port. */
  readonly port: number
}

/** Five minutes of a road are kept for so many days. */
const ROAD_DAYS = 3
const DEFAULT_SIZE = 200
const LARGEST_SIZE = 1000

interface Resource {
  readonly past: number
  readonly rows: (since: number, now: number) => readonly unknown[]
}

const resourcesOf = (model: TrafficModel): { readonly [path: string]: Resource } => ({
  '/api/roads': { past: ROAD_DAYS, rows: (since, now) => model.heard(since, now).map(roadJson) },
  '/api/accidents': { past: DAYS_OF_PAST, rows: (since, now) => model.changed(since, now).map(accidentJson) },
})

/**
 * `GET /api/roads?since=2026-11-22 09:00:00&page=1&size=200` and `/api/accidents`: what was published or changed after the
 * instant, the oldest first; `GET /api/signals`: all of them as they stand, with an ETag.
 */
function serve({ clock }: PretendCity, model: TrafficModel, silent: (at: number) => boolean) {
  const resources = resourcesOf(model)
  return (request: IncomingMessage, response: ServerResponse): void => {
    const now = clock.now()
    const url = urlOf(request)
    if (silent(now)) return void request.socket.destroy()
    const resource = resources[url.pathname]
    if (request.method === 'GET' && url.pathname === '/api/signals')
      return answerSignals(request, response, model, now)
    if (request.method !== 'GET' || resource === undefined)
      return answer(response, 404, { error: 'no such resource' })
    answerPage(url, response, resource, now)
  }
}

function answerPage(url: URL, response: ServerResponse, { past, rows }: Resource, now: number): void {
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

function answerSignals(
  request: IncomingMessage,
  response: ServerResponse,
  model: TrafficModel,
  now: number,
): void {
  const lights = model.lights(now)
  const tag = `"${Math.max(...lights.map(({ changedAt }) => changedAt))}"`
  if (request.headers['if-none-match'] === tag) return void response.writeHead(304, { etag: tag }).end()
  answer(response, 200, { asOf: plainTime(now), rows: lights.map(signalJson) }, { etag: tag })
}

/** 公安交管: main roads, accidents and traffic lights. */
export function createTraffic(
  city: PretendCity,
  { port }: TrafficSettings,
  model: TrafficModel = createTrafficModel(city),
): Upstream {
  const silence = createSilence(plannedOutages(city, 'traffic'))
  const start = async (): Promise<Running> => {
    const running = await listen(port, serve(city, model, silence.isOn))
    return { address: `${running.address}/api`, stop: running.stop }
  }
  return { name: 'traffic', title: '公安交管,24条主干道、事故与信号灯', start, outage: silence.switch }
}
