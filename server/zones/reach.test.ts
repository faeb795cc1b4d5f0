import type { LookupAddress } from 'node:dns'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { FeedError } from '../connectors/connector.ts'
import { Names } from './names.ts'
import { isNever, ownAddresses } from './never.ts'
import { createReach, type Reach } from './reach.ts'
import { hostOf, portsOf, targetOf } from './zone.ts'

const v4 = (...addresses: string[]): LookupAddress[] => addresses.map(address => ({ address, family: 4 }))

const NAMES: Record<string, readonly LookupAddress[]> = {
  'api.example': v4('10.20.3.4'),
  'both.example': v4('10.20.3.4', '10.20.3.5'),
  'half.example': v4('10.20.3.4', '127.0.0.1'),
  localhost: v4('127.0.0.1'),
  'inner.example': v4('127.0.0.1'),
  'xn--fiq228c.example': v4('10.20.3.9'),
  'meta.example': v4('169.254.169.254'),
}

function reaching(zones: readonly (readonly [target: string, ports: string])[], announced: string[] = []) {
  const asked: string[] = []
  const reach = createReach({
    zones: () => zones.map(([target, ports], id) => ({ id, title: 't', target, ports })),
    names: {
      resolve: async name => {
        asked.push(name)
        const found = NAMES[name]
        if (found === undefined) throw Object.assign(new Error('no'), { code: 'ENOTFOUND' })
        return found
      },
    },
    ownAddresses: () => new Set(['10.20.9.9', 'fd00:20::9']),
    announced: new Set(announced),
  })
  return { reach, asked }
}

/** Where the connection goes; what was said where it goes nowhere. */
async function goes(reach: Reach, host: string, port: number): Promise<string> {
  try {
    const lookup = promisify(await reach(host, port)) as unknown as (
      host: string,
      options: object,
    ) => Promise<LookupAddress[]>
    return (await lookup('whatever', { all: true })).map(({ address }) => address).join(' ')
  } catch (error) {
    if (error instanceof FeedError) return error.fault
    throw error
  }
}

const WIDE = [
  ['0.0.0.0/0', '1-65535'],
  ['::/0', '1-65535'],
  ['localhost', '1-65535'],
  ['inner.example', '1-65535'],
  ['meta.example', '1-65535'],
] as const

/** All of them mean a place where no feed goes, in every spelling that some resolver or library takes for it. */
const ODD = [
  ...[
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '0x7f000001',
    '0x7f.0.0.1',
    '2130706433',
    '017700000001',
    '0177.0.0.1',
  ],
  ...['127.0.0.1.', '１２７.０.０.１', '127。0。0。1', '⑫7.0.0.1', '127.255.255.254', '0.0.0.0', '0'],
  ...['::1', '[::1]', '::', '[::]', '0:0:0:0:0:0:0:1', '::ffff:127.0.0.1', '[::ffff:7f00:1]', '::127.0.0.1'],
  ...['64:ff9b::7f00:1', '2002:7f00:1::', '::ffff:169.254.169.254', '64:ff9b::a9fe:a9fe', 'fe80::1%eth0'],
  ...['169.254.169.254', '0xa9fea9fe', '2852039166', '100.100.100.200', 'fd00:ec2::254', '192.0.0.192'],
  ...['224.0.0.1', '255.255.255.255', 'ff02::1', '10.20.9.9', 'fd00:20::9', '::ffff:10.20.9.9'],
  ...['inner.example', 'INNER.example.', 'meta.example', 'half.example'],
  ...[
    '/var/run/postgresql',
    '\\\\.\\pipe\\x',
    'a b',
    'x@127.0.0.1',
    'api.example@127.0.0.1',
    'api.example:80',
    '',
  ],
  ...['api.example/', 'api.example#', 'api.example\t.evil', '%31%32%37.0.0.1', '-', '.', '..', 'a..b'],
]

