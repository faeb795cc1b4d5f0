import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ChannelForm } from '../../shared/alerts/document.ts'
import { channel, NOW, Robot, SIGN, TEXT } from './robot.fixture.ts'

let robot: Robot
beforeEach(async () => {
  robot = await new Robot().open()
})
afterEach(() => robot.close())

test('[ALW1] 企业微信: a text to the address of the robot', async () => {
  robot.queue()
  await robot.sendingTo([channel('wecom')]).turn()
  expect(robot.heard).toMatchObject([{ path: '/send', body: { msgtype: 'text', text: { content: TEXT } } }])
  expect(robot.heard[0]?.query.get('key')).toBe('token')
  expect(robot.standing()).toEqual([{ state: 'sent', tries: 1, why: '' }])
})

test('[ALW1] 钉钉: signed in the address, by time and word', async () => {
  robot.queue()
  await robot.sendingTo([channel('dingtalk', 'SIGN')]).turn()
  const [{ query, body }] = robot.heard as [(typeof robot.heard)[0]]
  expect(query.get('timestamp')).toBe(String(NOW))
  expect(query.get('sign')).toBe(createHmac('sha256', SIGN).update(`${NOW}\n${SIGN}`).digest('base64'))
  expect([query.get('key'), body]).toEqual(['token', { msgtype: 'text', text: { content: TEXT } }])
})

test('[ALW1] 飞书: signed in the body, over nothing, by seconds and word', async () => {
  robot.answer = { status: 200, body: '{"code":0,"msg":"success","data":{}}' }
  robot.queue()
  await robot.sendingTo([channel('feishu', 'SIGN')]).turn()
  const timestamp = String(NOW / 1000)
  expect(robot.heard[0]?.body).toEqual({
    timestamp,
    sign: createHmac('sha256', `${timestamp}\n${SIGN}`).update('').digest('base64'),
    msg_type: 'text',
    content: { text: TEXT },
  })
  expect(robot.standing()).toEqual([{ state: 'sent', tries: 1, why: '' }])
  // As older robots answer.
  robot.answer = { status: 200, body: '{"StatusCode":0,"StatusMessage":"success"}' }
  robot.queue('a-2')
  await robot.sendingTo([channel('feishu')]).turn()
  expect(robot.standing()[0]?.state).toBe('sent')
  expect(robot.heard[1]?.body['sign']).toBeUndefined()
})

test('[ALW1] CloudEvents: structured, with an id that is the same however often it is sent', async () => {
  robot.answer = { status: 202, body: '' }
  robot.queue()
  await robot.sendingTo([channel('cloudevents', 'SIGN')]).turn()
  const [{ headers, body, raw }] = robot.heard as [(typeof robot.heard)[0]]
  expect(headers['content-type']).toBe('application/cloudevents+json; charset=utf-8')
  expect(headers['x-signature']).toBe(`sha256=${createHmac('sha256', SIGN).update(raw).digest('hex')}`)
  expect(body).toMatchObject({
    ...{ specversion: '1.0', id: 'a-1/raised', type: 'liaowang.alert.raised', subject: 'a-1' },
    ...{ source: 'urn:liaowang:alerts', datacontenttype: 'application/json' },
    data: { title: '【II级告警】燃气压力越限', severity: 2 },
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
  robot.answer = { status: 200, body }
  robot.queue()
  await robot.sendingTo([channel(form)]).turn()
  expect(robot.standing()).toEqual([{ state, tries: 1, why }])
})

test.each([
  [503, 'waiting'],
  [429, 'waiting'],
  [400, 'dead'],
  [302, 'dead'],
] as const)('[ALW2] HTTP %i: %s, and no redirect is followed', async (status, state) => {
  robot.answer = { status, body: '', headers: { location: `http://${robot.place}/elsewhere` } }
  robot.queue()
  await robot.sendingTo([channel('cloudevents')]).turn()
  expect(robot.standing()).toEqual([{ state, tries: 1, why: `HTTP ${status}` }])
  expect(robot.heard).toHaveLength(1)
})
