import { expect, test } from 'vitest'
import { DEFAULT_POLICY, LONGEST_PASSWORD, type Policy } from '../../../shared/people/policy.ts'
import { openTrust } from '../../trust/database.ts'
import { createBuckets } from '../buckets.ts'
import { tokenIn } from '../../access/cookies.ts'
import { PEOPLE_TABLES } from '../tables.ts'
import { createHashing } from './hashing.ts'
import { createPasswords } from './passwords.ts'
import { createPool, PoolFull } from './pool.ts'
import { passwordFault } from './rules.ts'
import { weakPasswords } from './weak.ts'

const weak = weakPasswords()
const words = ['liaowang', 'liaoyang', '瞭望', '辽阳', '住建局']
const judge = (password: string, policy: Partial<Policy> = {}, account = 'zhang.gong') =>
  passwordFault(password, { ...DEFAULT_POLICY, ...policy }, { account, words, weak })
const light = { memoryKiB: 64, passes: 1 }
const open = () => createPool({ atOnce: 2, most: 4 })
const asking = { known: false }

test('[PPL9] dengbao: twelve characters of three classes', () => {
  const faults = [
    'Lantern-7',
    'lanternsatdusk',
    'lanterns-at-dusk',
    'lanterns7at8dusk',
    'Lanterns-at-dusk',
    '灯火-Lantern-晚上',
  ]
  expect(faults.map(each => judge(each))).toEqual([
    'passwordTooShort',
    'passwordClasses',
    'passwordClasses',
    'passwordClasses',
    null,
    null,
  ])
  expect(judge('Lan-tern7', { passwordLength: 8 })).toBeNull()
})

test('[PPL10] asvs: twelve characters, whatever they are', () => {
  const asvs = { profile: 'asvs', passwordLength: 8 } as const
  expect(
    ['elevenchars', 'quiet river under stones', '灯火阑珊处那人却在等候着'].map(each => judge(each, asvs)),
  ).toEqual(['passwordTooShort', null, null])
})

test('[PPL11] what everybody tries, keys in a row, and names of the house are refused under both', () => {
  const asWeak = [
    'Baseball@2026',
    'Qwertyuiop123!',
    '1qaz2wsx#EDC4rfv',
    'Aa1!Aa1!Aa1!Aa1!',
    'P@ssw0rd2026!!',
    'Abcdefg!1234567',
  ]
  const asNamed = [
    'Zhang.Gong-4711',
    'Liaoyang@City26',
    'L1a0wang!Center',
    '辽阳-Lantern-77',
    '住建局-Lantern-77',
  ]
  for (const profile of ['dengbao', 'asvs'] as const) {
    for (const password of asWeak)
      expect([password, judge(password, { profile })]).toEqual([password, 'passwordWeak'])
    for (const password of asNamed)
      expect([password, judge(password, { profile })]).toEqual([password, 'passwordContext'])
  }
  expect(judge('Baita-lantern-77', { words: ['baita'] })).toBe('passwordContext')
  expect(judge('Baita-lantern-77')).toBeNull()
  expect(weak.size).toBeGreaterThan(3_000 * 2)
})

test('[PPL11] up to 128 characters, and all of them count', async () => {
  const long = `Lantern-7${'灯火'.repeat(60)}`.slice(0, LONGEST_PASSWORD)
  expect([judge(long), judge(`${long}x`)]).toEqual([null, 'passwordTooLong'])
  const hashing = createHashing(open(), light)
  const hash = await hashing.hash(long, asking)
  expect(await hashing.verify(long, hash, asking)).toBe(true)
  expect(await hashing.verify(long.slice(0, -1), hash, asking)).toBe(false)
})

