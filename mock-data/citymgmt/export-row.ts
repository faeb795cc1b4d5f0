import { DAY, HOUR, dayNumber, fieldsOfDay, timeOfDay } from '../../shared/calendar/civil.ts'
import { plainTime } from '../time-text.ts'
import { countOf, type CaseState } from './state.ts'
import { closedAt, disposeDue, disposer, noteOf, STAGE_NAMES } from './wire.ts'
import type { Cell } from '../workbook.ts'

/** How a file writes its times: as the system does, or as somebody's Excel made of it (A8). */
export type TimeStyle = 'plain' | 'dotted' | 'month and day' | 'serial' | 'full width'

const FULL_WIDTH_OFFSET = 0xfee0
const fullWidth = (text: string) =>
  text.replace(/[0-9]/g, digit => String.fromCharCode(digit.charCodeAt(0) + FULL_WIDTH_OFFSET))

/** Day 0 of Excel's calendar, 1899-12-30, which makes its later days right in spite of the 29 February 1900 it believes in. */
const SERIAL_ZERO = -25_569

const serial = (at: number) => Math.round((dayNumber(at) - SERIAL_ZERO + timeOfDay(at) / DAY) * 1e6) / 1e6

/** `2026.11.22 9:14` */
function dotted(at: number): string {
  const { year, month, dayOfMonth } = fieldsOfDay(dayNumber(at))
  const minute = String(Math.floor((timeOfDay(at) % HOUR) / 60_000)).padStart(2, '0')
  return `${year}.${month}.${dayOfMonth} ${Math.floor(timeOfDay(at) / HOUR)}:${minute}`
}

/** `11月22日 09:14:03`: which year, the title of the file tells. */
function monthAndDay(at: number): string {
  const { month, dayOfMonth } = fieldsOfDay(dayNumber(at))
  return `${month}月${dayOfMonth}日 ${plainTime(at).slice(11)}`
}

export function timeCell(at: number | null, style: TimeStyle): Cell {
  if (at === null) return null
  switch (style) {
    case 'plain':
      return plainTime(at)
    case 'dotted':
      return dotted(at)
    case 'month and day':
      return monthAndDay(at)
    case 'serial':
      return { date: serial(at) }
    case 'full width':
      return fullWidth(plainTime(at))
  }
}

type Column = readonly [title: string, read: (state: CaseState, times: TimeStyle) => Cell]

/** The 24 columns of the real export, in its order (DOMAIN 6.1). */
const COLUMNS: readonly Column[] = [
  ['上报时间', ({ steps }, times) => timeCell(steps[0]!.at, times)],
  ['任务号', ({ case: one }) => one.caseNo],
  ['大类名称', ({ case: one }) => one.filing.mainName],
  ['小类名称', ({ case: one }) => one.filing.subName],
  ['问题来源', ({ case: one }) => one.source],
  ['问题描述', ({ case: one }) => one.description],
  ['当前阶段名称', ({ stage }) => STAGE_NAMES[stage]],
  ['处置部门', state => disposer(state)?.name ?? null],
  ['捆绑处置截止时间', ({ due }, times) => timeCell(due?.bundle ?? null, times)],
  ['结案时间', (state, times) => timeCell(closedAt(state), times)],
  ['所属片区', ({ case: one }) => one.site.patch],
  ['问题类型', ({ case: one }) => one.category.type],
  ['地址描述', ({ case: one }) => one.site.address],
  ['所属街道', ({ case: one }) => one.site.town?.name ?? null],
  ['所属社区', ({ case: one }) => one.site.community?.name ?? null],
  ['监督员', ({ case: one }) => one.collector],
  ['处置截止时间', (state, times) => timeCell(disposeDue(state), times)],
  ['X坐标', ({ case: one }) => one.site.point.x],
  ['Y坐标', ({ case: one }) => one.site.point.y],
  ['延期理由', state => noteOf(state, 'delay')],
  ['处置意见', state => noteOf(state, 'dispose')],
  ['单元网格', ({ case: one }) => one.site.unitGrid],
  ['延期次数', ({ steps }) => countOf(steps, 'delay')],
  ['所属区域', ({ case: one }) => one.site.district?.name ?? null],
]

export const columnTitles: readonly string[] = COLUMNS.map(([title]) => title)

export const rowOf = (state: CaseState, times: TimeStyle): Cell[] =>
  COLUMNS.map(([, read]) => read(state, times))
