import { afterAll, expect, test } from 'vitest'
import { dayOfDate, startOfDay, weekdayOf } from '../shared/calendar/civil.ts'
import { createAnomalies, NO_ANOMALIES } from './anomalies.ts'
import { cityForTests } from './city-for-tests.ts'
import { mattersOfDay } from './matters.ts'
import {
  cityDepartment,
  cityDepartments,
  districtDepartment,
  officePhone,
  townOffice,
} from './organisation.ts'
import { cellCentre, near, spotIn } from './positions.ts'
import { stream } from './random.ts'
import { afterWork, isOfficeTime, WORKDAY } from './worktime.ts'

const city = cityForTests({ at: '2026-11-23T08:00:00+08:00', rates: { A19: 0.08 } })
afterAll(city.remove)
const { calendar, places } = city
const day = dayOfDate

test('[CITY10] published holidays and make-up days hold, and beyond them the days off by law', () => {
  expect(calendar.kind(day('2026-10-01'))).toBe('holiday')
  expect(calendar.kind(day('2026-10-10'))).toBe('work')
  expect(weekdayOf(day('2026-10-10'))).toBe(6)
  expect(calendar.kind(day('2026-11-22'))).toBe('rest')
  expect(calendar.kind(day('2027-01-01'))).toBe('holiday')
  expect(calendar.add(day('2026-09-30'), 1)).toBe(day('2026-10-08'))
  expect(calendar.add(day('2026-02-13'), 5)).toBe(day('2026-02-27'))
})

test('[CITY10] office time stands still at noon, at night and on days off', () => {
  const at = (text: string) => Date.parse(`${text}+08:00`)
  const text = (instant: number) => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16)
  expect(text(afterWork(calendar, at('2026-11-20T11:30:00'), WORKDAY / 8))).toBe('2026-11-20T13:30')
  expect(text(afterWork(calendar, at('2026-11-20T17:00:00'), WORKDAY / 8))).toBe('2026-11-23T09:00')
  expect(text(afterWork(calendar, at('2026-11-21T10:00:00'), WORKDAY))).toBe('2026-11-23T17:30')
  expect(text(afterWork(calendar, at('2026-11-23T08:30:00'), 3 * WORKDAY))).toBe('2026-11-25T17:30')
  expect(isOfficeTime(calendar, at('2026-11-20T12:30:00'))).toBe(false)
  expect(isOfficeTime(calendar, at('2026-11-22T10:00:00'))).toBe(false)
  expect(isOfficeTime(calendar, startOfDay(day('2026-11-20')) + 10 * 3_600_000)).toBe(true)
})

test('[CITY11] the places are the published 7 districts, 50 towns and 714 communities', () => {
  expect([places.districts.length, places.towns.length, places.communities.length]).toEqual([7, 50, 714])
  const chance = stream('a', 'places')
  const seen = new Set(Array.from({ length: 3000 }, () => places.town(chance).code))
  expect(seen.size).toBe(50)
  expect(places.community('211002016', chance)!.code.startsWith('211002016')).toBe(true)
  expect(() => places.townOf('999999999')).toThrow('999999999')
})

test('[CITY11] positions fall into the cell of the mosaic they are drawn for', () => {
  const town = places.townOf('211002016')
  const metres = (a: { lon: number; lat: number }, b: { lon: number; lat: number }) =>
    Math.hypot((a.lon - b.lon) * 83_600, (a.lat - b.lat) * 111_200)
  const centre = cellCentre(places, town.cells[0]!)
  const chance = stream('a', 'spots')
  const spots = Array.from({ length: 500 }, () => spotIn(places, town.cells[0]!, chance))
  const nearest = spots.map(spot =>
    Math.min(...town.cells.slice(1).map(cell => metres(spot, cellCentre(places, cell)))),
  )
  expect(spots.filter((spot, i) => metres(spot, centre) > nearest[i]!)).toEqual([])
  expect(spots.every(spot => metres(near(spot, 50, chance), spot) < 51)).toBe(true)
})

test("[CITY11] departments go by function, and phones are nobody's", () => {
  expect(cityDepartment('住建局').name).toBe('市住建局')
  expect(districtDepartment(places.districtOf('211002'), '住建局')).toEqual({
    code: '211002-ZJ',
    name: '白塔区住建局',
    short: '住建局',
  })
  expect(townOffice(places.townOf('211002016')).name).toBe('文圣街道办事处')
  expect(new Set(cityDepartments.map(d => d.code)).size).toBe(cityDepartments.length)
  expect([officePhone(7), officePhone(123_456)]).toEqual(['0419-0000007', '0419-0003456'])
  expect(() => cityDepartment('某局')).toThrow('某局')
})

test('[CITY1] what several systems report is one thing: heard within two hours, by at least two of them', () => {
  const days = Array.from({ length: 10 }, (_, i) => mattersOfDay(city, day('2026-11-09') + i))
  const all = days.flat()
  expect(all.length / 10).toBeGreaterThan(30)
  expect(all.length / 10).toBeLessThan(75)
  const wrong = all.filter(({ at, heard }) => {
    const times = Object.values(heard)
    return times.length < 2 || times.some(time => time < at || time > at + 2 * 3_600_000)
  })
  expect(wrong).toEqual([])
  const alone = { ...city, anomalies: createAnomalies('test', NO_ANOMALIES) }
  expect(mattersOfDay(alone, day('2026-11-09'))).toEqual([])
})
