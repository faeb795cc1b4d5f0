import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import type { Rates } from '../mock-data/anomalies.ts'
import { createDeliveries } from '../mock-data/tour/deliveries.ts'
import { gateFault } from '../mock-data/tour/gates.ts'
import { createTourModel, type SiteMinute } from '../mock-data/tour/model.ts'
import type { MinuteJson } from '../mock-data/tour/wire.ts'
import { HOUR, MINUTE, dayNumber, startOfDay } from '../shared/calendar/civil.ts'
import { createIntake } from './intake.fixture.ts'

const AT = '2026-10-02T14:24:30+08:00'
const NOW = Date.parse(AT)
const MIDNIGHT = startOfDay(dayNumber(NOW))

/** All that the gates sent of today, in the order in which they did, and the minutes that it told of. */
function dayWith(rates: Rates) {
  const city = cityForTests({ at: AT, rates })
  const model = createTourModel(city)
  const sent = createDeliveries(city, model)(MIDNIGHT, NOW)
    .map(({ json }) => json)
    .filter(({ minute }) => Date.parse(minute) >= MIDNIGHT)
  const told = new Map<string, SiteMinute>()
  for (const { siteCode, minute } of sent) {
    const site = model.sites.find(({ code }) => code === siteCode)!
    told.set(`${siteCode} ${minute}`, model.minute(site, Date.parse(minute)))
  }
  const minutes = [...told.values()]
  const intake = createIntake(NOW, ['tour-site'])
  intake.take('tour', sent)
  return { city, model, sent, minutes, intake }
}

const sumOf = <T>(items: readonly T[], of: (item: T) => number) =>
  items.reduce((total, item) => total + of(item), 0)
const hourOf = (at: number) => Math.floor(at / HOUR)
const byHour = (minutes: readonly SiteMinute[]) => {
  const hours = new Map<number, number>()
  for (const { at, entered } of minutes) hours.set(hourOf(at), (hours.get(hourOf(at)) ?? 0) + entered)
  return [...hours].sort(([a], [b]) => a - b).map(([, visits]) => visits)
}

describe('a holiday', () => {
  let day: ReturnType<typeof dayWith>
  beforeAll(() => {
    day = dayWith({})
  })
  afterAll(() => day.city.remove())

  test('[RFG13] (IOC-10, HW-21) every scenic spot stands as its gates know it', () => {
    const rows = day.intake.rowsOf('tour/')
    expect(rows.size).toBe(5)
    for (const { site, at, inPark, today } of day.model.truth(NOW))
      expect(rows.get(site.name)!.row, site.name).toMatchObject({
        ...{ event: at, area: site.town, device: site.name, online: true, faulty: false },
        ...{ inPark, today, capacity: site.capacity, outside: false },
        carrying: Math.round((inPark * 1000) / site.capacity),
      })
  })

  test('[RFG13] those inside, the carrying rate and the visits add up, in the city and in each town', () => {
    const { shown, cell } = day.intake
    const last = day.model.truth(NOW)
    const inside = sumOf(last, ({ inPark }) => inPark)
    const capacity = sumOf(last, ({ site }) => site.capacity)
    const visits = sumOf(last, ({ today }) => today)
    expect(visits).toBeGreaterThan(5_000)
    expect([shown('tour.in-park'), shown('tour.visitors.today')]).toEqual([inside, visits])
    expect(cell('tour.in-park.share')).toEqual({ n: inside, d: capacity })
    expect(shown('tour.in-park.share')).toBeCloseTo((100 * inside) / capacity, 9)
    for (const { site, inPark, today } of last) {
      expect(cell('tour.visitors.today', [], site.town), site.name).toBe(today)
      expect(cell('tour.in-park.share', [], site.town)).toEqual({ n: inPark, d: site.capacity })
    }
    expect(day.intake.cells('tour.visitors.hour')).toEqual(byHour(day.minutes))
  })

  test('[RFG13] the list has them all, the fullest first', () => {
    const { rows, total } = day.intake.cell('tour.sites') as unknown as {
      total: number
      rows: (string | number)[][]
    }
    expect(total).toBe(5)
    const fullest = day.model.truth(NOW).sort((a, b) => b.inPark - a.inPark)
    expect(rows.map(row => [row[1], row[3]])).toEqual(fullest.map(({ site, inPark }) => [site.name, inPark]))
  })
})

test('[RFG13] (A1, A4, A9, A16) minutes told twice and late count once in their own hour; what gates cannot have counted is nowhere', () => {
  const day = dayWith({ A1: 0.1, A4: 0.3, A9: 0.1, A16: 1 })
  const { city, sent, minutes, intake } = day
  const counted = minutes.map(minute => {
    const fault = gateFault(city, minute)
    // A gate that goes backwards and counts nobody says 0, which can be.
    return fault === 'reset' || fault === 'backwards' ? { ...minute, entered: 0 } : minute
  })
  expect(sent.length).toBeGreaterThan(1.05 * minutes.length)
  expect(minutes.length).toBeLessThan((5 * (NOW - MIDNIGHT)) / MINUTE - 60)
  const visits = sumOf(counted, ({ entered }) => entered)
  expect(visits).toBeLessThan(sumOf(minutes, ({ entered }) => entered))
  expect(intake.shown('tour.visitors.today')).toBe(visits)
  expect(intake.cells('tour.visitors.hour')).toEqual(byHour(counted))
  city.remove()
})

test('[DEV11] (A1, A4, A16) a minute counts once, in its own hour, and one in which a gate counted down or began at 0 again not at all', () => {
  const { take, shown, cell, rowsOf } = createIntake(NOW, ['tour-site'])
  const minute = (clock: string, counts: Partial<MinuteJson>) => ({
    ...{ siteName: '演示景区', townCode: '211004102', capacity: 4_000, today: 50, out: 0, in: 0 },
    minute: `2026-10-02T${clock}:00+08:00`,
    ...counts,
  })
  take('tour', [
    minute('14:20', { in: 12, inPark: 300 }),
    minute('14:20', { in: 12, inPark: 300 }),
    minute('14:21', { in: -47_990, out: -12, inPark: 310 }),
    minute('14:22', { in: 5, inPark: 0 }),
    minute('13:59', { in: 7, inPark: 290 }),
    minute('14:23', { in: -2, out: 1, inPark: -3 }),
  ])
  expect(shown('tour.visitors.today')).toBe(24)
  expect(cell('tour.visitors.today', [], '211004102')).toBe(24)
  const { row } = rowsOf('tour/').get('演示景区')!
  expect(row).toMatchObject({
    inPark: null,
    carrying: null,
    entered: null,
    left: 1,
    faulty: true,
    online: true,
  })
  expect(shown('tour.in-park')).toBeNull()
})
