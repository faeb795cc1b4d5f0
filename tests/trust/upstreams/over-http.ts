import { createHmac, randomUUID } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { atomXml, CAP_INFO, carrying, xml } from '../../../server/connectors/cap-atom/feed-for-tests.ts'
import { httpUpstream, json } from '../../../server/connectors/http-upstream-for-tests.ts'
import { upstreamForTests } from '../../../server/connectors/websocket/upstream-for-tests.ts'
import { asJson, JSON_PLACES, placeOf, type Surroundings, type Told, type Walk } from './upstream.ts'

/** Its system answers, and says that it is broken. */
export const httpPollWalk: Walk = {
  ...{ connector: 'http-poll', id: 'walk-http', service: null, secret: null, places: JSON_PLACES },
  said: '系统故障。上游:请来源系统的运维处理。',
  async open() {
    const upstream = await httpUpstream((_, response) => void response.writeHead(503).end())
    const all: Told[] = []
    const tell = async (events: readonly Told[]) => {
      all.push(...events)
      upstream.answer = json({ data: all.map(asJson) })
    }
    return {
      typed: [
        ['url', `${upstream.url}/events`],
        ['everySeconds', '1'],
        ['records', 'data'],
      ],
      place: placeOf(upstream.url),
      ...{ tell, comeBack: tell, close: upstream.close },
      breakOff: async () => {
        upstream.answer = (_, response) => void response.writeHead(503).end()
      },
    }
  },
}

/** It lets in whoever has its token, and then it does not. */
export const tokenWalk: Walk = {
  ...{ connector: 'http-poll', id: 'walk-token', service: null, secret: 'token', places: JSON_PLACES },
  said: '拒绝访问。接入设置:核对账号与密钥,或请来源系统放行。',
  async open({ secret }) {
    const all: Told[] = []
    const turnAway: RequestListener = (_, response) => void response.writeHead(401).end()
    const letIn: RequestListener = (request, response) =>
      (request.headers.authorization?.endsWith(secret) === true ? json({ data: all.map(asJson) }) : turnAway)(
        request,
        response,
      )
    const upstream = await httpUpstream(letIn)
    const tell = async (events: readonly Told[]) => void all.push(...events)
    return {
      typed: [
        ['url', `${upstream.url}/events`],
        ['everySeconds', '1'],
        ['records', 'data'],
      ],
      place: placeOf(upstream.url),
      ...{ tell, close: upstream.close },
      breakOff: async () => {
        upstream.answer = turnAway
      },
      comeBack: async events => {
        await tell(events)
        upstream.answer = letIn
      },
    }
  },
}

/** Its feed is cut in the middle. */
export const capWalk: Walk = {
  ...{ connector: 'cap-atom', id: 'walk-cap', service: null, secret: null },
  places: { number: 'identifier', title: 'info.headline', at: 'sent', event: 'info.effective' },
  said: '内容不合约定,无法读取。上游:请其按约定格式提供。',
  async open() {
    const upstream = await httpUpstream(xml(''))
    const all: Told[] = []
    const feed = () =>
      atomXml(
        ...all.map(({ number, title, changed }) =>
          carrying({
            identifier: number,
            sent: `${changed.replace(' ', 'T')}+08:00`,
            info: CAP_INFO.replace('大风蓝色预警', title),
          }),
        ),
      )
    const tell = async (events: readonly Told[]) => {
      all.push(...events)
      upstream.answer = xml(feed())
    }
    return {
      typed: [
        ['url', `${upstream.url}/feed.atom`],
        ['everySeconds', '1'],
      ],
      place: placeOf(upstream.url),
      ...{ tell, comeBack: tell, close: upstream.close },
      breakOff: async () => {
        upstream.answer = xml(feed().slice(0, -40))
      },
    }
  },
}

/** Nobody can reach it; what it said meanwhile it says to whoever asks for it. */
export const websocketWalk: Walk = {
  ...{ connector: 'websocket', id: 'walk-websocket', service: null, secret: null, places: JSON_PLACES },
  said: '连接不上。上游或网络:请来源系统的运维查服务是否在运行、网络是否通。',
  async open() {
    const upstream = await upstreamForTests()
    const tell = async (events: readonly Told[]) =>
      upstream.say(...events.map(each => JSON.stringify(asJson(each))))
    return {
      typed: [['url', upstream.url]],
      place: placeOf(upstream.url),
      ...{ tell, close: upstream.close },
      breakOff: () => upstream.away(true),
      comeBack: async events => {
        await tell(events)
        await upstream.away(false)
      },
    }
  },
}

/** It pushes, and then it does not. */
export const webhookWalk: Walk = {
  ...{ connector: 'webhook', id: 'walk-webhook', service: null, secret: 'hmac', places: JSON_PLACES },
  said: '没有推送来,也没有报错。上游:请其查推送任务是否在运行。',
  async open(surroundings) {
    /** Who pushes tries again where he is turned away, such as until his secret is known. */
    const tell = async (events: readonly Told[]) => {
      let status = 0
      for (let turn = 0; status !== 200 && turn < 50; turn++) {
        status = await push(surroundings, events)
        if (status !== 200) await sleep(100)
      }
      if (status !== 200) throw new Error(`pushed in vain: ${status}`)
    }
    return {
      ...{ typed: [], place: null, tell, comeBack: tell },
      breakOff: async () => undefined,
      close: async () => undefined,
    }
  },
}

/** CloudEvents in a batch, signed as Standard Webhooks has it. */
async function push({ city, now, secret }: Surroundings, events: readonly Told[]): Promise<number> {
  const body = JSON.stringify(
    events.map(each => ({
      ...{ specversion: '1.0', id: each.number, source: '/demo', type: 'event', data: asJson(each) },
    })),
  )
  const [id, stamp] = [randomUUID(), String(Math.floor(now() / 1000))]
  const mac = createHmac('sha256', secret).update(`${id}.${stamp}.${body}`).digest('base64')
  const { status } = await fetch(`${city()}/api/ingest/walk-webhook`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/cloudevents-batch+json',
      ...{ 'webhook-id': id, 'webhook-timestamp': stamp, 'webhook-signature': `v1,${mac}` },
    },
  })
  return status
}