describe('where feeds may connect to', () => {
  test('[ZON1] (T-SSRF-01) without a zone nowhere, and the report says who allows it', async () => {
    const { reach, asked } = reaching([])
    for (const host of ['10.20.3.4', 'api.example', '127.0.0.1'])
      expect(await goes(reach, host, 80)).toBe('zone')
    await expect(reach('api.example', 80)).rejects.toThrow(/api\.example port 80.*安全管理员/)
    expect(asked).toEqual([])
  })

  test('[ZON2] (T-SSRF-01) a range opens its addresses on its ports, a name opens its host', async () => {
    const { reach } = reaching([
      ['10.20.0.0/16', '80,8000-8002'],
      ['fd00:20::/32', '80'],
      ['api.example', '443'],
      ['xn--fiq228c.example', '443'],
    ])
    const cases: readonly (readonly [host: string, port: number, goes: string])[] = [
      ['10.20.3.4', 80, '10.20.3.4'],
      ['10.20.3.4', 8001, '10.20.3.4'],
      ['::ffff:10.20.3.4', 80, '10.20.3.4'],
      ['0x0a140304', 80, '10.20.3.4'],
      ['[fd00:20::1]', 80, 'fd00:20::1'],
      ['both.example', 80, '10.20.3.4 10.20.3.5'],
      ['api.example', 443, '10.20.3.4'],
      ['API.example.', 443, '10.20.3.4'],
      ['中文.example', 443, '10.20.3.9'],
      ['10.20.3.4', 443, 'zone'],
      ['10.20.3.4', 8003, 'zone'],
      ['10.21.3.4', 80, 'zone'],
      ['fd00:21::1', 80, 'zone'],
      ['both.example', 443, 'zone'],
      ['sub.api.example', 443, 'zone'],
      ['unknown.example', 80, 'unreachable'],
    ]
    for (const [host, port, where] of cases)
      expect(await goes(reach, host, port), `${host} ${port}`).toBe(where)
  })

  test.each(ODD)('[ZON3] (T-SSRF-01) %s is reached by no zone', async host => {
    expect(await goes(reaching(WIDE).reach, host, 80)).toBe('zone')
  })

  test('[ZON3] this machine knows its own addresses, and an address that is none is never', () => {
    expect(ownAddresses().has('127.0.0.1')).toBe(true)
    expect(isNever('10.0.0.1', new Set())).toBe(false)
    expect(isNever('nothing', new Set())).toBe(true)
  })

  test('[ZON4] (T-SSRF-02) a name is judged by all its addresses, and leads where it led then', async () => {
    const { reach, asked } = reaching([['10.20.0.0/16', '443']])
    expect(await goes(reach, 'both.example', 443)).toBe('10.20.3.4 10.20.3.5')
    expect(await goes(reach, 'half.example', 443)).toBe('zone')
    asked.length = 0
    const lookup = await reach('api.example', 443)
    // Rebinding: what is said from now on leads inside, and nobody asks.
    NAMES['api.example'] = v4('127.0.0.1')
    try {
      const answers: unknown[] = []
      for (const all of [true, false])
        lookup('api.example', { all }, (_error, found) =>
          answers.push(typeof found === 'string' ? found : found[0]?.address),
        )
      expect([answers, asked]).toEqual([['10.20.3.4', '10.20.3.4'], ['api.example']])
      expect(await goes(reach, 'api.example', 443)).toBe('zone')
    } finally {
      NAMES['api.example'] = v4('10.20.3.4')
    }
  })

  test('[ZON5] (T-SSRF-03) an open port, a closed one and a name that leads inside are refused in the same words', async () => {
    const { reach } = reaching(WIDE)
    const said = async (host: string, port: number) =>
      reach(host, port).then(
        () => 'reached',
        (error: Error) => error.message.replace(host, 'HOST').replace(String(port), 'PORT'),
      )
    const words = await said('127.0.0.1', 22)
    expect(words).toContain('no zone lets feeds connect to HOST port PORT')
    for (const [host, port] of [
      ['127.0.0.1', 1],
      ['inner.example', 22],
      ['169.254.169.254', 80],
    ] as const)
      expect(await said(host, port)).toBe(words)
  })

  test('[ZON6] exactly what the pretend city announces is reached, and nothing beside it', async () => {
    const { reach } = reaching(WIDE, ['127.0.0.1:4101'])
    expect(await goes(reach, '127.0.0.1', 4101)).toBe('127.0.0.1')
    for (const [host, port] of [
      ['127.0.0.1', 4102],
      ['127.0.0.2', 4101],
      ['inner.example', 4101],
      ['localhost', 4101],
    ] as const)
      expect(await goes(reach, host, port)).toBe('zone')
  })
})

