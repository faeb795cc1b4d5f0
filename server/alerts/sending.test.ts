import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openReach } from '../connectors/feed-for-tests.ts'
import { FeedError } from '../connectors/connector.ts'
import { SecretsError } from '../secrets/key-ring.ts'
import { createPost, type Post } from './post.ts'
import { channel, NOW, OTHER, Robot } from './robot.fixture.ts'
import { Sending } from './sending.ts'

let robot: Robot
beforeEach(async () => {
  robot = await new Robot().open()
})
afterEach(() => robot.close())

test('[ALW3] it is tried again, later and later, as often as it may help, and then it is dead', async () => {
  robot.answer = { status: 500, body: '' }
  robot.queue()
  const waits: number[] = []
  const sending = robot.sendingTo([channel('cloudevents')])
  for (let tries = 0; tries < 10; tries++) {
    await sending.turn()
    const [{ nextAt, state }] = robot.deliveries.newest() as unknown as [{ nextAt: number; state: string }]
    if (state !== 'waiting') break
    waits.push(nextAt - robot.now)
    await sending.turn()
    robot.now = nextAt
  }
  expect(robot.standing()).toEqual([{ state: 'dead', tries: 10, why: 'HTTP 500' }])
  expect(robot.heard).toHaveLength(10)
  expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512].map(seconds => seconds * 1000))
})

test('[ALW3] whoever says when to come back is asked no sooner', async () => {
  robot.answer = { status: 429, body: '', headers: { 'retry-after': '120' } }
  robot.queue()
  await robot.sendingTo([channel('cloudevents')]).turn()
  expect(robot.deliveries.newest()[0]?.nextAt).toBe(NOW + 120_000)
})

test('[ALW4] what comes later does not overtake, and other channels do not wait', async () => {
  const sending = robot.sendingTo([channel('cloudevents'), OTHER])
  robot.answer = { status: 500, body: '' }
  robot.queue('a-1', 'raised')
  await sending.turn()
  robot.queue('a-1', 'cleared')
  robot.queue('a-1', 'raised', 'other')
  robot.answer = { status: 200, body: '' }
  await sending.turn()
  expect(robot.heard.map(({ path, body }) => `${path} ${body['id'] as string}`)).toEqual([
    '/send a-1/raised',
    '/other a-1/raised',
  ])
  robot.now += 5_000
  await sending.turn()
  expect(robot.heard.slice(2).map(({ body }) => body['id'])).toEqual(['a-1/raised', 'a-1/cleared'])
})

test('[ALW4] however much waits for a channel that rests, others are sent to', async () => {
  const sending = robot.sendingTo([channel('cloudevents'), OTHER])
  for (let n = 0; n < 600; n++) robot.queue(`a-${n}`)
  robot.answer = { status: 500, body: '' }
  await sending.turn()
  robot.queue('fire', 'raised', 'other')
  robot.answer = { status: 200, body: '' }
  await sending.turn()
  expect(robot.heard.slice(1).map(({ path, body }) => `${path} ${body['id'] as string}`)).toEqual([
    '/other fire/raised',
  ])
})

test('[ALW5] a robot gets no more in a minute than it takes; the rest follows', async () => {
  const sending = robot.sendingTo([channel('wecom')])
  for (let n = 0; n < 25; n++) robot.queue(`a-${n}`)
  await sending.turn()
  await sending.turn()
  expect(robot.heard).toHaveLength(20)
  robot.now += 60_000
  await sending.turn()
  expect(robot.heard).toHaveLength(25)
})

test.each([24 * 3_600_000, -24 * 3_600_000])(
  '[ALW8] (F-47) the clock is set by %i ms: what waits rests as long as before, and what is new is sent at once',
  async step => {
    const sending = robot.sendingTo([channel('cloudevents'), OTHER])
    robot.answer = { status: 500, body: '' }
    robot.queue('a-1')
    robot.queue('b-1', 'raised', 'other')
    await sending.turn()
    robot.queue('a-2')
    robot.queue('c-1', 'cleared', 'other')
    robot.setBy = step
    robot.answer = { status: 200, body: '' }
    robot.now += 1_999
    await sending.turn()
    expect(robot.heard).toHaveLength(2)
    robot.now += 1
    await sending.turn()
    expect(
      robot.heard
        .slice(2)
        .map(({ path, body }) => `${path} ${body['id'] as string}`)
        .sort(),
    ).toEqual([...['/other b-1/raised', '/other c-1/cleared', '/send a-1/raised', '/send a-2/raised']])
  },
)

