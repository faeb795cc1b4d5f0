import { DAY } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { fileCells, variantOf } from '../stat/csv.ts'
import { createDroppedReports } from '../stat/dropped-reports.ts'
import type { Release } from '../stat/releases.ts'
import type { Report } from '../stat/reports.ts'
import type { Upstream } from '../upstream.ts'
import { columnName, workbookBytes, type Cell } from '../workbook.ts'
import { civilTable } from './civil-affairs.ts'

export const civilReports: readonly Report[] = [
  {
    name: '民政统计月报',
    title: '辽阳市民政统计月报',
    department: '市民政局',
    rhythm: 'month',
    after: 1,
    byTown: true,
    table: civilTable,
  },
]

/** What a person types as a number Excel keeps as one, whatever it shows between the thousands. */
function cellOf(text: string): Cell {
  if (text === '') return null
  return /^\d[\d,]*(\.\d+)?$/.test(text) ? Number(text.replaceAll(',', '')) : text
}

export function workbookOf(city: PretendCity, release: Release): Uint8Array {
  const rows = fileCells(city, release, variantOf(city, release)).map(cells => cells.map(cellOf))
  return workbookBytes({
    name: '民政统计',
    rows,
    merged: [`A1:${columnName(release.table.columns.length - 1)}1`],
  })
}

/** 民政: the bureau's workbook of each month, of 低保, 特困, 养老 and 救助 by 街镇; thirteen months are kept. */
export const createCivil = (city: PretendCity): Upstream =>
  createDroppedReports(city, {
    ...{ name: 'civil', title: '民政月报文件投放', reports: civilReports, pastMs: 500 * DAY },
    ...{ format: 'xlsx', bytes: workbookOf },
  })
