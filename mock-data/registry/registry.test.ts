import { afterAll, expect, test } from 'vitest'
import { cityForTests } from '../city-for-tests.ts'
import { enterpriseName } from '../enterprise/sessions.ts'
import { createGcprojModel } from '../gcproj/model.ts'
import { openSqlite } from '../sql/sqlite.ts'
import { certificatesAt } from './certificates.ts'
import { creditCodeOf } from './credit-code.ts'
import { creditsAt } from './credit.ts'
import { createRegister } from './entities.ts'
import { createRegistry } from './registry.ts'
import { TABLES } from './tables.ts'

const NOW = Date.parse('2026-11-24T10:24:00+08:00')
const city = cityForTests({ at: '2026-11-24T10:24:00+08:00' })
afterAll(() => city.remove())
const register = createRegister(city)
const entities = register.entities(NOW)

test('[REG1] whoever is named elsewhere is in the register once, by a code that no real enterprise can have', () => {
  const codes = new Set(entities.map(({ code }) => code))
  expect(codes.size).toBe(entities.length)
  for (const code of codes) expect(code).toMatch(/^91219999MA0[0-9A-HJ-NP-RTUW-Y]{7}$/)
  const owners = createGcprojModel(city)
    .projects(NOW)
    .map(({ owner }) => owner)
  const named = [...owners, ...Array.from({ length: 100 }, (_, i) => enterpriseName(i)), '演示企业化工08']
  expect(named.filter(name => !codes.has(creditCodeOf(name)))).toEqual([])
})

test('[REG1] [REG2] some have another name now, and of some not everything is known', () => {
  const share = (is: (entity: (typeof entities)[number]) => boolean) =>
    entities.filter(is).length / entities.length
  expect(share(({ formerName }) => formerName !== null)).toBeCloseTo(0.05, 1)
  for (const { name, formerName } of entities) expect(name).not.toBe(formerName)
  for (const missing of ['industry', 'scale', 'foundedAt'] as const) {
    expect(share(entity => entity[missing] === null)).toBeGreaterThan(0.02)
    expect(share(entity => entity[missing] === null)).toBeLessThan(0.2)
  }
})

test('[REG3] commitments are checked in time but for a few, and permits are renewed', () => {
  const commitments = creditsAt(city, register, NOW).filter(({ type }) => type === '告知承诺')
  const open = commitments.filter(({ checkedAt }) => checkedAt === null)
  const late = open.filter(({ checkDueAt }) => checkDueAt! < NOW)
  expect(commitments.length).toBeGreaterThan(200)
  expect(open.length).toBeGreaterThan(8)
  expect(open.length).toBeLessThan(60)
  expect(late.length).toBeLessThan(5)
  const permits = certificatesAt(city, register, NOW).filter(({ validTo }) => validTo !== null)
  const over = permits.filter(({ validTo }) => validTo! < NOW)
  expect(permits.length).toBeGreaterThan(200)
  expect(over.length / permits.length).toBeLessThan(0.02)
})

test('[REG4] the tables hold what is true now, and the same again for the same seed', async () => {
  const upstream = createRegistry(city)
  const running = await upstream.start()
  const rows = () => {
    const file = openSqlite(`${city.folder}/registry/registry.sqlite`)
    const read = Object.values(TABLES).map(({ name }) =>
      file.database.prepare(`SELECT * FROM ${name} ORDER BY row_id`).all(),
    )
    file.close()
    return read
  }
  const [first, credit, certificates] = rows()
  expect(first).toHaveLength(entities.filter(({ updatedAt }) => updatedAt <= NOW).length)
  expect(credit).toHaveLength(creditsAt(city, register, NOW).length)
  expect(certificates).toHaveLength(certificatesAt(city, register, NOW).length)
  const before = JSON.stringify(rows())
  await running.stop()
  const again = await createRegistry(city).start()
  expect(JSON.stringify(rows())).toBe(before)
  await again.stop()
})

test('[REG4] (A15) out of order it has no tables', async () => {
  const upstream = createRegistry(city)
  const running = await upstream.start()
  upstream.outage(true)
  await city.clock.advance(city.clock.now() + 11 * 60_000)
  const file = openSqlite(`${city.folder}/registry/registry.sqlite`)
  expect(() => file.database.prepare(`SELECT * FROM ${TABLES.entity.name}`)).toThrow('no such table')
  file.close()
  await running.stop()
})