test('[ALW8] (F-47) the clock is set back: what was queued just before is sent, and so is what failed before a start', async () => {
  robot.answer = { status: 500, body: '' }
  robot.queue('a-1')
  await robot.sendingTo([channel('cloudevents')]).turn()
  robot.queue('b-1', 'raised', 'other')
  robot.answer = { status: 200, body: '' }
  robot.setBy = -24 * 3_600_000
  await robot.sendingTo([channel('cloudevents'), OTHER]).turn()
  expect(robot.standing().map(({ state }) => state)).toEqual(['sent', 'sent'])
})

test('[ALW8] a rest of before a start is kept', async () => {
  robot.answer = { status: 429, body: '', headers: { 'retry-after': '3600' } }
  robot.queue('a-1')
  await robot.sendingTo([channel('cloudevents')]).turn()
  const later = robot.sendingTo([channel('cloudevents')])
  robot.now += 3_599_999
  await later.turn()
  expect(robot.heard).toHaveLength(1)
  robot.now += 1
  await later.turn()
  expect(robot.heard).toHaveLength(2)
})

test('[ALW5] [ALW8] (F-47) the clock is set back: a robot’s share of a minute is back after a minute', async () => {
  const sending = robot.sendingTo([channel('wecom')])
  for (let n = 0; n < 25; n++) robot.queue(`a-${n}`)
  await sending.turn()
  robot.setBy = -24 * 3_600_000
  robot.now += 60_000
  await sending.turn()
  expect(robot.heard).toHaveLength(25)
})

test('[ALW6] the same is queued once, and what waits is there after a start', async () => {
  expect([robot.queue(), robot.queue(), robot.queue('a-1', 'cleared')]).toEqual([true, false, true])
  const broken: Post = () => Promise.reject(new Error('cut'))
  const dying = robot.sendingTo([channel('wecom')], {}, broken)
  dying.stop()
  await dying.turn()
  expect(robot.standing().map(({ state, tries }) => [state, tries])).toEqual([
    ['waiting', 0],
    ['waiting', 0],
  ])
  await robot.sendingTo([channel('wecom')]).turn()
  expect(robot.heard).toHaveLength(2)
})

test('[ALW6] of what is open it is remembered who heard of it; what is over is forgotten in its time', async () => {
  robot.queue('long')
  const sending = robot.sendingTo([channel('cloudevents')], {}, () =>
    Promise.resolve({ status: 200, body: '', retryAfterMs: null }),
  )
  await sending.turn()
  for (let n = 0; n < 1_010; n++) {
    robot.queue(`a-${n}`)
    robot.queue(`a-${n}`, 'cleared')
  }
  for (let minute = 0; robot.deliveries.due(() => false).length > 0; minute++) {
    robot.now += 60_000
    await sending.turn()
  }
  expect(robot.deliveries.toldOf('a-0')).toEqual([])
  expect(robot.deliveries.toldOf('a-1009')).toEqual(['duty'])
  expect(robot.deliveries.toldOf('long')).toEqual(['duty'])
  expect(robot.deliveries.unfinished()).toEqual(['long'])
  expect(robot.queue('long')).toBe(false)
})

test('[ALW6] what was sent and could not be noted is noted later, and not sent again for that', async () => {
  robot.queue()
  const sending = robot.sendingTo([channel('wecom')])
  const full = vi.spyOn(robot.deliveries, 'sent').mockImplementation(() => {
    throw new Error('database or disk is full')
  })
  await expect(sending.turn()).rejects.toThrow('disk is full')
  await expect(sending.turn()).rejects.toThrow('disk is full')
  full.mockRestore()
  await sending.turn()
  expect(robot.standing()).toEqual([{ state: 'sent', tries: 1, why: '' }])
  expect(robot.heard).toHaveLength(1)
})

