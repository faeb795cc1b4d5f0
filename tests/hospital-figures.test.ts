import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { createHospitalModel, type HospitalReport } from '../mock-data/hospital/model.ts'
import { rowJson } from '../mock-data/hospital/wire.ts'
import { HOUR, MINUTE } from '../shared/calendar/civil.ts'
import type { Row } from '../shared/kinds/kind.ts'
import { createIntake } from './intake.fixture.ts'

const AT = '2026-11-24T20:24:00+08:00'
const NOW = Date.parse(AT)

const pretend = cityForTests({ at: AT })
const truth = createHospitalModel(pretend).truth(NOW)
afterAll(() => pretend.remove())

const sumOf = (of: (report: HospitalReport) => number | null, reports = truth) =>
  reports.reduce((total, report) => total + (of(report) ?? 0), 0)

describe('as each reported last', () => {
  const { take, cell, shown, rowsOf } = createIntake(NOW, ['hospital'])
  beforeAll(() => take('hospital', truth.map(rowJson)))

  test('[RFG12] (IOC-13) every hospital stands as its upstream knows it', () => {
    const rows = rowsOf('hospital/')
    expect(rows.size).toBe(14)
    for (const { hospital, occupied, waiting, longest, available, reportedAt } of truth)
      expect(rows.get(hospital.code)!.row, hospital.name).toMatchObject({
        ...{ event: reportedAt, area: hospital.district, name: hospital.name, level: hospital.level },
        ...{ beds: hospital.beds, occupied, share: Math.round((occupied * 1000) / hospital.beds) },
        ...{ waiting, longestMs: longest === null ? null : longest * MINUTE },
        ...{ ambulances: hospital.ambulances, available, current: true, doubtful: false, marks: [] },
      })
  })

  test('[RFG12] beds, emergency and vehicles add up, in the city and in each district', () => {
    const beds = sumOf(({ hospital }) => hospital.beds)
    const occupied = sumOf(report => report.occupied)
    expect([shown('hospital.beds'), shown('hospital.beds.occupied')]).toEqual([beds, occupied])
    expect(cell('hospital.beds.share')).toEqual({ n: occupied, d: beds })
    expect(shown('hospital.beds.share')).toBeCloseTo((100 * occupied) / beds, 9)
    expect(shown('hospital.emergency.waiting')).toBe(sumOf(report => report.waiting))
    expect([shown('hospital.ambulances'), shown('hospital.ambulances.available')]).toEqual([
      sumOf(({ hospital }) => hospital.ambulances),
      sumOf(report => report.available),
    ])
    const districts = new Set(truth.map(({ hospital }) => hospital.district))
    expect(districts.size).toBe(7)
    for (const district of districts) {
      const theirs = truth.filter(({ hospital }) => hospital.district === district)
      expect(cell('hospital.beds.share', [], district), district).toEqual({
        n: sumOf(report => report.occupied, theirs),
        d: sumOf(({ hospital }) => hospital.beds, theirs),
      })
      expect(cell('hospital.emergency.waiting', [], district)).toBe(sumOf(report => report.waiting, theirs))
    }
  })

  test('[RFG12] the list has them all, and the longest waits are the longest', () => {
    const listed = (metric: string) =>
      cell(metric) as unknown as { total: number; rows: (string | number)[][] }
    expect(listed('hospital.list').total).toBe(14)
    expect(listed('hospital.list').rows[0]![1]).toBe('演示市中心医院')
    const longest = truth
      .flatMap(({ longest: minutes }) => (minutes === null ? [] : [minutes * MINUTE]))
      .sort((a, b) => b - a)
    expect(listed('hospital.emergency.longest').rows.map(row => row[3])).toEqual(longest.slice(0, 5))
  })
})

describe('with many mishaps', () => {
  const wild = cityForTests({ at: AT, rates: { A4: 0.2, A9: 0.1, A14: 0.2 } })
  afterAll(() => wild.remove())
  const model = createHospitalModel(wild)
  /** Without a number of beds nothing contradicts how many are occupied. */
  const occupiedOf = ({ hospital, occupied, spoilt }: HospitalReport): number | null => {
    if (spoilt.occupied === undefined) return occupied
    return spoilt.occupied === 'contradicts' && spoilt.beds !== undefined ? 2 * hospital.beds : null
  }

  test('[RFG12] (A4, A9, A14) what was spoilt is unknown or doubtful and in no sum; what is old is in no sum of now', () => {
    const seen = { unknown: 0, doubtful: 0, old: 0 }
    // Late in the hour: what was held up in it is older than one.
    const last = Date.parse('2026-11-24T20:58:00+08:00')
    for (let at = last - 10 * HOUR; at <= last; at += HOUR) {
      const told = model.truth(at)
      const { take, shown, rowsOf } = createIntake(at, ['hospital'])
      take('hospital', told.map(rowJson))
      const rows = rowsOf('hospital/')
      const believed = (report: HospitalReport): number | null => {
        const { row } = rows.get(report.hospital.code)!
        const current = at < report.reportedAt + HOUR
        expect(row['current']).toBe(current)
        if (!current) seen.old++
        expect(row['occupied'], report.hospital.name).toBe(occupiedOf(report))
        count(row, seen)
        return current ? occupiedOf(report) : null
      }
      expect(shown('hospital.beds.occupied')).toBe(sumOf(believed, told))
    }
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(5)
  })

  function count(row: Row, seen: { unknown: number; doubtful: number }): void {
    if (row['occupied'] === null || row['beds'] === null) seen.unknown++
    if (row['doubtful'] === true) seen.doubtful++
  }
})
