import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerChanges, answerStanding, type Changes } from '../changes-page.ts'
import { DAYS_OF_PAST, type PretendCity } from '../city.ts'
import { answer, listen, urlOf } from '../http.ts'
import { plannedOutages } from '../outages.ts'
import { createCarParks } from '../iot/car-parks.ts'
import { createSilence, type Running, type Upstream } from '../upstream.ts'
import { createTrafficModel, type TrafficModel } from './model.ts'
import { accidentJson, boardJson, roadJson, shareJson, signalJson } from './wire.ts'

export interface TrafficSettings {
  /** 0 takes any free port. */
  readonly port: number
  /** Messages a second of the devices, whose car parks are listened to. */
  readonly iotRate?: number
}

/** Five minutes of a road are kept for so many days. */
const ROAD_DAYS = 3

const resourcesOf = (model: TrafficModel): { readonly [path: string]: Changes } => ({
  '/api/roads': { past: ROAD_DAYS, rows: (since, now) => model.heard(since, now).map(roadJson) },
  '/api/accidents': { past: DAYS_OF_PAST, rows: (since, now) => model.changed(since, now).map(accidentJson) },
})

interface Standing {
  readonly rows: readonly unknown[]
  readonly changedAt: number
}

const latest = (instants: readonly number[]): number => Math.max(...instants)

const standingsOf = (model: TrafficModel): { readonly [path: string]: (at: number) => Standing } => ({
  '/api/signals': at => {
    const lights = model.lights(at)
    return { rows: lights.map(signalJson), changedAt: latest(lights.map(({ changedAt }) => changedAt)) }
  },
  '/api/share-windows': at => {
    const shares = model.shares(at)
    return { rows: shares.map(shareJson), changedAt: latest(shares.map(({ changedAt }) => changedAt)) }
  },
  '/api/boards': at => {
    const boards = model.boardsAt(at)
    return { rows: boards.map(boardJson), changedAt: latest(boards.map(({ readAt }) => readAt)) }
  },
})

/**
 * `GET /api/roads?since=2026-11-22 09:00:00&page=1&size=200` and `/api/accidents`: what was published or changed after the
 * instant, the oldest first; `GET /api/signals`, `/api/share-windows` and `/api/boards`: all of them as they stand, with an ETag.
 */
function serve({ clock }: PretendCity, model: TrafficModel, silent: (at: number) => boolean) {
  const resources = resourcesOf(model)
  const standings = standingsOf(model)
  return (request: IncomingMessage, response: ServerResponse): void => {
    const now = clock.now()
    const url = urlOf(request)
    if (silent(now)) return void request.socket.destroy()
    const resource = resources[url.pathname]
    const standing = standings[url.pathname]
    if (request.method === 'GET' && standing !== undefined)
      return answerStanding(request, response, standing(now), now)
    if (request.method !== 'GET' || resource === undefined)
      return answer(response, 404, { error: 'no such resource' })
    answerChanges(url, response, resource, now)
  }
}

/** 公安交管: main roads, accidents and traffic lights. */
export function createTraffic(
  city: PretendCity,
  { port, iotRate }: TrafficSettings,
  model: TrafficModel = createTrafficModel(city, createCarParks(city, iotRate)),
): Upstream {
  const silence = createSilence(plannedOutages(city, 'traffic'))
  const start = async (): Promise<Running> => {
    const running = await listen(port, serve(city, model, silence.isOn))
    return { address: `${running.address}/api`, stop: running.stop }
  }
  return {
    name: 'traffic',
    title: '公安交管,24条主干道、事故、信号灯、共享泊位与诱导屏',
    start,
    outage: silence.switch,
  }
}
