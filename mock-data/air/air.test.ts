import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../shared/calendar/civil.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests } from '../city-for-tests.ts'
import { createAir } from './air.ts'
import { airQuality, iaqi, levelOf, POLLUTANTS, standardOf, type Concentrations } from './aqi.ts'
import { halfEven } from './concentrations.ts'
import { createAirModel, type HourRow } from './model.ts'
import { rowJson, type AirRowJson } from './wire.ts'

const NOON = Date.parse('2026-11-23T12:00:00+08:00')
const opened: { remove(): void }[] = []
const open: { stop(): Promise<void> }[] = []
afterEach(async () => {
  for (const thing of open.splice(0)) await thing.stop()
})
afterAll(() => opened.forEach(city => city.remove()))

function cityWith(rates: Rates = {}, seed = 'test', at = '2026-11-23T12:00:00+08:00') {
  const city = cityForTests({ at, rates, seed })
  opened.push(city)
  return city
}

const city = cityWith()
const model = createAirModel(city)

test('[AIR1] 35 days of four stations, an hour each', () => {
  const rows = model.truth(NOON)
  const hours = new Set(rows.map(({ hourEnd }) => hourEnd)).size
  expect(rows).toHaveLength(4 * hours)
  expect(hours).toBeGreaterThanOrEqual(35 * 24)
  expect(hours).toBeLessThan(36 * 24 + 12)
  expect(new Set(rows.map(({ station }) => station.name)).size).toBe(4)
  expect(new Set(rows.map(({ hourEnd }) => hourEnd % HOUR))).toEqual(new Set([0]))
})

describe('[AIR2] AQI', () => {
  test.each([
    ['pm25', 70, 94, 110],
    ['pm25', 60, 82, 100],
    ['pm25', 35, 50, 50],
    ['pm25', 0, 0, 0],
    ['pm25', 900, 500, 500],
    ['pm10', 150, 100, 112],
    ['pm10', 50, 50, 50],
    ['so2', 900, 200, 200],
    ['so2', 500, 100, 100],
    ['no2', 200, 100, 100],
    ['co', 0.8, 8, 8],
    ['co', 10, 100, 100],
    ['o3', 161, 52, 52],
    ['o3', 1200, 500, 500],
  ] as const)('[AIR2] %s of %d is %d by the old standard and %d by the new', (pollutant, value, old, now) => {
    expect(iaqi(pollutant, value, 'HJ 633-2012')).toBe(old)
    expect(iaqi(pollutant, value, 'HJ 633-2026')).toBe(now)
  })

  test('[AIR2] the first hour of 2026-03-01 is the first of the new standard', () => {
    const midnight = Date.parse('2026-03-01T00:00:00+08:00')
    expect(standardOf(midnight - HOUR)).toBe('HJ 633-2012')
    expect(standardOf(midnight)).toBe('HJ 633-2026')
    const spring = createAirModel(cityWith({}, 'test', '2026-03-02T12:00:00+08:00'))
    const json = spring.truth(midnight + DAY).map(rowJson)
    const first = json.filter(({ standard }) => standard === 'HJ 633-2026').map(({ time }) => time)
    expect(first.toSorted()[0]).toBe('2026-03-01 01:00:00')
    expect(json.filter(({ standard }) => standard === 'HJ 633-2012').length).toBeGreaterThan(3000)
  })

  test('[AIR2] the largest index decides; primary only above 50; nothing measured is no index', () => {
    const clean: Concentrations = { pm25: 20, pm10: 30, so2: 5, no2: 20, co: 0.4, o3: 60 }
    expect(airQuality(clean, 'HJ 633-2026')).toEqual({ aqi: 30, primary: [] })
    expect(airQuality({ ...clean, pm25: 70, pm10: 120 }, 'HJ 633-2026')).toEqual({
      aqi: 110,
      primary: ['pm25'],
    })
    expect(airQuality({ ...clean, pm25: 60, pm10: 120 }, 'HJ 633-2026')).toEqual({
      aqi: 100,
      primary: ['pm25', 'pm10'],
    })
    const nothing = Object.fromEntries(POLLUTANTS.map(p => [p, null])) as Concentrations
    expect(airQuality(nothing, 'HJ 633-2026')).toBeNull()
    expect([50, 51, 101, 151, 201, 301].map(levelOf)).toEqual([
      '优',
      '良',
      '轻度污染',
      '中度污染',
      '重度污染',
      '严重污染',
    ])
  })

  test('[AIR2] values are rounded half to even before they are judged', () => {
    expect([34.5, 35.5, 34.51, 34.49].map(value => halfEven(value, 0))).toEqual([34, 36, 35, 34])
    expect([0.25, 0.35, 0.26].map(value => halfEven(value, 1))).toEqual([0.2, 0.4, 0.3])
  })
})

test('[AIR3] an hour appears 20 to 40 minutes after its end, as text', () => {
  const delays = model.truth(NOON).map(({ hourEnd, publishedAt }) => (publishedAt - hourEnd) / MINUTE)
  expect(Math.min(...delays)).toBeGreaterThanOrEqual(20)
  expect(Math.max(...delays)).toBeLessThan(40)
  expect(model.published(NOON, NOON + 19 * MINUTE).filter(({ hourEnd }) => hourEnd === NOON)).toEqual([])
  expect(model.published(NOON, NOON + 40 * MINUTE).filter(({ hourEnd }) => hourEnd === NOON)).toHaveLength(4)
  const { time, pm25, co, aqi } = rowJson(model.truth(NOON)[0]!)
  expect(time).toMatch(/^\d{4}-\d\d-\d\d \d\d:00:00$/)
  expect([pm25, aqi].every(text => /^\d+$/.test(text))).toBe(true)
  expect(co).toMatch(/^\d+\.\d$/)
})

