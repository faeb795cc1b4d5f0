import { HOUR, dateOfDay, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import type { Drop } from '../drop-folder.ts'
import { stream, type Chance } from '../random.ts'
import { plainTime } from '../time-text.ts'
import { columnTitles, rowOf, type TimeStyle } from './export-row.ts'
import type { CaseModel } from './model.ts'
import type { CaseState } from './state.ts'
import { columnName, workbookBytes, type Cell, type Sheet } from '../workbook.ts'

/** The export of a day is made at 01:30 of the next. */
export const EXPORT_TIME = 1.5 * HOUR
/** When somebody notices that the file of the night cannot be opened. */
const REPAIR_TIME = 8 * HOUR + 40 * 60_000

/** What is wrong with the layout of about one file a week (A7), or with its columns (A15). */
export type Layout = 'usual' | 'reordered' | 'extra titles' | 'merged cells' | 'truncated' | 'extra column'

const FAULTY_LAYOUTS = ['reordered', 'extra titles', 'merged cells', 'truncated', 'extra column'] as const
const FILES_PER_WEEK = 7
const UNUSUAL_TIMES = ['dotted', 'month and day', 'serial', 'full width'] as const
/** A7 is counted per record; of files one in seven suffers it. */
const A7_PER_FILE = 1 / FILES_PER_WEEK / 0.002

export interface Variant {
  readonly layout: Layout
  readonly times: TimeStyle
}

export function variantOf({ anomalies, seed }: PretendCity, day: number): Variant {
  const chance = stream(seed, 'citymgmt', 'export', day)
  const layout: Layout = chance.pick(FAULTY_LAYOUTS)
  const times: TimeStyle = chance.pick(UNUSUAL_TIMES)
  return {
    layout: anomalies.hits('A7', ['citymgmt export', day], A7_PER_FILE) ? layout : 'usual',
    times: anomalies.hits('A8', ['citymgmt export', day]) ? times : 'plain',
  }
}

/** Cases that changed on the day, oldest report first, as they stand when the export is made. */
export function exportedCases(model: CaseModel, day: number, at: number): CaseState[] {
  const from = startOfDay(day) - 1
  return model
    .changedSince(from, at)
    .filter(({ case: one }) => one.arrivedAt < startOfDay(day + 1))
    .sort((a, b) => a.steps[0]!.at - b.steps[0]!.at || (a.case.caseNo < b.case.caseNo ? -1 : 1))
}

const LAST_COLUMN = columnName(columnTitles.length - 1)

function titleRows(day: number, at: number, layout: Layout): { rows: Cell[][]; merged: string[] } {
  const rows: Cell[][] = [[`辽阳市数字化城市管理案卷导出表(${dateOfDay(day)})`]]
  if (layout === 'extra titles') rows.push([`导出时间:${plainTime(at)}`], ['演示数据,仅供系统联调使用'], [])
  const merged = rows.flatMap((row, i) => (row.length === 0 ? [] : [`A${i + 1}:${LAST_COLUMN}${i + 1}`]))
  return { rows, merged }
}

/** The district is the last column; where it repeats, a clerk merged it and only the first cell keeps its value. */
function mergeDistricts(body: Cell[][], firstRow: number): string[] {
  const column = columnTitles.length - 1
  const merged: string[] = []
  for (let from = 0; from < body.length;) {
    let to = from + 1
    while (to < body.length && body[to]![column] === body[from]![column]) body[to++]![column] = null
    if (to > from + 1) merged.push(`${LAST_COLUMN}${firstRow + from}:${LAST_COLUMN}${firstRow + to - 1}`)
    from = to
  }
  return merged
}

/** Where each column of the usual order went. */
function columnOrder(layout: Layout, chance: Chance): number[] {
  const usual = columnTitles.map((_, i) => i)
  return layout === 'reordered' ? chance.shuffled(usual) : usual
}

function sheetOf(
  states: readonly CaseState[],
  day: number,
  at: number,
  variant: Variant,
  chance: Chance,
): Sheet {
  const { layout, times } = variant
  const { rows, merged } = titleRows(day, at, layout)
  const order = columnOrder(layout, chance)
  const extra = layout === 'extra column'
  const arranged = (cells: readonly Cell[]): Cell[] => [
    ...order.map(column => cells[column] ?? null),
    ...(extra ? [null] : []),
  ]
  const header: Cell[] = [...order.map(column => columnTitles[column]!), ...(extra ? ['备注'] : [])]
  const body = states.map(state => arranged(rowOf(state, times)))
  const more = layout === 'merged cells' ? mergeDistricts(body, rows.length + 2) : []
  return { name: '案卷列表', rows: [...rows, header, ...body], merged: [...merged, ...more] }
}

function bytesOf(city: PretendCity, model: CaseModel, day: number, at: number, variant: Variant): Uint8Array {
  const chance = stream(city.seed, 'citymgmt', 'export layout', day)
  const bytes = workbookBytes(sheetOf(exportedCases(model, day, at), day, at, variant, chance))
  return variant.layout === 'truncated' ? bytes.slice(0, Math.floor(bytes.length * 0.7)) : bytes
}

/** What is dropped about a day: one file in the night after it, and a second one when the first was cut short. */
export function exportsOfDay(city: PretendCity, model: CaseModel, day: number): Drop[] {
  const variant = variantOf(city, day)
  const date = dateOfDay(day).replaceAll('-', '')
  const file = (at: number, name: string, how: Variant): Drop => ({
    at,
    name,
    bytes: () => bytesOf(city, model, day, at, how),
  })
  const night = file(startOfDay(day + 1) + EXPORT_TIME, `案卷导出_${date}.xlsx`, variant)
  if (variant.layout !== 'truncated') return [night]
  const repaired = { ...variant, layout: 'usual' } as const
  return [night, file(startOfDay(day + 1) + REPAIR_TIME, `案卷导出_${date}_重发.xlsx`, repaired)]
}
