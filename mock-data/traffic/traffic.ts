import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerChanges, answerStanding, type Changes } from '../changes-page.ts'
import { DAYS_OF_PAST, type PretendCity } from '../city.ts'
import { answer, listen, urlOf } from '../http.ts'
import { plannedOutages } from '../outages.ts'
import { createSilence, type Running, type Upstream } from '../upstream.ts'
import { createTrafficModel, type TrafficModel } from './model.ts'
import { accidentJson, roadJson, signalJson } from './wire.ts'

export interface TrafficSettings {
  /** 0 takes any free port. */
  readonly port: number
}

/** Five minutes of a road are kept for so many days. */
const ROAD_DAYS = 3

const resourcesOf = (model: TrafficModel): { readonly [path: string]: Changes } => ({
  '/api/roads': { past: ROAD_DAYS, rows: (since, now) => model.heard(since, now).map(roadJson) },
  '/api/accidents': { past: DAYS_OF_PAST, rows: (since, now) => model.changed(since, now).map(accidentJson) },
})

function lightsAt(model: TrafficModel, at: number) {
  const lights = model.lights(at)
  return { rows: lights.map(signalJson), changedAt: Math.max(...lights.map(({ changedAt }) => changedAt)) }
}

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
      return answerStanding(request, response, lightsAt(model, now), now)
    if (request.method !== 'GET' || resource === undefined)
      return answer(response, 404, { error: 'no such resource' })
    answerChanges(url, response, resource, now)
  }
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
