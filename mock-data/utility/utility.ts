import { HOUR, MINUTE, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { createChangingTables } from '../sql/changing-tables.ts'
import type { Upstream } from '../upstream.ts'
import { changedBetween, createMatterModel, isTransfer } from './matters.ts'
import { firmRow, outageRow, TABLES, transferRow } from './tables.ts'

/** The list of firms is looked at each morning. */
const looked = (at: number): number => {
  const today = startOfDay(dayNumber(at)) + 5 * HOUR
  return today <= at ? today : startOfDay(dayNumber(at) - 1) + 5 * HOUR
}

/** 水电气暖便捷服务平台: the utilities, where homes are without them, and accounts that go over with a home. */
export const createUtility = (city: PretendCity): Upstream =>
  createChangingTables(city, {
    ...{ name: 'utility', title: '水电气暖便捷服务平台(SQLite)' },
    ...{ tables: Object.values(TABLES), everyMs: MINUTE },
    open: () => {
      const model = createMatterModel(city)
      return (to, from) => {
        const changed = model.until(to).filter(matter => changedBetween(matter, from, to))
        return [
          [TABLES.firms, model.firms.map(firm => firmRow(firm, looked(to)))],
          [TABLES.outages, changed.filter(matter => !isTransfer(matter)).map(each => outageRow(each, to))],
          [TABLES.transfers, changed.filter(isTransfer).map(each => transferRow(each, to))],
        ]
      }
    },
  })
