import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PretendCity } from '../city.ts'
import { answer, listen, urlOf } from '../http.ts'
import { plannedOutages } from '../outages.ts'
import { createSilence, type Running, type Upstream } from '../upstream.ts'
import { createAlertModel, type AlertModel } from './model.ts'
import { createRescueModel, serveRescue, type RescueModel } from './rescue.ts'
import { capXml, feedXml, pathOf } from './wire.ts'

export interface AlertSettings {
  /** 0 takes any free port. */
  readonly port: number
}

const FEED = '/feed.atom'

function answerXml(response: ServerResponse, type: string, text: string, etag: string): void {
  const bytes = Buffer.from(text)
  response.writeHead(200, {
    'content-type': `${type}; charset=utf-8`,
    'content-length': bytes.length,
    etag,
  })
  response.end(bytes)
}

const tagOf = (text: string): string =>
  `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`

/** `GET /feed.atom`: the messages of 35 days, the newest first; `GET /cap/<identifier>.xml`: one of them. */
function serve(city: PretendCity, model: AlertModel, rescue: RescueModel, silent: (at: number) => boolean) {
  const answersRescue = serveRescue(rescue)
  return (request: IncomingMessage, response: ServerResponse): void => {
    const now = city.clock.now()
    const { pathname } = urlOf(request)
    if (silent(now)) return void request.socket.destroy()
    if (answersRescue(request, response, now)) return
    const all = model.published(now)
    const one = all.find(({ message }) => pathOf(message) === pathname)
    if (request.method !== 'GET' || (pathname !== FEED && one === undefined))
      return answer(response, 404, { error: 'no such resource' })
    const text = one === undefined ? feedXml(all, now) : capXml(one, now)
    const etag = tagOf(text)
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end()
    answerXml(response, one === undefined ? 'application/atom+xml' : 'application/cap+xml', text, etag)
  }
}

/** 预警发布 / 应急: warnings of the weather and what comes of it as CAP 1.2 messages, who helps, and how soon. */
export function createAlert(
  city: PretendCity,
  { port }: AlertSettings,
  model: AlertModel = createAlertModel(city),
  rescue: RescueModel = createRescueModel(city),
): Upstream {
  const silence = createSilence(plannedOutages(city, 'alert'))
  const start = async (): Promise<Running> => {
    const running = await listen(port, serve(city, model, rescue, silence.isOn))
    return { address: `${running.address}${FEED}`, stop: running.stop }
  }
  return { name: 'alert', title: '应急管理,CAP 1.2 预警、救援力量与出警', start, outage: silence.switch }
}
