import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ChannelDocument, ChannelForm } from '../../shared/alerts/document.ts'
import type { Fields } from '../../shared/model/value.ts'
import { openReach } from '../connectors/feed-for-tests.ts'
import { FeedError } from '../connectors/connector.ts'
import { openTrust } from '../trust/database.ts'
import { Deliveries, DELIVERY_TABLES, type DeliveryEvent } from './deliveries.ts'
import { createPost, type Post } from './post.ts'
import { Sending } from './sending.ts'

const NOW = 1_795_363_200_000
const SIGN = 'a-word-to-sign-with'

interface Heard {
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: NodeJS.Dict<string | string[]>
  readonly body: Fields
  readonly raw: string
}

/** A robot on this machine, which answers as its service documents. */
let robot: Server
let heard: Heard[]
let answer: { status: number; body: string; headers?: { readonly [name: string]: string } }
let now: number
let deliveries: Deliveries

beforeEach(async () => {
  heard = []
  now = NOW
  answer = { status: 200, body: '{"errcode":0,"errmsg":"ok"}' }
  deliveries = new Deliveries(openTrust(':memory:', [DELIVERY_TABLES]))
  robot = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const url = new URL(request.url ?? '', 'http://robot')
      const raw = Buffer.concat(chunks).toString()
      const [path, query] = [url.pathname, url.searchParams]
      heard.push({ path, query, headers: request.headers, raw, body: JSON.parse(raw) as Fields })
      response.writeHead(answer.status, answer.headers).end(answer.body)
    })
  })
  await new Promise<void>(resolve => robot.listen(0, '127.0.0.1', resolve))
})
afterEach(() => {
  robot.closeAllConnections()
  robot.close()
})

const placeOf = () => `127.0.0.1:${(robot.address() as AddressInfo).port}`
const channel = (form: ChannelForm, sign?: string): ChannelDocument => ({
  ...{ id: 'duty', title: { zh: '值班群', en: '' }, form, address: 'ADDRESS' },
  ...(sign === undefined ? {} : { sign }),
})

function sendingTo(
  channels: readonly ChannelDocument[],
  secrets: { readonly [name: string]: string } = {},
  post: Post = createPost(openReach),
) {
  const all: { readonly [name: string]: string } = {
    ADDRESS: `http://${placeOf()}/send?key=token`,
    SIGN,
    ...secrets,
  }
  return new Sending({
    ...{ deliveries, post, channels: () => channels, now: () => now, random: () => 1 },
    secret: name => all[name],
    mayBePlain: place => place === placeOf(),
  })
}

const queue = (alert = 'a-1', event: DeliveryEvent = 'raised', to = 'duty') =>
  deliveries.add({
    ...{ alert, event, channel: to, at: now },
    message: {
      ...{ title: '【Ⅱ级告警】燃气压力越限', text: '地点：白塔区', severity: 2, at: NOW },
      link: 'https://city.example/console/alerts/a-1',
    },
  })
const standing = () => deliveries.newest().map(({ state, tries, why }) => ({ state, tries, why }))
const TEXT = '【Ⅱ级告警】燃气压力越限\n地点：白塔区\nhttps://city.example/console/alerts/a-1'

