import { afterEach, describe, expect, test } from 'vitest'
import { DAY } from '../../shared/calendar/civil.ts'
import type { Rates } from '../anomalies.ts'
import { cityForTests } from '../city-for-tests.ts'
import { releases, truth } from './releases.ts'

const START = '2026-11-23T10:00:00+08:00'
const NOW = Date.parse(START)
const open: { remove(): void }[] = []
afterEach(() => open.splice(0).forEach(city => city.remove()))

function cityAt(options: { rates?: Rates } = {}) {
  const city = cityForTests({ at: START, ...options })
  open.push(city)
  return city
}

describe('[STA8] [STA9] what is released', () => {
  test('[STA8] A5: a revised file differs in one number and its total', () => {
    const city = cityAt({ rates: { A5: 0.05 } })
    const all = releases(city, NOW - 60 * DAY, NOW)
    const pairs = all
      .filter(({ issue }) => issue === '修订')
      .map(
        after =>
          [
            all.find(r => r.report === after.report && r.period.lastMonth === after.period.lastMonth)!,
            after,
          ] as const,
      )
      .filter(([before, after]) => before !== after)
    expect(pairs.length).toBeGreaterThan(3)
    for (const [before, after] of pairs) {
      const cells = after.table.rows.flatMap((row, r) =>
        row.filter((value, c) => value !== before.table.rows[r]![c]),
      )
      expect(cells.length).toBe(after.table.hasTotal ? 2 : 1)
      expect(after.at).toBeGreaterThan(before.at)
    }
  })

  test('[STA9] A21: the published GDP of the districts is more than the city’s', () => {
    const sums = (rates: Rates) => {
      const city = cityAt({ rates })
      const { rows } = truth(city, NOW).find(({ report }) => report.name === '地区生产总值')!.table
      const parts = rows.slice(0, -1).reduce((sum, row) => sum + Number(row[1]), 0)
      return [Math.round(parts * 100) / 100, rows.at(-1)![1]]
    }
    expect(sums({ A21: 1 })).toEqual([910.04, 878.4])
    expect(sums({})).toEqual([910.04, 910.04])
  })
})