describe('names', () => {
  function asking() {
    const said: string[] = []
    let answer: () => Promise<readonly LookupAddress[]> = async () => v4('10.0.0.1')
    let asked = 0
    const names = new Names({
      lookup: () => (asked++, answer()),
      say: (level, message) => said.push(`${level} ${message}`),
    })
    const failing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }))
    return { names, said, asked: () => asked, now: (next: typeof answer) => void (answer = next), failing }
  }

  test('[ZON8] (F-50) while nobody answers the last address is used, and it is said once', async () => {
    const { names, said, now, failing } = asking()
    now(failing('EAI_AGAIN'))
    await expect(names.resolve('a')).rejects.toThrow('EAI_AGAIN')
    now(async () => v4('10.0.0.1'))
    await names.resolve('a')
    now(failing('EAI_AGAIN'))
    for (let i = 0; i < 3; i++) expect(await names.resolve('a')).toEqual(v4('10.0.0.1'))
    expect(said).toEqual([expect.stringMatching(/^warn nobody answers for "a" now/)])
    now(async () => v4('10.0.0.2'))
    expect(await names.resolve('a')).toEqual(v4('10.0.0.2'))
    expect(said).toHaveLength(2)
    now(failing('ENOTFOUND'))
    await expect(names.resolve('a')).rejects.toThrow('ENOTFOUND')
    now(failing('EAI_AGAIN'))
    await expect(names.resolve('a')).rejects.toThrow('EAI_AGAIN')
  })

  test('[ZON8] however many feeds ask, a name is asked for once at a time and two names at once', async () => {
    const { names, asked, now } = asking()
    const answers: ((found: readonly LookupAddress[]) => void)[] = []
    now(() => new Promise(resolve => answers.push(resolve)))
    const all = ['a', 'a', 'b', 'c', 'd'].map(name => names.resolve(name))
    expect(asked()).toBe(2)
    for (let i = 0; i < 4; i++) {
      answers[i]?.(v4('10.0.0.1'))
      await all[i === 0 ? 0 : i + 1]
      await Promise.resolve()
    }
    expect((await Promise.all(all)).length).toBe(5)
    expect(asked()).toBe(4)
  })
})

test('[ZON7] what is no target and no port is refused when it is set', () => {
  for (const text of ['10.20.0.0/16', '10.20.3.4', 'fd00:20::/32', 'api.example', 'a'])
    expect(targetOf(text), text).toBe(text)
  expect(targetOf('API.Example.')).toBe('api.example')
  for (const text of ['', '*', '*.example', '10.20.0.0/33', 'http://x', 'a b', '127.1', '0x7f000001', '99'])
    expect(targetOf(text), text).toBeNull()
  expect(portsOf('80, 443,8000-8099')).toEqual([
    [80, 80],
    [443, 443],
    [8000, 8099],
  ])
  for (const text of ['', '0', '65536', '9-8', 'a', '80;443', '80,', '-1'])
    expect(portsOf(text), text).toBeNull()
  expect(hostOf('[::1]')).toBe('::1')
})