test('[ALW4] where one cannot be sent to or noted, the turn ends when the others are done', async () => {
  const secret = (name: string) => {
    if (name !== 'OTHER') throw new SecretsError(`"${name}" cannot be opened: /keys/city is damaged`)
    return `http://${robot.place}/other`
  }
  const sending = new Sending({
    ...{
      deliveries: robot.deliveries,
      channels: () => [channel('cloudevents'), OTHER],
      now: () => robot.now,
      elapsed: () => robot.now,
      random: () => 1,
    },
    ...{ post: createPost(openReach), secret, mayBePlain: () => true },
  })
  robot.queue('a-1')
  robot.queue('a-1', 'raised', 'other')
  await sending.turn()
  expect(robot.standing()).toEqual([
    { state: 'sent', tries: 1, why: '' },
    { state: 'waiting', tries: 1, why: 'a secret of this channel cannot be opened; set it anew' },
  ])
  robot.now += 60_000
  robot.queue('a-2', 'raised', 'other')
  vi.spyOn(robot.deliveries, 'again').mockImplementation(() => {
    throw new Error('database or disk is full')
  })
  await expect(sending.turn()).rejects.toThrow('disk is full')
  expect(robot.heard.map(({ body }) => body['id'])).toEqual(['a-1/raised', 'a-2/raised'])
  expect(robot.standing()[0]?.state).toBe('sent')
})

test('[ALW7] (T-SSRF-01, T-SEC-02) it goes where zones let it, by TLS, and the address is told to nobody', async () => {
  const refuse = createPost(() =>
    Promise.reject(new FeedError('no zone lets feeds connect', { blame: 'config', retry: true })),
  )
  robot.queue()
  await robot.sendingTo([channel('wecom')], {}, refuse).turn()
  expect(robot.standing()[0]).toMatchObject({ state: 'waiting', why: 'no zone lets feeds connect' })
  const faults: string[] = []
  const secrets = [
    'http://10.0.0.9/send?key=token',
    'https://anna:word@robot.example/send',
    'nonsense token',
    '',
  ]
  for (const [n, address] of secrets.entries()) {
    robot.now += 3_600_000
    robot.queue(`b-${n}`)
    await robot.sendingTo([channel('wecom')], { ADDRESS: address }).turn()
    faults.push(robot.deliveries.newest()[0]?.why ?? '')
  }
  expect(faults).toEqual([
    'the address in ADDRESS must begin with https',
    'the secret ADDRESS is no address',
    'the secret ADDRESS is no address',
    'the secret ADDRESS is not set',
  ])
  robot.queue('c-1')
  await robot.sendingTo([channel('dingtalk', 'NOT_SET')]).turn()
  expect(robot.standing()[0]).toMatchObject({ state: 'dead', why: 'the secret NOT_SET is not set' })
  robot.queue('c-2', 'raised', 'gone')
  await robot.sendingTo([channel('wecom')]).turn()
  expect(robot.standing()[0]).toMatchObject({ state: 'dead', why: 'there is no such channel any more' })
  await robot.close()
  expect(JSON.stringify(robot.deliveries.newest())).not.toContain('token')
  expect(robot.heard).toEqual([])
})

test('[ALW2] a robot that is away, or says too much, is tried again without a word of its address', async () => {
  robot.answer = { status: 200, body: 'x'.repeat(20_000) }
  robot.queue()
  await robot.sendingTo([channel('wecom')]).turn()
  expect(robot.standing()[0]?.why).toBe('the answer is too long')
  const { place } = robot
  await robot.close()
  robot.now += 3_600_000
  const away = new Sending({
    ...{
      deliveries: robot.deliveries,
      channels: () => [channel('wecom')],
      now: () => robot.now,
      elapsed: () => robot.now,
      post: createPost(openReach),
    },
    ...{ secret: () => `http://${place}/send?key=token`, mayBePlain: () => true },
  })
  await away.turn()
  expect(robot.standing()[0]).toMatchObject({ state: 'waiting', why: 'no connection (ECONNREFUSED)' })
})
