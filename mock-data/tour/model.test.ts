import { afterAll, describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, dayOfDate, startOfDay } from '../../shared/calendar/civil.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests } from '../city-for-tests.ts'
import { expectedOf } from './demand.ts'
import { gateFault, type GateFault } from './gates.ts'
import { createTourModel, MINUTES_OF_DAY, type TourModel } from './model.ts'
import { minuteJson } from './wire.ts'

const AT = '2026-10-20T10:24:00+08:00'
const opened: { remove(): void }[] = []
afterAll(() => opened.forEach(city => city.remove()))

function cityWith(rates: Rates = {}, seed = 'test') {
  const city = cityForTests({ at: AT, rates, seed })
  opened.push(city)
  return city
}

const city = cityWith()
const model = createTourModel(city)
const [dragon] = model.sites
const minutesOf = (own: TourModel, site: number, date: string) =>
  Array.from({ length: MINUTES_OF_DAY }, (_, m) =>
    own.minute(own.sites[site]!, startOfDay(dayOfDate(date)) + m * MINUTE),
  )

test('[TUR1] five scenic spots: 龙石风景区 as it is published, the others invented', () => {
  expect(model.sites).toHaveLength(5)
  expect(dragon).toMatchObject({ name: '龙石风景区', grade: '4A', areaKm2: 20.3, district: '211004' })
  const others = model.sites.slice(1).map(({ name }) => name)
  expect(others.every(name => name.startsWith('演示'))).toBe(true)
  for (const { capacity, opens, closes } of model.sites)
    expect(capacity > 0 && opens < closes && closes <= 22).toBe(true)
})

test('[TUR1] (HW-21) a year brings 龙石风景区 about 1.2 million visits, and each of the others its own', () => {
  const first = dayOfDate('2026-01-01')
  for (const site of model.sites) {
    let visits = 0
    for (let day = first; day < first + 365; day++) visits += expectedOf(city, site, day)
    expect(visits / site.visitsOfYear, site.name).toBeGreaterThan(0.93)
    expect(visits / site.visitsOfYear, site.name).toBeLessThan(1.07)
  }
})

describe('[TUR2] a day at the gates', () => {
  // A holiday, an ordinary day and one in winter.
  test.each(['2026-10-03', '2026-10-20', '2027-01-16'])('[TUR2] %s', date => {
    model.sites.forEach((site, i) => {
      const minutes = minutesOf(model, i, date)
      let [inside, today] = [0, 0]
      minutes.forEach(({ entered, left, ...told }, m) => {
        inside += entered - left
        today += entered
        expect([told.inPark, told.today], `${site.name} ${m}`).toEqual([inside, today])
        if (inside < 0) throw new Error(`${site.name}: less than nobody inside`)
        if (m < site.opens * 60 || m >= site.closes * 60 - 60) expect(entered, `${site.name} ${m}`).toBe(0)
      })
      expect(inside, site.name).toBe(0)
      expect(today, site.name).toBe(model.visits(site, dayOfDate(date), Infinity))
      expect(today, site.name).toBeGreaterThan(50)
      const most = Math.max(...minutes.map(({ inPark }) => inPark))
      expect(most).toBeGreaterThan(today / 20)
      expect(most).toBeLessThan(site.capacity)
      expect(minutes[site.closes * 60 + 10]!.inPark).toBe(0)
    })
  })

  test('[TUR2] the visits of a day so far are those of the minutes that have ended', () => {
    const day = dayOfDate('2026-10-20')
    const at = startOfDay(day) + 11 * HOUR
    const { today } = model.minute(dragon!, at - MINUTE)
    expect([model.visits(dragon!, day, at), model.visits(dragon!, day, at + MINUTE - 1)]).toEqual([
      today,
      today,
    ])
    expect(model.visits(dragon!, day, startOfDay(day))).toBe(0)
    expect(model.truth(at)[0]).toEqual(model.minute(dragon!, at - MINUTE))
  })
})

test('[TUR3] weekends bring more than working days, and holidays most', () => {
  const days = (kind: 'work' | 'rest' | 'holiday') =>
    Array.from({ length: 365 }, (_, i) => dayOfDate('2026-01-01') + i).filter(
      day => city.calendar.kind(day) === kind,
    )
  const mean = (kind: 'work' | 'rest' | 'holiday') => {
    const of = days(kind)
    return of.reduce((sum, day) => sum + expectedOf(city, dragon!, day), 0) / of.length
  }
  expect(mean('rest')).toBeGreaterThan(2 * mean('work'))
  expect(mean('holiday')).toBeGreaterThan(1.2 * mean('rest'))
})

