import { MINUTE } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { createChangingTables } from '../sql/changing-tables.ts'
import type { Upstream } from '../upstream.ts'
import { facilitiesAt } from './facilities.ts'
import { facilityRow, TABLES, workRow } from './tables.ts'
import { createWorkModel } from './works.ts'

/** 智慧城建: what is being built and renewed in the city, and how its streets, lamps and drains are. */
export const createUrban = (city: PretendCity): Upstream =>
  createChangingTables(city, {
    ...{ name: 'urban', title: '智慧城建管理平台(SQLite)' },
    ...{ tables: Object.values(TABLES), everyMs: 10 * MINUTE },
    open: () => {
      const works = createWorkModel(city)
      return to => [
        [TABLES.works, works(to).map(work => workRow(work, to))],
        [TABLES.facilities, facilitiesAt(city, to).map(facilityRow)],
      ]
    },
  })
