import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expectNobody, expectReasons, expectUnharmed } from './aftermath.ts'
import { peakMegabytes, startHostileCity, type HostileCity } from './hostile-city.ts'
import { batch, event, IDENTITY, order, post, STRUCTURED, TELEPHONE, type Posting } from './pushes.ts'

let city: HostileCity
beforeAll(async () => {
  city = await startHostileCity([{ id: 'hotline', of: 'hotline', settings: {} }])
})
afterAll(() => city.stop())

interface Push {
  readonly name: string
  readonly body: string | Buffer
  readonly posting?: Posting
  readonly accepted?: number
  readonly quarantined?: number
  /** Of the newest in quarantine. */
  readonly reason?: RegExp
}

const MB = 2 ** 20
const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
const withText = (from: string, to: string) => batch().replace(from, to)

const JSON_PUSHES: readonly Push[] = [
  { name: 'nested 100 000 deep', body: deep(100_000), quarantined: 1, reason: /nested deeper than 32/ },
  {
    name: 'an event with something deep in it',
    body: withText('"咨询"', deep(40)),
    quarantined: 1,
    reason: /nested deeper/,
  },
  {
    name: 'a number beyond all',
    body: withText('"version":1', '"version":1e999'),
    quarantined: 1,
    reason: /identifier/,
  },
  {
    name: 'an id as a number with too many digits',
    body: JSON.stringify([event(order({ orderNo: 'N' }))]).replace('"N"', '12345678901234567890'),
    quarantined: 1,
    reason: /not an identifier/,
  },
  {
    name: 'a negative version',
    body: withText('"version":1', '"version":-5'),
    quarantined: 1,
    reason: /whole number/,
  },
  {
    name: 'names that reach a prototype',
    body: withText(
      '"version"',
      '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"version"',
    ),
    accepted: 1,
  },
  {
    name: 'the same name twice: the later one counts',
    body: withText('"version":1', '"version":1,"version":2'),
    accepted: 1,
  },
  {
    name: 'bytes that are no UTF-8',
    body: Buffer.from([0x5b, 0x22, 0xff, 0xfe, 0x22, 0x5d]),
    quarantined: 1,
    reason: /UTF-8/,
  },
  { name: 'half a sign in a text', body: batch({ description: 'a\ud800b' }), accepted: 1 },
  {
    name: 'half a sign in an id',
    body: batch({ orderNo: 'a\ud800' }),
    quarantined: 1,
    reason: /not an identifier/,
  },
  { name: 'NUL in an id', body: batch({ orderNo: 'a\u0000b' }), quarantined: 1, reason: /not an identifier/ },
  { name: 'NUL in a text', body: batch({ description: 'a\u0000b' }), accepted: 1 },
  { name: 'a text of 4.9 MB', body: batch({ description: '1'.repeat(4_900_000) }), accepted: 1 },
  {
    name: 'a name of 4.9 MB',
    body: JSON.stringify([event({ ['k'.repeat(4_900_000)]: 1 })]),
    quarantined: 1,
    reason: /no value/,
  },
  {
    name: 'ninety thousand nothings',
    body: `[${'null,'.repeat(90_000)}null]`,
    quarantined: 90_001,
    reason: /89002 more records/,
  },
  {
    name: 'more values than may be',
    body: `[${'0,'.repeat(200_000)}0]`,
    quarantined: 1,
    reason: /more than 100000 values/,
  },
  { name: 'no JSON', body: `{"phone":${TELEPHONE}x`, quarantined: 1, reason: /not JSON/ },
  { name: 'nothing', body: '', quarantined: 1, reason: /not JSON/ },
  { name: 'a batch that is no list', body: '{}', quarantined: 1, reason: /must be a JSON array/ },
]

const EVENT_PUSHES: readonly Push[] = [
  {
    name: 'XML',
    body: `<a>${TELEPHONE}</a>`,
    posting: { type: 'text/xml' },
    quarantined: 1,
    reason: /specversion/,
  },
  {
    name: 'no type at all',
    body: '[]',
    posting: { headers: { 'content-type': undefined } },
    quarantined: 1,
    reason: /specversion/,
  },
  {
    name: 'an event without id',
    body: batch({}, { id: undefined }),
    quarantined: 1,
    reason: /"id" is missing/,
  },
  {
    name: 'attributes of other types',
    body: batch({}, { source: 5, type: [] }),
    quarantined: 1,
    reason: /"source" is missing/,
  },
  { name: 'another version', body: batch({}, { specversion: '2.0' }), quarantined: 1, reason: /specversion/ },
  {
    name: 'an id of 100 KB',
    body: batch({}, { id: 'x'.repeat(100_000) }),
    quarantined: 1,
    reason: /"id" is longer/,
  },
  {
    name: 'data as base64',
    body: batch({}, { data: undefined, data_base64: 'e30=' }),
    quarantined: 1,
    reason: /data_base64/,
  },
  { name: 'no data', body: batch({}, { data: undefined }), quarantined: 1, reason: /not an object/ },
  {
    name: 'a batch in the type of one event',
    body: '[]',
    posting: { type: STRUCTURED },
    quarantined: 1,
    reason: /must be a JSON object/,
  },
  {
    name: 'one good among bad ones',
    body: JSON.stringify([7, event(order()), event('text'), event(null)]),
    accepted: 1,
    quarantined: 3,
  },
  {
    name: 'a step and a time that are none',
    body: batch({ history: [{ status: TELEPHONE, at: 'never' }] }),
    quarantined: 1,
    reason: /not a time: “never”/,
  },
  {
    name: 'a time in the year 9999',
    body: batch({ receivedAt: '9999-12-31T00:00:00Z' }),
    quarantined: 1,
    reason: /impossible time/,
  },
  {
    name: 'a time in the year 0',
    body: batch({ receivedAt: '0000-01-01T00:00:00Z' }),
    quarantined: 1,
    reason: /time/,
  },
]

