import { afterAll, describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../shared/calendar/civil.ts'
import { cityForTests } from '../city-for-tests.ts'
import { openSqlite } from '../sql/sqlite.ts'
import { FACILITIES, facilitiesAt } from './facilities.ts'
import { SORTS, type SortName } from './sorts.ts'
import { TABLES } from './tables.ts'
import { createUrban } from './urban.ts'
import { createWorkModel, KEPT_DAYS, RENEWAL, renewalOf, standingAt, type Work } from './works.ts'

const AT = '2026-11-24T10:24:00+08:00'
const NOW = Date.parse(AT)
const city = cityForTests({ at: AT })
const works = createWorkModel(city)
const all = works(NOW)
afterAll(() => city.remove())

const ofSort = (sort: SortName) => (work: Work) => work.sort === sort
const isGoing = (work: Work) => work.beginsAt <= NOW && work.endsAt > NOW
const isRenewal = ({ no }: Work) => no.startsWith('JG')
const isMunicipal = ({ no }: Work) => no.startsWith('SZ')
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

describe('[URB1] building sites', () => {
  const sites = all.filter(ofSort('房建工地'))

  test('[URB1] each monitor has at most one site under way, nearly all have one, in the town where it stands', () => {
    const going = sites.filter(isGoing)
    expect(new Set(going.map(({ device }) => device)).size).toBe(going.length)
    expect(going.length).toBeGreaterThan(38)
    expect(new Set(sites.map(({ device }) => device)).size).toBe(46)
    for (const { area, town } of sites) expect(area.startsWith(town.code)).toBe(true)
  })

  test('[URB1] its stages come in their order, and how far it is never goes back', () => {
    const { stages } = SORTS['房建工地']
    for (const site of sites.filter(isGoing)) {
      const days = Array.from({ length: 400 }, (_, i) => site.beginsAt + i * DAY).filter(
        at => at < site.endsAt,
      )
      const told = days.map(at => standingAt(site, at))
      const percents = told.map(({ percent }) => percent!)
      expect(percents).toEqual([...percents].sort((a, b) => a - b))
      const seen = told.map(({ stage }) => stages.indexOf(stage as (typeof stages)[number]))
      expect(seen).toEqual([...seen].sort((a, b) => a - b))
      expect(seen[0]).toBe(0)
    }
  })

  test('[URB1] it is told each morning at eight, and is then as it was then', () => {
    const site = sites.find(each => isGoing(each) && each.beginsAt < NOW - 2 * DAY)!
    const eight = Date.parse('2026-11-24T08:00:00+08:00')
    expect(standingAt(site, NOW).changedAt).toBe(eight)
    expect(standingAt(site, eight + 13 * HOUR)).toEqual(standingAt(site, eight))
    expect(standingAt(site, eight - 1).changedAt).toBe(eight - DAY)
  })
})

test('[URB2] municipal works of all sorts go on, and what begins soon is announced', () => {
  const municipal = all.filter(isMunicipal)
  expect(municipal.filter(isGoing).length).toBeGreaterThan(9)
  const sorts = new Set(municipal.map(({ sort }) => sort))
  expect(sorts).toEqual(new Set(['市政道路', '排水管网', '路灯照明', '桥梁维修', '园林绿化']))
  const soon = municipal.filter(({ beginsAt }) => beginsAt > NOW)
  expect(soon.length).toBeGreaterThan(0)
  for (const work of soon) {
    expect(work.beginsAt - NOW).toBeLessThan(21 * DAY)
    expect(standingAt(work, NOW)).toMatchObject({ beganAt: null, percent: null, changedAt: work.announcedAt })
  }
})

describe('[URB3] the list of a year', () => {
  const list = renewalOf(city, 2026)

  test('[URB3] it has so many, of so many households together, published on the first of March', () => {
    expect(list).toHaveLength(RENEWAL.estates + RENEWAL.shanties)
    expect(sum(list.map(({ households }) => households!))).toBe(RENEWAL.households)
    expect(list.filter(ofSort('棚户区改造'))).toHaveLength(RENEWAL.shanties)
    const known = (at: string) => works(Date.parse(at)).filter(({ no }) => no.startsWith('JG2026')).length
    expect([known('2026-02-28T12:00:00+08:00'), known('2026-03-01T12:00:00+08:00')]).toEqual([0, list.length])
  })

  test('[URB3] in November most estates are finished, some are late, and shanties go on', () => {
    const estates = list.filter(ofSort('老旧小区改造'))
    const done = estates.filter(({ endsAt }) => endsAt <= NOW).length
    expect(done / estates.length).toBeGreaterThan(0.7)
    const lists = [2024, 2025, 2026].flatMap(year => renewalOf(city, year)).filter(ofSort('老旧小区改造'))
    expect(lists.filter(({ endsAt, dueAt }) => endsAt > dueAt).length).toBeGreaterThan(0)
    expect(list.filter(ofSort('棚户区改造')).some(isGoing)).toBe(true)
  })
})

describe('[URB4] municipal facilities', () => {
  const told = facilitiesAt(city, NOW).filter(({ month }) => month === '2026-11')

  test('[URB4] all districts add up to what the city has, with fewer sound and fewer still under repair', () => {
    for (const { name, total } of FACILITIES) {
      const own = told.filter(each => each.name === name)
      expect(own).toHaveLength(city.places.districts.length)
      expect(sum(own.map(each => each.total))).toBe(total)
      for (const each of own) {
        if (each.sound !== null) expect(each.sound).toBeLessThanOrEqual(each.total)
        expect(each.repairing).toBeLessThanOrEqual(each.total - (each.sound ?? 0))
      }
    }
    expect(sum(told.map(({ repairing }) => repairing))).toBeGreaterThan(100)
  })

  test('[URB4] a month stands as its last morning told it, this one as today’s', () => {
    expect(new Set(told.map(({ toldAt }) => toldAt))).toEqual(
      new Set([Date.parse('2026-11-24T06:30:00+08:00')]),
    )
    const before = facilitiesAt(city, Date.parse('2026-11-24T06:00:00+08:00'))
    expect(Math.max(...before.map(({ toldAt }) => toldAt))).toBe(Date.parse('2026-11-23T06:30:00+08:00'))
    const october = facilitiesAt(city, NOW).filter(({ month }) => month === '2026-10')
    expect(october[0]!.toldAt).toBe(Date.parse('2026-10-31T06:30:00+08:00'))
  })

  test('[URB4] (A9) where nobody counted, nothing is said, which is not none', () => {
    const odd = cityForTests({ at: AT, rates: { A9: 0.2 } })
    const blank = facilitiesAt(odd, NOW).filter(({ sound }) => sound === null)
    expect(blank.length).toBeGreaterThan(0)
    odd.remove()
  })
})

describe('[URB5] what goes wrong', () => {
  test('[URB5] who has to stop is no further when he goes on', () => {
    const stopped = all.filter(({ halt, endsAt }) => halt !== null && halt.to < endsAt)
    expect(stopped.length).toBeGreaterThan(5)
    for (const work of stopped) {
      const [before, during, after] = [work.halt!.from - DAY, work.halt!.from + HOUR, work.halt!.to + MINUTE]
      expect([before, during, after].map(at => standingAt(work, at).halted)).toEqual([false, true, false])
      expect(standingAt(work, after).percent).toBe(standingAt(work, work.halt!.from).percent)
    }
  })

  test('[URB5] (A14) some ended before they began, by what is written; others late', () => {
    const odd = cityForTests({ at: AT, rates: { A14: 0.2 } })
    const wrong = createWorkModel(odd)(NOW).filter(({ endedBefore, endsAt }) => endedBefore && endsAt <= NOW)
    expect(wrong.length).toBeGreaterThan(3)
    for (const work of wrong) expect(standingAt(work, NOW).doneAt!).toBeLessThan(work.beginsAt)
    expect(all.filter(({ endsAt, dueAt }) => endsAt > dueAt).length).toBeGreaterThan(5)
    odd.remove()
  })
})

test('[URB6] (A15) tables hold what is true now, and nothing of later; a silent system has none', async () => {
  const mine = cityForTests({ at: AT, rates: { A15: 0 } })
  const upstream = createUrban(mine)
  const running = await upstream.start()
  const file = openSqlite(running.address)
  const count = (table: string) =>
    (file.database.prepare(`SELECT count(*) n, max(updated_at) last FROM ${table}`).get() ?? {}) as {
      readonly n: number
      readonly last: string
    }
  const { works: table, facilities } = TABLES
  const told = createWorkModel(mine)(NOW)
  expect(count(table.name).n).toBe(told.length)
  expect(count(facilities.name)).toEqual({ n: 2 * 7 * FACILITIES.length, last: '2026-11-24 06:30:00' })
  expect(count(table.name).last <= '2026-11-24 10:24:00').toBe(true)
  expect(told.every(({ endsAt }) => endsAt > NOW - KEPT_DAYS * DAY)).toBe(true)
  await mine.clock.advance(Date.parse('2026-11-25T08:10:00+08:00'))
  expect(count(table.name).last).toBe('2026-11-25 08:00:00')
  upstream.outage(true)
  await mine.clock.advance(Date.parse('2026-11-25T08:30:00+08:00'))
  expect(() => count(table.name)).toThrow(/no such table/)
  file.close()
  await running.stop()
  mine.remove()
})

test('[URB6] the same seed makes the same works', () => {
  const twin = cityForTests({ at: AT })
  expect(createWorkModel(twin)(NOW).map(work => [work, standingAt(work, NOW)])).toEqual(
    all.map(work => [work, standingAt(work, NOW)]),
  )
  expect(all.some(isRenewal)).toBe(true)
  twin.remove()
})
