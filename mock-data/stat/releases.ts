import { DAY, HOUR, dayNumber } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { stream } from '../random.ts'
import { halfOf } from './half.ts'
import { endedPeriods, periodCode, releaseAt, type Period, type Rhythm } from './period.ts'
import { reports, type Report } from './reports.ts'
import type { Table, Value } from './table.ts'

/** Why a file comes: for the first time, with what was missing, or corrected. */
export type Issue = '' | '补报' | '修订'

/** One file's content and moment. */
export interface Release {
  readonly report: Report
  readonly period: Period
  readonly issue: Issue
  readonly at: number
  readonly table: Table
}

/** So many are to be seen at the first start: a year and the month before it, three years of quarters. */
const KEPT: { readonly [rhythm in Rhythm]: number } = { month: 13, quarter: 12, year: 3 }
const LATE_TOWNS = 2 * DAY
const REVISION = 6 * DAY
/** One file in ten, beside the rate of A5 for records. */
const REVISED = 20

const keyOf = (report: Report, period: Period) => ['stat', report.name, periodCode(period)]

/** As it came first: one number wrong by a few per cent, and the total with it. What is right is what holds in the end. */
function mistaken(table: Table, seed: string, key: readonly string[]): Table {
  const chance = stream(seed, 'stat mistake', ...key)
  const body = table.hasTotal ? table.rows.slice(0, -1) : table.rows
  const places = body.flatMap((row, r) =>
    row.flatMap((value, c) => (typeof value === 'number' && value > 9 ? [[r, c] as const] : [])),
  )
  if (places.length === 0) return table
  const [row, column] = chance.pick(places)
  const before = Number(body[row]![column])
  const power = 10 ** table.columns[column]!.digits
  const off = Math.max(1, Math.round(before * chance.between(0.02, 0.06) * power))
  const after = Math.round(before * power + off) / power
  const replaced = (values: readonly Value[], value: Value): Value[] =>
    values.map((old, i) => (i === column ? value : old))
  const rows = table.rows.map((values, r) => {
    if (r === row) return replaced(values, after)
    const isTotal = table.hasTotal && r === table.rows.length - 1
    return isTotal
      ? replaced(values, Math.round((Number(values[column]) + after - before) * power) / power)
      : values
  })
  return { ...table, rows }
}

function releasesOf(city: PretendCity, report: Report, period: Period): Release[] {
  const key = keyOf(report, period)
  const at = releaseAt(period, report.after, city.calendar)
  const table = report.table(city, period)
  const wrong = city.anomalies.hits('A5', key, REVISED)
  const first = wrong ? mistaken(table, city.seed, key) : table
  const whole: Release = { report, period, issue: '', at, table: first }
  const half = report.byTown && city.anomalies.hits('A18', key)
  const found = half
    ? [
        { ...whole, table: halfOf(first, city.seed, period) },
        { ...whole, issue: '补报' as const, at: at + LATE_TOWNS + 5 * HOUR },
      ]
    : [whole]
  return wrong ? [...found, { ...whole, issue: '修订', at: at + REVISION + 4 * HOUR, table }] : found
}

const order = (a: Release, b: Release) => a.at - b.at || (a.report.name < b.report.name ? -1 : 1)

/** Released with from < at <= to, in order, as far back as is kept. */
export function releases(
  city: PretendCity,
  from: number,
  to: number,
  of: readonly Report[] = reports,
): Release[] {
  return of
    .flatMap(report =>
      endedPeriods(report.rhythm, dayNumber(to), KEPT[report.rhythm]).flatMap(period =>
        releasesOf(city, report, period),
      ),
    )
    .filter(({ at }) => at > from && at <= to)
    .sort(order)
}

/** Of every report and period the table that holds at an instant. */
export function truth(city: PretendCity, at: number, of: readonly Report[] = reports): Release[] {
  const latest = new Map<string, Release>()
  for (const release of releases(city, -Infinity, at, of))
    latest.set(keyOf(release.report, release.period).join(), release)
  return [...latest.values()]
}