const PEOPLE: readonly Push[] = [
  {
    name: 'somebody in every text',
    body: batch({
      title: `来电${TELEPHONE}`,
      description: `联系人张三丰,电话${TELEPHONE},身份证${IDENTITY}`,
      address: `${TELEPHONE}旁`,
      department: { name: `找${TELEPHONE}` },
      category: { name: `甲/${IDENTITY}` },
    }),
    accepted: 1,
  },
  {
    name: 'somebody as the name of a field',
    body: JSON.stringify([event({ [TELEPHONE]: 1, [`x${IDENTITY}`]: 2 })]),
    quarantined: 1,
  },
  {
    name: 'somebody in what is refused',
    body: batch({ orderNo: null, 联系人: '张三丰', 电话: Number(TELEPHONE) }),
    quarantined: 1,
  },
  { name: 'somebody as an attribute', body: batch({}, { specversion: TELEPHONE }), quarantined: 1 },
]

describe('pushes that a good sender would not send', () => {
  test.each([...JSON_PUSHES, ...EVENT_PUSHES, ...PEOPLE])(
    '[HOS1] (T-JSON-01) $name',
    async ({ body, posting, accepted = 0, quarantined = 0, reason }) => {
      const answer = await post(city.address, body, posting)
      expect(answer).toMatchObject({ status: 200, body: { accepted, quarantined, duplicate: 0, refused: 0 } })
      if (reason !== undefined) expect((await city.refused('hotline'))[0]?.reason).toMatch(reason)
      await expectUnharmed(city, ['hotline'])
    },
  )

  test('[HOS1] what is larger than a body may be is answered so, whether it says it or not', async () => {
    const before = await city.counts('hotline')
    const large = Buffer.alloc(6 * MB, 0x20)
    expect((await post(city.address, large)).status).toBe(413)
    expect(await city.counts('hotline')).toEqual(before)
    await expectUnharmed(city, ['hotline'])
  })
})

describe('senders who are none', () => {
  const FORGED: readonly (readonly [name: string, posting: Posting])[] = [
    ['another secret', { secret: 'other' }],
    ['no signature', { headers: { 'webhook-signature': undefined } }],
    ['an empty signature', { headers: { 'webhook-signature': 'v1,' } }],
    ['another scheme', { headers: { 'webhook-signature': 'v2,AAAA' } }],
    ['a thousand signatures', { headers: { 'webhook-signature': 'v1,AAAA '.repeat(1_000) } }],
    ['no id', { headers: { 'webhook-id': undefined } }],
    ['an id of 10 KB', { id: 'x'.repeat(10_000) }],
    ['a time that is none', { headers: { 'webhook-timestamp': 'now' } }],
    ['an hour ago', { aheadSeconds: -3_600 }],
    ['an hour ahead', { aheadSeconds: 3_600 }],
  ]

  test.each(FORGED)('[HOS2] (A22, T-HOOK-01) %s', async (_name, posting) => {
    const before = await city.counts('hotline')
    const answer = await post(city.address, batch(), posting)
    expect(answer.status).toBe(401)
    expect(answer.body['error']).toMatch(/\S+ \S+/)
    expect(await city.counts('hotline')).toEqual(before)
    await expectUnharmed(city, ['hotline'])
  })

  test('[HOS2] (A22, T-HOOK-01) what was recorded and is sent again adds nothing', async () => {
    const id = randomUUID()
    const body = batch()
    expect(await post(city.address, body, { id })).toMatchObject({ status: 200, body: { accepted: 1 } })
    expect((await post(city.address, batch(), { id })).status).toBe(401)
    expect(await post(city.address, body, { id })).toMatchObject({ status: 200, body: { duplicate: 1 } })
    await expectUnharmed(city, ['hotline'])
  })

  test('[HOS3] (T-HOOK-02) thirty large bodies at once are taken or sent away, and memory stays bounded', async () => {
    const body = Buffer.alloc(4.9 * MB, 0x78)
    const answers = await Promise.all(
      Array.from({ length: 30 }, () =>
        post(city.address, body).then(
          ({ status }) => status,
          // Cut off while it was still sending: it was told, and did not read.
          () => 503,
        ),
      ),
    )
    expect(new Set(answers).isSubsetOf(new Set([200, 503]))).toBe(true)
    expect(answers).toContain(200)
    await expectUnharmed(city, ['hotline'])
    expect(peakMegabytes(city.server)).toBeLessThan(600)
  })
})

test('[HOS4] after all of it every refusal says whose fault it is, and nobody can be found in what was written', async () => {
  await expectReasons(city, ['hotline'])
  expectNobody(city)
  const { received, quarantined } = await city.counts('hotline')
  expect(quarantined).toBeGreaterThan(90_000)
  expect(received).toBeGreaterThan(quarantined + 60)
  expect(peakMegabytes(city.server)).toBeLessThan(600)
})
