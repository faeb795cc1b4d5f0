import { Type, type TProperties } from 'typebox'
import { flag, instant, number, text } from '../columns.ts'
import { Code, exact, Name, optional, told } from '../fields.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import type { Column, Derived, Kind, Row, Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { editionOf, PERIOD_PATTERN, periodsOf, type PeriodPart } from '../periods.ts'
import type { Text } from '../../model/value.ts'

/** A column of a report that counts something. */
export interface Measure {
  readonly name: string
  readonly title: Text
  readonly unit: Text
  /** It is no column of the report but the sum of these; unknown while one of them is. */
  readonly of?: readonly string[]
  /** It can be less than nothing: growth. */
  readonly signed?: boolean
  /** What it is divided by to be shown; 1 for counts. */
  readonly scale?: number
}

export interface ReportOptions {
  readonly id: string
  readonly title: Text
  readonly measures: readonly [Measure, ...Measure[]]
  /** The measure whose change since the period before is told. */
  readonly lead: string
}

const COUNT = Type.Integer({ minimum: 0, maximum: 1e12 })
const SIGNED = Type.Integer({ minimum: -1e12, maximum: 1e12 })

/** Names under which reports sum their own rows: they are no place and no group. */
const TOTALS: readonly string[] = ['合计', '全市', '总计', '全区']

/**
 * A kind of report: a table that a department publishes each period, a row for each place or group. Each row is a thing,
 * each period a part of it, so that places may be late by themselves (A18), and whoever adds up the rows knows of which
 * periods they are.
 */
export function reportKind({ id, title, measures, lead }: ReportOptions): Kind {
  const counted: TProperties = Object.fromEntries(
    measures
      .filter(({ of }) => of === undefined)
      .map(({ name, signed = false }) => [name, optional(signed ? SIGNED : COUNT)]),
  )
  const fields = {
    /** Of which report it is a row: things of several reports share a source. */
    report: Code,
    subject: Name,
    period: Type.String({ pattern: PERIOD_PATTERN }),
    /** Title or file name, which says whether it was published again (补报, 修订). */
    edition: optional(Name),
    ...counted,
  }
  const columns = columnsOf(measures)
  return {
    id,
    version: 1,
    title,
    parts: { 'main:': Type.Object(fields, exact) },
    columns,
    inner: { periods: [...columns, text('key', '时期键', 'key of the period')] },
    bounded: true,
    publicly: { open: ['subject', 'period', 'key'] },
    derive: thing => deriveReport(thing, { kind: id, measures, lead }),
  }
}

const columnsOf = (measures: readonly Measure[]): readonly Column[] => [
  ...eventColumns,
  text('subject', '统计对象', 'subject'),
  flag('total', '合计行', 'row of totals'),
  text('period', '时期', 'period'),
  instant('asOf', '数据截至', 'as of'),
  flag('revised', '已修订', 'revised'),
  ...measures.map(({ name, title, unit, scale }) => number(name, title.zh, title.en, unit, scale)),
  number('change', '较上期增减', 'change', { zh: '', en: '' }),
  marksColumn,
]

interface Shape {
  readonly kind: string
  readonly measures: readonly Measure[]
  readonly lead: string
}

function deriveReport(thing: Thing, shape: Shape): Derived | null {
  const periods = periodsOf(thing)
  const newest = periods[periods.length - 1]
  if (newest === undefined) return null
  const rows = periods.map((period, i) => rowOf(period, periods[i - 1], shape))
  return {
    area: newest.part.area,
    row: rows[rows.length - 1] as Row,
    rows: { periods: rows.map(row => ({ ...row, key: row['period'] as string })) },
    nextAt: null,
  }
}

type Counts = { readonly [measure: string]: number | null }

function countsOf({ part }: PeriodPart, measures: readonly Measure[]): Counts {
  const counts: { [measure: string]: number | null } = {}
  for (const { name, of } of measures)
    counts[name] = of === undefined ? told(part.fields[name] as number | null | undefined) : sumOf(counts, of)
  return counts
}

function sumOf(counts: Counts, names: readonly string[]): number | null {
  let sum = 0
  for (const name of names) {
    const count = counts[name]
    if (count === null || count === undefined) return null
    sum += count
  }
  return sum
}

function rowOf(period: PeriodPart, before: PeriodPart | undefined, { kind, measures, lead }: Shape): Row {
  const { part, end } = period
  const subject = part.fields['subject'] as string
  const counts = countsOf(period, measures)
  const now = counts[lead] ?? null
  const last = before === undefined ? null : (countsOf(before, measures)[lead] ?? null)
  return {
    event: end,
    kind,
    area: part.area,
    subject,
    total: TOTALS.includes(subject),
    period: period.period,
    asOf: end,
    revised: editionOf(part.fields['edition']) === 2 || part.version > 1,
    ...counts,
    change: now === null || last === null ? null : now - last,
    marks: marksOf(part, false, false),
  }
}