interface Page {
  readonly total: number
  readonly pages: number
  readonly rows: readonly AirRowJson[]
}

test('[AIR4] the query agrees with the truth, page by page, and with what comes later', async () => {
  const moving = cityWith({ A5: 0.005 })
  const own = createAirModel(moving)
  const upstream = createAir(moving, { port: 0 }, own)
  const running = await upstream.start()
  open.push(running)
  const ask = async (query: Record<string, string>) => {
    const response = await fetch(`${running.address}?${new URLSearchParams(query)}`)
    return { status: response.status, page: (await response.json()) as Page }
  }
  const first = (await ask({ size: '1000' })).page
  const pages = [first]
  for (let n = 2; n <= first.pages; n++) pages.push((await ask({ size: '1000', page: String(n) })).page)
  const rows = pages.flatMap(page => page.rows)
  const latest = new Map(rows.map(row => [`${row.stationCode} ${row.time}`, row]))
  const truth = own.truth(moving.clock.now()).map(rowJson)
  expect([...latest.values()].filter(row => row.time > '2026-10-20')).toEqual(
    truth.filter(row => row.time > '2026-10-20' && latest.has(`${row.stationCode} ${row.time}`)),
  )
  expect(rows.length).toBeGreaterThan(3300)
  await moving.clock.advance(NOON + 2 * HOUR)
  const since = rows.at(-1)!.publishedAt
  const fresh = (await ask({ publishedSince: since })).page.rows
  expect(fresh.length).toBeGreaterThanOrEqual(8)
  expect(fresh.every(row => row.publishedAt > since)).toBe(true)
  expect((await ask({ publishedSince: '2026-11-23T12:00' })).status).toBe(400)
  expect((await ask({ size: '5000' })).status).toBe(400)
  upstream.outage(true)
  await expect(ask({})).rejects.toThrow()
})

test('[AIR5] same seed, same rows; another seed, others', () => {
  const say = (seed: string) =>
    createAirModel(cityWith({ A4: 0.03, A5: 0.005, A9: 0.01 }, seed))
      .truth(NOON)
      .map(rowJson)
  expect(say('a')).toEqual(say('a'))
  expect(say('a')).not.toEqual(say('b'))
})

test('[AIR6] winter nights are dusty, summer afternoons have ozone, and all values are possible', () => {
  const summer = createAirModel(cityWith({}, 'test', '2026-07-31T12:00:00+08:00'))
  const july = summer.truth(Date.parse('2026-07-31T12:00:00+08:00'))
  const mean = (rows: readonly HourRow[], pollutant: 'pm25' | 'o3', hour?: number) => {
    const values = rows.flatMap(({ hourEnd, concentrations }) =>
      hour === undefined || (hourEnd / HOUR + 8) % 24 === hour ? [concentrations[pollutant]!] : [],
    )
    return values.reduce((a, b) => a + b, 0) / values.length
  }
  const november = model
    .truth(NOON)
    .filter(({ hourEnd }) => hourEnd > Date.parse('2026-11-01T00:00:00+08:00'))
  expect(mean(november, 'pm25')).toBeGreaterThan(1.4 * mean(july, 'pm25'))
  expect(mean(july, 'o3', 15)).toBeGreaterThan(2 * mean(july, 'o3', 4))
  expect(mean(november, 'pm25', 22)).toBeGreaterThan(mean(november, 'pm25', 14))
  const all = [...july, ...november].flatMap(
    ({ concentrations }) => Object.values(concentrations) as number[],
  )
  expect(Math.min(...all)).toBeGreaterThan(0)
  expect(Math.max(...all)).toBeLessThan(500)
})

describe('[AIR7] anomalies', () => {
  const wild = createAirModel(cityWith({ A4: 0.03, A5: 0.005, A9: 0.01 }))
  const rows = wild.published(NOON - 35 * DAY, NOON)
  const first = rows.filter(({ revision }) => revision === 1)

  test('[AIR7] A4: some hours come hours late', () => {
    const late =
      first.filter(({ hourEnd, publishedAt }) => publishedAt - hourEnd > HOUR).length / first.length
    expect(late).toBeGreaterThan(0.02)
    expect(late).toBeLessThan(0.04)
  })

  test('[AIR7] A5: some are published again with one other value and a higher revision', () => {
    const again = rows.filter(({ revision }) => revision === 2)
    expect(again.length / first.length).toBeGreaterThan(0.02)
    expect(again.length / first.length).toBeLessThan(0.04)
    const before = new Map(first.map(row => [`${row.station.code} ${row.hourEnd}`, row]))
    const changed = again.flatMap(row => {
      const old = before.get(`${row.station.code} ${row.hourEnd}`)
      return old === undefined
        ? []
        : [POLLUTANTS.filter(p => old.concentrations[p] !== row.concentrations[p]).length]
    })
    expect(new Set(changed)).toEqual(new Set([1]))
  })

  test('[AIR7] A9: missing, blank, zero, and CO in another unit', () => {
    const values = first.flatMap(row => POLLUTANTS.map(p => rowJson(row)[p]))
    const odd = values.filter(text => text === '—' || text === '' || text === '0').length / values.length
    expect(odd).toBeGreaterThan(0.007)
    expect(odd).toBeLessThan(0.013)
    expect(new Set(values.filter(text => !/[1-9]/.test(text)))).toEqual(new Set(['—', '', '0']))
    expect(first.some(row => Number(rowJson(row).co) >= 100)).toBe(true)
    const calm = model.truth(NOON).flatMap(row => POLLUTANTS.map(p => rowJson(row)[p]))
    expect(calm.filter(text => !/^\d+(\.\d)?$/.test(text) || Number(text) === 0)).toEqual([])
  })
})
