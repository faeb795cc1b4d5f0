import { MINUTE } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { createChangingTables } from '../sql/changing-tables.ts'
import type { Upstream } from '../upstream.ts'
import { createReceptionModel, type ReceptionModel } from './model.ts'
import { stepRows, TABLES, visitRow } from './tables.ts'

/** 百姓访谈驿站联合接访平台: who is received at a station of a town, and what becomes of it. */
export const createReception = (
  city: PretendCity,
  model: ReceptionModel = createReceptionModel(city),
): Upstream =>
  createChangingTables(city, {
    ...{ name: 'reception', title: '百姓访谈驿站联合接访平台(SQLite)' },
    ...{ tables: Object.values(TABLES), everyMs: MINUTE },
    open: () => (to, from) => {
      const visits = model.until(to)
      return [
        [TABLES.visits, visits.filter(({ cameAt }) => cameAt > from).map(visitRow)],
        [TABLES.steps, visits.flatMap(visit => stepRows(city, visit))],
      ]
    },
  })
