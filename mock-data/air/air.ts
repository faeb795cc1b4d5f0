import type { IncomingMessage, ServerResponse } from 'node:http'
import { DAY } from '../../shared/calendar/civil.ts'
import { DAYS_OF_PAST, type PretendCity } from '../city.ts'
import { answer, listen, urlOf, wholeNumber } from '../http.ts'
import { plannedOutages } from '../outages.ts'
import { instantOfPlain, plainTime } from '../time-text.ts'
import { createSilence, type Running, type Upstream } from '../upstream.ts'
import { createAirModel, type AirModel } from './model.ts'
import { rowJson } from './wire.ts'

export interface AirSettings {
  /** 0 takes any free port. */
  readonly port: number
}

const DEFAULT_SIZE = 200
const LARGEST_SIZE = 1000

/**
 * `GET /api/hours?publishedSince=2026-11-22 09:00:00&page=1&size=200`: rows published after the instant, oldest
 * publication first. Nothing is ever put in before what was there: pages stay where they are.
 */
function serveHours(city: PretendCity, model: AirModel, silent: (at: number) => boolean) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const now = city.clock.now()
    const url = urlOf(request)
    if (silent(now)) return void request.socket.destroy()
    if (request.method !== 'GET' || url.pathname !== '/api/hours')
      return answer(response, 404, { error: 'no such resource' })
    const sinceText = url.searchParams.get('publishedSince')
    const since = sinceText === null ? now - DAYS_OF_PAST * DAY : instantOfPlain(sinceText)
    const page = wholeNumber(url, 'page', 1, 1_000_000)
    const size = wholeNumber(url, 'size', DEFAULT_SIZE, LARGEST_SIZE)
    if (since === null || page === null || size === null)
      return answer(response, 400, {
        error: `publishedSince is 'YYYY-MM-DD HH:mm:ss', page and size (up to ${LARGEST_SIZE}) are whole numbers`,
      })
    const rows = model.published(since, now)
    answer(response, 200, {
      asOf: plainTime(now),
      total: rows.length,
      page,
      pages: Math.ceil(rows.length / size),
      rows: rows.slice((page - 1) * size, page * size).map(rowJson),
    })
  }
}

/** 生态环境: hourly means of four stations. */
export function createAir(
  city: PretendCity,
  { port }: AirSettings,
  model: AirModel = createAirModel(city),
): Upstream {
  const silence = createSilence(plannedOutages(city, 'air'))
  const start = async (): Promise<Running> => {
    const running = await listen(port, serveHours(city, model, silence.isOn))
    return { address: `${running.address}/api/hours`, stop: running.stop }
  }
  return { name: 'air', title: '空气质量,4个站点小时值', start, outage: silence.switch }
}