describe('forms', () => {
  test('[ALW1] 企业微信: a text to the address of the robot', async () => {
    queue()
    await sendingTo([channel('wecom')]).turn()
    expect(heard).toMatchObject([{ path: '/send', body: { msgtype: 'text', text: { content: TEXT } } }])
    expect(heard[0]?.query.get('key')).toBe('token')
    expect(standing()).toEqual([{ state: 'sent', tries: 1, why: '' }])
  })

  test('[ALW1] 钉钉: signed in the address, by time and word', async () => {
    queue()
    await sendingTo([channel('dingtalk', 'SIGN')]).turn()
    const [{ query, body }] = heard as [Heard]
    expect(query.get('timestamp')).toBe(String(NOW))
    expect(query.get('sign')).toBe(createHmac('sha256', SIGN).update(`${NOW}\n${SIGN}`).digest('base64'))
    expect([query.get('key'), body]).toEqual(['token', { msgtype: 'text', text: { content: TEXT } }])
  })

  test('[ALW1] 飞书: signed in the body, over nothing, by seconds and word', async () => {
    answer.body = '{"code":0,"msg":"success","data":{}}'
    queue()
    await sendingTo([channel('feishu', 'SIGN')]).turn()
    const timestamp = String(NOW / 1000)
    expect(heard[0]?.body).toEqual({
      timestamp,
      sign: createHmac('sha256', `${timestamp}\n${SIGN}`).update('').digest('base64'),
      msg_type: 'text',
      content: { text: TEXT },
    })
    expect(standing()).toEqual([{ state: 'sent', tries: 1, why: '' }])
    // As older robots answer.
    answer.body = '{"StatusCode":0,"StatusMessage":"success"}'
    queue('a-2')
    await sendingTo([channel('feishu')]).turn()
    expect(standing()[0]?.state).toBe('sent')
    expect(heard[1]?.body['sign']).toBeUndefined()
  })

  test('[ALW1] CloudEvents: structured, with an id that is the same however often it is sent', async () => {
    answer = { status: 202, body: '' }
    queue()
    await sendingTo([channel('cloudevents', 'SIGN')]).turn()
    const [{ headers, body, raw }] = heard as [Heard]
    expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8')
    expect(headers['x-signature']).toBe(`sha256=${createHmac('sha256', SIGN).update(raw).digest('hex')}`)
    expect(body).toMatchObject({
      ...{ specversion: '1.0', id: 'a-1/raised', type: 'liaowang.alert.raised', subject: 'a-1' },
      ...{ source: 'urn:liaowang:alerts', datacontenttype: 'application/json' },
      data: { title: '【Ⅱ级告警】燃气压力越限', severity: 2 },
    })
    expect(Date.parse(body['time'] as string)).toBe(NOW)
  })

  test.each<readonly [ChannelForm, string, 'waiting' | 'dead', string]>([
    ['wecom', '{"errcode":45009,"errmsg":"api freq out of limit"}', 'waiting', '45009 api freq out of limit'],
    ['wecom', '{"errcode":93000,"errmsg":"invalid webhook url"}', 'dead', '93000 invalid webhook url'],
    ['dingtalk', '{"errcode":130101,"errmsg":"send too fast"}', 'waiting', '130101 send too fast'],
    ['dingtalk', '{"errcode":310000,"errmsg":"sign not match"}', 'dead', '310000 sign not match'],
    ['feishu', '{"code":11232,"msg":"frequency limited"}', 'waiting', '11232 frequency limited'],
    ['feishu', '{"code":19021,"msg":"sign match fail"}', 'dead', '19021 sign match fail'],
    ['feishu', '<html>', 'waiting', 'the answer is no JSON'],
    ['wecom', '{}', 'waiting', 'no code'],
  ])('[ALW2] %s answers %s: %s', async (form, body, state, why) => {
    answer.body = body
    queue()
    await sendingTo([channel(form)]).turn()
    expect(standing()).toEqual([{ state, tries: 1, why }])
  })

  test.each([
    [503, 'waiting'],
    [429, 'waiting'],
    [400, 'dead'],
    [302, 'dead'],
  ] as const)('[ALW2] HTTP %i: %s, and no redirect is followed', async (status, state) => {
    answer = { status, body: '', headers: { location: `http://${placeOf()}/elsewhere` } }
    queue()
    await sendingTo([channel('cloudevents')]).turn()
    expect(standing()).toEqual([{ state, tries: 1, why: `HTTP ${status}` }])
    expect(heard).toHaveLength(1)
  })
})