test('[PPL7] a password is argon2id with its cost beside it, another one each time, and is made anew at another cost', async () => {
  const hashing = createHashing(open())
  const [one, two] = [await hashing.hash('Lanterns-7', asking), await hashing.hash('Lanterns-7', asking)]
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  expect(one).not.toBe(two)
  expect([hashing.isCurrent(one), await hashing.verify('Lanterns-7', one, asking)]).toEqual([true, true])
  expect(await hashing.verify('Lanterns-8', one, asking)).toBe(false)

  const db = openTrust(':memory:', [PEOPLE_TABLES])
  db.exec("INSERT INTO people (id, account, title, created_at) VALUES (1, 'a', '', 0)")
  const parts = { db, policy: () => DEFAULT_POLICY, words: [], weak }
  const before = createPasswords({ ...parts, hashing: createHashing(open(), light) })
  before.keep(1, await before.hash('Lanterns-7', asking), 0)
  const kept = () => (db.prepare('SELECT hash FROM credentials').get() as { hash: string }).hash
  expect(kept()).toContain('m=64,t=1')
  const after = createPasswords({ ...parts, hashing })
  expect(await after.verify(1, 'wrong', asking)).toBe(false)
  expect(kept()).toContain('m=64,t=1')
  expect(await after.verify(1, 'Lanterns-7', asking)).toBe(true)
  expect(kept()).toContain('m=19456,t=2')
  expect(await after.verify(1, 'Lanterns-7', asking)).toBe(true)
  db.close()
})

test('[PPL8] (T-AUTH-01) where there is no password, the same work is done', async () => {
  const done: string[] = []
  const pool = open()
  const counting = {
    ...pool,
    run: <T>(work: () => Promise<T>, first: boolean) => (done.push('hash'), pool.run(work, first)),
  }
  const hashing = createHashing(counting, light)
  const hash = await hashing.hash('Lanterns-7', asking)
  done.length = 0
  expect(await hashing.verify('Lanterns-7', null, asking)).toBe(false)
  expect(done).toEqual(['hash'])
  expect(await hashing.verify('Lanterns-8', hash, asking)).toBe(false)
  expect(done).toEqual(['hash', 'hash'])
})

test('[PPL12] (T-AUTH-01) two at once, a bounded number waits, known devices go first and find room', async () => {
  const pool = createPool({ atOnce: 2, most: 3 })
  const order: string[] = []
  const free: (() => void)[] = []
  let running = 0
  let most = 0
  const ask = (name: string, known: boolean) =>
    pool.run(async () => {
      most = Math.max(most, ++running)
      await new Promise<void>(resolve => free.push(resolve))
      running--
      order.push(name)
    }, known)
  const all = ['a', 'b', 'c', 'd', 'e'].map(name => ask(name, false))
  await expect(ask('f', false)).rejects.toThrow(PoolFull)
  all.push(ask('mayor', true))
  expect(pool.waiting).toBe(4)
  while (order.length < 6) {
    free.splice(0, 1).forEach(go => go())
    await new Promise(resolve => setImmediate(resolve))
  }
  await Promise.all(all)
  expect([most, order]).toEqual([2, ['a', 'b', 'mayor', 'c', 'd', 'e']])
})

test('[PPL15] (T-V6) who has a v6 network has as many attempts as two addresses, a v4 neighbour has its own', () => {
  const buckets = createBuckets()
  const taken = (addresses: (i: number) => string) =>
    Array.from({ length: 100 }, (_, i) => buckets.take(addresses(i), 0)).filter(wait => wait === 0).length
  expect(taken(i => `2001:db8::${i.toString(16)}`)).toBe(60)
  expect(taken(i => `2001:db8:0:1::${i.toString(16)}`)).toBe(60)
  expect(taken(i => `10.0.0.${i}`)).toBe(100)
})

test('[PPL21] a cookie of our name is read once, and only as we write it', () => {
  const token = 'x'.repeat(43)
  expect(tokenIn(`a=b; liaowang=${token}; liaowang-device=c`, 'liaowang')).toBe(token)
  for (const header of [
    undefined,
    '',
    'liaowang=',
    `liaowang=${token}x`,
    `liaowang=${token}; liaowang=${token}`,
    `xliaowang=${token}`,
  ])
    expect(tokenIn(header, 'liaowang')).toBeNull()
})
