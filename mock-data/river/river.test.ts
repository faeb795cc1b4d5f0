import { afterAll, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../shared/calendar/civil.ts'
import { cityForTests } from '../city-for-tests.ts'
import { openSqlite } from '../sql/sqlite.ts'
import { gradeOf } from './grades.ts'
import { createRiver, TABLE } from './river.ts'
import { createSamples, KEPT_DAYS, textOf, type Sample } from './samples.ts'
import { SECTIONS } from './sections.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)
const city = cityForTests({ at: AT })
const all = createSamples(city)(NOW)
afterAll(() => city.remove())

const share = (samples: readonly Sample[], of: (sample: Sample) => boolean) =>
  samples.filter(of).length / samples.length
const at = (code: string) => all.filter(({ section }) => section.code === code)
const mean = (samples: readonly Sample[]) =>
  samples.reduce((sum, each) => sum + (gradeOf(each) ?? 0), 0) / samples.length

test('[RIV1] (IOC-24) every section is measured six times a day, and most of the time as wanted', () => {
  for (const { code, target } of SECTIONS) {
    expect(at(code).length).toBeGreaterThan((KEPT_DAYS - 2) * 6)
    expect(
      share(at(code), sample => (gradeOf(sample) ?? 0) <= target),
      code,
    ).toBeGreaterThan(0.6)
  }
  expect(share(all, sample => (gradeOf(sample) ?? 0) > sample.section.target)).toBeGreaterThan(0.01)
})

test('[RIV1] upstream is better than downstream', () => {
  const [from, through, out] = ['LY-DM-1', 'LY-DM-2', 'LY-DM-3'].map(code => mean(at(code)))
  expect(from! < through! && through! < out!).toBe(true)
})

test('[RIV2] (A4) most are told within about an hour, some much later', () => {
  expect(share(all, sample => sample.toldAt - sample.at <= 65 * MINUTE)).toBeGreaterThan(0.9)
  const odd = cityForTests({ at: AT, rates: { A4: 0.2 } })
  expect(share(createSamples(odd)(NOW), sample => sample.toldAt - sample.at > 4 * HOUR)).toBeGreaterThan(0.1)
  odd.remove()
})

test('[RIV3] (A9) values are missing, nothing at all, or a thousand times too much', () => {
  const odd = cityForTests({ at: AT, rates: { A9: 0.1 } })
  const texts = createSamples(odd)(NOW).map(sample => textOf(sample, 'ammonia'))
  for (const spoilt of [null, '0']) expect(texts).toContain(spoilt)
  expect(texts.some(text => Number(text) > 50)).toBe(true)
  odd.remove()
})

test('[RIV4] (A15) the table holds what was told by now, and goes away with its system', async () => {
  const mine = cityForTests({ at: AT, rates: { A15: 0 } })
  const upstream = createRiver(mine)
  const running = await upstream.start()
  const file = openSqlite(running.address)
  const of = (sql: string) => (file.database.prepare(sql).get() as { readonly n: unknown }).n
  expect(of(`SELECT count(*) n FROM ${TABLE.name}`)).toBe(createSamples(mine)(NOW).length)
  await mine.clock.advance(NOW + 4 * HOUR)
  expect(String(of(`SELECT max(updated_at) n FROM ${TABLE.name}`)) > '2026-11-24 12:30:00').toBe(true)
  upstream.outage(true)
  await mine.clock.advance(NOW + 5 * HOUR)
  expect(() => of(`SELECT count(*) n FROM ${TABLE.name}`)).toThrow(/no such table/)
  file.close()
  await running.stop()
  mine.remove()
})

test('[RIV4] the same seed measures the same', () => {
  const twin = cityForTests({ at: AT })
  expect(createSamples(twin)(NOW)).toEqual(all)
  twin.remove()
})
