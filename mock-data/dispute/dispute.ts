import { MINUTE } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { createChangingTables } from '../sql/changing-tables.ts'
import type { Upstream } from '../upstream.ts'
import { createDisputeModel, type DisputeModel } from './model.ts'
import { caseRow, stepRows, TABLES } from './tables.ts'

/** 矛盾纠纷多元化解平台: what people are at odds about, who mediates it, and what comes of it. */
export const createDispute = (city: PretendCity, model: DisputeModel = createDisputeModel(city)): Upstream =>
  createChangingTables(city, {
    ...{ name: 'dispute', title: '矛盾纠纷多元化解平台(SQLite)' },
    ...{ tables: Object.values(TABLES), everyMs: MINUTE },
    open: () => (to, from) => {
      const disputes = model.until(to)
      // Rows are made of what changed alone: most disputes rest most of the time.
      const isNew = ({ at }: { readonly at: number }) => at > from && at <= to
      return [
        [TABLES.cases, disputes.filter(each => each.registeredAt > from).map(each => caseRow(city, each))],
        [
          TABLES.steps,
          disputes.filter(({ steps }) => steps.some(isNew)).flatMap(each => stepRows(city, each)),
        ],
      ]
    },
  })