describe('trying', () => {
  test('[ALW3] it is tried again, later and later, as often as it may help, and then it is dead', async () => {
    answer = { status: 500, body: '' }
    queue()
    const waits: number[] = []
    const sending = sendingTo([channel('cloudevents')])
    for (let tries = 0; tries < 10; tries++) {
      await sending.turn()
      const [{ nextAt, state }] = deliveries.newest() as unknown as [{ nextAt: number; state: string }]
      if (state !== 'waiting') break
      waits.push(nextAt - now)
      await sending.turn()
      now = nextAt
    }
    expect(standing()).toEqual([{ state: 'dead', tries: 10, why: 'HTTP 500' }])
    expect(heard).toHaveLength(10)
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512].map(seconds => seconds * 1000))
  })

  test('[ALW3] whoever says when to come back is asked no sooner', async () => {
    answer = { status: 429, body: '', headers: { 'retry-after': '120' } }
    queue()
    await sendingTo([channel('cloudevents')]).turn()
    expect(deliveries.newest()[0]?.nextAt).toBe(NOW + 120_000)
  })

  test('[ALW4] what comes later does not overtake, and other channels do not wait', async () => {
    const other = { ...channel('cloudevents'), id: 'other', address: 'OTHER' }
    const sending = sendingTo([channel('cloudevents'), other], { OTHER: `http://${placeOf()}/other` })
    answer = { status: 500, body: '' }
    queue('a-1', 'raised')
    await sending.turn()
    queue('a-1', 'cleared')
    queue('a-1', 'raised', 'other')
    answer = { status: 200, body: '' }
    await sending.turn()
    expect(heard.map(({ path, body }) => `${path} ${body['id'] as string}`)).toEqual([
      '/send a-1/raised',
      '/other a-1/raised',
    ])
    now += 5_000
    await sending.turn()
    expect(heard.slice(2).map(({ body }) => body['id'])).toEqual(['a-1/raised', 'a-1/cleared'])
  })

  test('[ALW4] however much waits for a channel that rests, others are sent to', async () => {
    const other = { ...channel('cloudevents'), id: 'other', address: 'OTHER' }
    const sending = sendingTo([channel('cloudevents'), other], { OTHER: `http://${placeOf()}/other` })
    for (let n = 0; n < 600; n++) queue(`a-${n}`)
    answer = { status: 500, body: '' }
    await sending.turn()
    queue('fire', 'raised', 'other')
    answer = { status: 200, body: '' }
    await sending.turn()
    expect(heard.slice(1).map(({ path, body }) => `${path} ${body['id'] as string}`)).toEqual([
      '/other fire/raised',
    ])
  })

  test('[ALW5] a robot gets no more in a minute than it takes; the rest follows', async () => {
    const sending = sendingTo([channel('wecom')])
    for (let n = 0; n < 25; n++) queue(`a-${n}`)
    await sending.turn()
    await sending.turn()
    expect(heard).toHaveLength(20)
    now += 60_000
    await sending.turn()
    expect(heard).toHaveLength(25)
  })

  test('[ALW6] the same is queued once, and what waits is there after a start', async () => {
    expect([queue(), queue(), queue('a-1', 'cleared')]).toEqual([true, false, true])
    const broken: Post = () => Promise.reject(new Error('cut'))
    const dying = sendingTo([channel('wecom')], {}, broken)
    dying.stop()
    await dying.turn()
    expect(standing().map(({ state, tries }) => [state, tries])).toEqual([
      ['waiting', 0],
      ['waiting', 0],
    ])
    await sendingTo([channel('wecom')]).turn()
    expect(heard).toHaveLength(2)
  })

  test('[ALW6] of what is open it is remembered who heard of it; what is over is forgotten in its time', async () => {
    queue('long')
    const sending = sendingTo([channel('cloudevents')], {}, () =>
      Promise.resolve({ status: 200, body: '', retryAfterMs: null }),
    )
    await sending.turn()
    for (let n = 0; n < 1_010; n++) {
      queue(`a-${n}`)
      queue(`a-${n}`, 'cleared')
    }
    for (let minute = 0; deliveries.due(now).length > 0; minute++) {
      now += 60_000
      await sending.turn()
    }
    expect(deliveries.toldOf('a-0')).toEqual([])
    expect(deliveries.toldOf('a-1009')).toEqual(['duty'])
    expect(deliveries.toldOf('long')).toEqual(['duty'])
    expect(deliveries.unfinished()).toEqual(['long'])
    expect(queue('long')).toBe(false)
  })

  test('[ALW7] (T-SSRF-01, T-SEC-02) it goes where zones let it, by TLS, and the address is told to nobody', async () => {
    const refuse = createPost(() =>
      Promise.reject(new FeedError('no zone lets feeds connect', { blame: 'config', retry: true })),
    )
    queue()
    await sendingTo([channel('wecom')], {}, refuse).turn()
    expect(standing()[0]).toMatchObject({ state: 'waiting', why: 'no zone lets feeds connect' })
    const faults: string[] = []
    const secrets = [
      'http://10.0.0.9/send?key=token',
      'https://anna:word@robot.example/send',
      'nonsense token',
      '',
    ]
    for (const [n, address] of secrets.entries()) {
      now += 3_600_000
      queue(`b-${n}`)
      await sendingTo([channel('wecom')], { ADDRESS: address }).turn()
      faults.push(deliveries.newest()[0]?.why ?? '')
    }
    expect(faults).toEqual([
      'the address in ADDRESS must begin with https',
      'the secret ADDRESS is no address',
      'the secret ADDRESS is no address',
      'the secret ADDRESS is not set',
    ])
    queue('c-1')
    await sendingTo([channel('dingtalk', 'NOT_SET')]).turn()
    expect(standing()[0]).toMatchObject({ state: 'dead', why: 'the secret NOT_SET is not set' })
    queue('c-2', 'raised', 'gone')
    await sendingTo([channel('wecom')]).turn()
    expect(standing()[0]).toMatchObject({ state: 'dead', why: 'there is no such channel any more' })
    robot.closeAllConnections()
    await new Promise(resolve => robot.close(resolve))
    expect(JSON.stringify(deliveries.newest())).not.toContain('token')
    expect(heard).toEqual([])
  })

  test('[ALW2] a robot that is away, or says too much, is tried again without a word of its address', async () => {
    answer.body = 'x'.repeat(20_000)
    queue()
    await sendingTo([channel('wecom')]).turn()
    expect(standing()[0]?.why).toBe('the answer is too long')
    const place = placeOf()
    robot.closeAllConnections()
    await new Promise(resolve => robot.close(resolve))
    now += 3_600_000
    const away = new Sending({
      ...{ deliveries, channels: () => [channel('wecom')], now: () => now, post: createPost(openReach) },
      ...{ secret: () => `http://${place}/send?key=token`, mayBePlain: () => true },
    })
    await away.turn()
    expect(standing()[0]).toMatchObject({ state: 'waiting', why: 'no connection (ECONNREFUSED)' })
  })
})
