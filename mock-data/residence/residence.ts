import { MINUTE } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { createChangingTables } from '../sql/changing-tables.ts'
import type { Upstream } from '../upstream.ts'
import { changedBetween, createCheckModel } from './checks.ts'
import { createCounts } from './counts.ts'
import { morningsBetween } from './mornings.ts'
import { checkRow, countRow, TABLES } from './tables.ts'

/** 实有人口实有房屋管理平台: how many people and homes there are where, and what the grid is to look at again. */
export const createResidence = (city: PretendCity): Upstream =>
  createChangingTables(city, {
    ...{ name: 'residence', title: '实有人口实有房屋管理平台(SQLite)' },
    ...{ tables: Object.values(TABLES), everyMs: MINUTE },
    open: () => {
      const counts = createCounts(city)
      const checks = createCheckModel(city)
      return (to, from) => {
        // Rows are made of what changed alone: most checks rest most of the time.
        const changed = checks.until(to).filter(check => changedBetween(check, from, to))
        return [
          [TABLES.counts, morningsBetween(city, counts, from, to).map(countRow)],
          [TABLES.checks, changed.map(check => checkRow(check, to))],
        ]
      }
    },
  })
