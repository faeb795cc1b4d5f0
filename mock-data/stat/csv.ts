import iconv from 'iconv-lite'
import type { PretendCity } from '../city.ts'
import { stream } from '../random.ts'
import { dayName, lastDay, periodCode, periodName } from './period.ts'
import type { Release } from './releases.ts'
import type { Column, Table, Unit, Value } from './table.ts'

export type Encoding = 'gb18030' | 'utf8' | 'utf8 with BOM'

/** How a file differs from the usual ones. */
export interface FileVariant {
  readonly encoding: Encoding
  readonly fullWidthDigits: boolean
  readonly dottedDates: boolean
  readonly layout: 'usual' | 'reordered' | 'extra titles'
  /** Columns whose unit somebody changed (A9), by title. */
  readonly converted: ReadonlySet<string>
}

const UNUSUAL = ['utf8', 'utf8 with BOM', 'full width', 'dotted'] as const
/** A7 is counted per record; of these files about one in twenty suffers it. */
const A7_PER_FILE = 25

export function variantOf({ seed, anomalies }: PretendCity, release: Release): FileVariant {
  const key = ['stat', release.report.name, periodCode(release.period), release.issue]
  const chance = stream(seed, 'stat file', ...key)
  const [unusual, layout] = [chance.pick(UNUSUAL), chance.pick(['reordered', 'extra titles'] as const)]
  const odd = anomalies.hits('A8', key) ? unusual : null
  return {
    encoding: odd === 'utf8' || odd === 'utf8 with BOM' ? odd : 'gb18030',
    fullWidthDigits: odd === 'full width',
    dottedDates: odd === 'dotted',
    layout: anomalies.hits('A7', key, A7_PER_FILE) ? layout : 'usual',
    converted: new Set(
      release.table.columns.flatMap(({ title }) => (anomalies.hits('A9', [...key, title]) ? [title] : [])),
    ),
  }
}

interface Written {
  readonly unit: Unit | null
  readonly write: (value: Value) => Value
  readonly digits: number
}

/** A9: 亿元 as 万元 and back, a fraction for per cent, nothing for 0. */
function conversionOf({ unit, digits }: Column): Written {
  const times = (factor: number) => (value: Value) => (typeof value === 'number' ? value * factor : value)
  if (unit === '亿元') return { unit: '万元', write: times(10_000), digits: 0 }
  if (unit === '万元') return { unit: '亿元', write: times(1 / 10_000), digits: 4 }
  if (unit === '%') return { unit: null, write: times(1 / 100), digits: digits + 2 }
  return { unit, write: value => (value === 0 ? '' : value), digits }
}

const usual = ({ unit, digits }: Column): Written => ({ unit, write: value => value, digits })

function grouped(value: number, digits: number): string {
  const [whole = '', fraction] = value.toFixed(digits).split('.')
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? separated : `${separated}.${fraction}`
}

/** A number of a column without a unit of its own keeps the decimals it has. */
const plain = (value: number) => grouped(value, (String(value).split('.')[1] ?? '').length)

function cellText(value: Value, { unit, write, digits }: Written, column: Column): string {
  const written = write(value)
  if (written === null) return '—'
  if (typeof written === 'string') return written
  return unit === null && column.unit === null ? plain(written) : grouped(written, digits)
}

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const FULL_WIDTH_OFFSET = 0xfee0
const fullWidth = (text: string) =>
  text.replace(/[0-9]/g, digit => String.fromCharCode(digit.charCodeAt(0) + FULL_WIDTH_OFFSET))

function tableLines(
  { columns, rows }: Table,
  { converted, layout }: FileVariant,
  order: readonly number[],
): string[][] {
  const written = columns.map(column => (converted.has(column.title) ? conversionOf(column) : usual(column)))
  const header = columns.map(({ title }, i) =>
    written[i]!.unit === null ? title : `${title}(${written[i]!.unit})`,
  )
  const arrange = (cells: readonly string[]) =>
    layout === 'reordered' ? order.map(i => cells[i]!) : [...cells]
  const body = rows.map(row => arrange(row.map((value, i) => cellText(value, written[i]!, columns[i]!))))
  return [arrange(header), ...body]
}

function lines(city: PretendCity, release: Release, variant: FileVariant): string[][] {
  const { report, period, issue, table } = release
  const chance = stream(city.seed, 'stat order', report.name, periodCode(period))
  const order = chance.shuffled(table.columns.map((_, i) => i))
  const issued = issue === '' ? '' : `(${issue})`
  const extra = variant.layout === 'extra titles' ? [['内部资料,注意保存'], []] : []
  return [
    ...extra,
    [`${report.title}(${periodName(period)})${issued}`],
    [`填报单位:${report.department}`, `数据截止:${dayName(lastDay(period), variant.dottedDates)}`],
    ...tableLines(table, variant, order),
    ['注:演示数据;“—”表示未统计。'],
  ]
}

/** What the file says, cell by cell. All rows are as wide as the table, as spreadsheets save them. */
export function fileCells(city: PretendCity, release: Release, variant: FileVariant): string[][] {
  const width = release.table.columns.length
  const digits = variant.fullWidthDigits ? fullWidth : (text: string) => text
  return lines(city, release, variant).map(cells =>
    Array.from({ length: width }, (_, i) => digits(cells[i] ?? '')),
  )
}

export const fileText = (city: PretendCity, release: Release, variant: FileVariant): string =>
  fileCells(city, release, variant)
    .map(cells => `${cells.map(quoted).join(',')}\r\n`)
    .join('')

export function fileBytes(city: PretendCity, release: Release): Uint8Array {
  const variant = variantOf(city, release)
  const text = fileText(city, release, variant)
  if (variant.encoding === 'gb18030') return iconv.encode(text, 'gb18030')
  return Buffer.from(variant.encoding === 'utf8' ? text : `\uFEFF${text}`, 'utf8')
}

export function fileName({ report, period, issue }: Release, format: 'csv' | 'xlsx' = 'csv'): string {
  return `${report.name}_${periodCode(period)}${issue === '' ? '' : `_${issue}`}.${format}`
}