test('[TUR3] rain keeps people away, and the cold from all but the hot springs', () => {
  const fine = { temperature: 18, coldness: 0, snow: 0, rain: 0, rainHour: 12, wind: 2 }
  const day = dayOfDate('2026-10-20')
  const withWeather = (weather: Partial<typeof fine>) => (site: number) =>
    expectedOf({ ...city, weather: () => ({ ...fine, ...weather }) }, model.sites[site]!, day)
  const [usual, rainy, cold] = [
    withWeather({}),
    withWeather({ rain: 20 }),
    withWeather({ coldness: 1, snow: 6 }),
  ]
  expect(rainy(0)).toBeLessThan(0.5 * usual(0))
  expect(cold(0)).toBeLessThan(0.5 * usual(0))
  expect(rainy(3)).toBeGreaterThan(0.6 * usual(3))
  expect(cold(2)).toBeGreaterThan(usual(2))
})

test('[TUR6] same seed, same minutes, whatever was asked before; another seed, others', () => {
  const at = startOfDay(dayOfDate('2026-10-20')) + 11 * HOUR
  const rates = { A9: 0.01, A16: 0.02 }
  const say = (own: TourModel, of: ReturnType<typeof cityWith>) =>
    own.truth(at).map(minute => minuteJson(of, minute))
  const [a, again, b] = [cityWith(rates, 'a'), cityWith(rates, 'a'), cityWith(rates, 'b')]
  const first = createTourModel(a)
  for (let days = 0; days < 8; days++) first.truth(at - days * DAY)
  expect(say(first, a)).toEqual(say(createTourModel(again), again))
  expect(say(first, a)).not.toEqual(say(createTourModel(b), b))
})

describe('[TUR7] anomalies', () => {
  const DAYS = 200
  const noon = (day: number) => startOfDay(dayOfDate('2026-04-01') + day) + 12 * HOUR
  const empty = { entered: 3, left: 2, inPark: 40, today: 90 }

  test('[TUR7] A9: for an hour nobody can say how many are inside', () => {
    const wild = cityWith({ A9: 0.01 })
    const hours = Array.from({ length: 24 * DAYS }, (_, hour) => noon(0) + hour * HOUR)
    const asked = hours.flatMap(at =>
      model.sites.map(site => minuteJson(wild, { site, at, ...empty }).inPark),
    )
    const unknown = asked.filter(inPark => inPark === null).length / asked.length
    expect(unknown).toBeGreaterThan(0.007)
    expect(unknown).toBeLessThan(0.013)
  })

  test('[TUR7] A16: gates count down for an hour, begin at 0 again, or leave less than nobody inside', () => {
    const wild = cityWith({ A16: 0.1 })
    const found = new Map<GateFault, number>()
    let days = 0
    for (let day = 0; day < DAYS; day++)
      for (const site of model.sites) {
        const faults = Array.from({ length: MINUTES_OF_DAY }, (_, m) => {
          const minute = { site, at: noon(day) - 12 * HOUR + m * MINUTE, ...empty }
          const fault = gateFault(wild, minute)
          return fault === null ? [] : [{ fault, m, json: minuteJson(wild, minute) }]
        }).flat()
        if (faults.length === 0) continue
        days++
        const { fault, json } = faults[0]!
        expect(new Set(faults.map(each => each.fault)).size).toBe(1)
        found.set(fault, (found.get(fault) ?? 0) + 1)
        if (fault === 'reset')
          expect([faults.length, json.in < -10_000, json.out < 0]).toEqual([1, true, true])
        if (fault === 'backwards') expect([faults.length, json.in, json.out]).toEqual([60, -3, -2])
        if (fault === 'missed') expect(faults[0]!.m).toBe(site.closes * 60 + 10)
        // What it tells of the day is right: it adds up what was let in by itself.
        expect(json.today).toBe(90)
      }
    expect(days / (DAYS * 5)).toBeGreaterThan(0.07)
    expect(days / (DAYS * 5)).toBeLessThan(0.13)
    for (const fault of ['reset', 'backwards', 'missed'] as const)
      expect(found.get(fault) ?? 0).toBeGreaterThan(15)
    const night = { site: dragon!, at: startOfDay(dayOfDate('2026-04-01')) + 23 * HOUR, ...empty, inPark: 0 }
    expect(minuteJson(city, night).inPark).toBe(0)
  })
})
