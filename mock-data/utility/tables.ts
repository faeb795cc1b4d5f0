import type { Told } from '../sql/changing-tables.ts'
import { changingTable } from '../sql/table.ts'
import { plainTime, plainTimeOrNull } from '../time-text.ts'
import { JOINED, type Firm } from './firms.ts'
import { standingAt, type Matter } from './matters.ts'

export const TABLES = {
  firms: changingTable('utility_firm', {
    ...{ area_code: 'text', firm_name: 'text', trade: 'text', accounts: 'whole', joined_at: 'time' },
  }),
  outages: changingTable('utility_outage', {
    ...{ area_code: 'text', title: 'text', outage_type: 'text', trade: 'text', firm_name: 'text' },
    ...{ reason: 'text', households: 'whole', stopped_at: 'time', promised_at: 'time', restored_at: 'time' },
  }),
  transfers: changingTable('utility_transfer', {
    ...{ area_code: 'text', registration_no: 'text', title: 'text', trade: 'text', firm_name: 'text' },
    ...{ limit_days: 'whole', registered_at: 'time', done_at: 'time', halted_by: 'text' },
  }),
} as const

/** All join at once, and stand in the table as of the moment in which somebody looked at the register last. */
export function firmRow({ no, name, trade, district, accounts }: Firm, told: number): Told {
  const row = {
    ...{ row_id: no, updated_at: plainTime(told), area_code: district, firm_name: name, trade, accounts },
    joined_at: plainTime(JOINED),
  }
  return { at: told, row }
}

export function outageRow(matter: Matter, now: number): Told {
  const { changedAt, doneAt } = standingAt(matter, now)
  const row = {
    ...{ row_id: matter.no, updated_at: plainTime(changedAt), area_code: matter.area, title: matter.title },
    ...{ outage_type: matter.sort, trade: matter.firm.trade, firm_name: matter.firm.name },
    ...{ reason: matter.reason, households: matter.households, stopped_at: plainTime(matter.at) },
    ...{ promised_at: plainTimeOrNull(matter.dueAt), restored_at: plainTimeOrNull(doneAt) },
  }
  return { at: changedAt, row }
}

export function transferRow(matter: Matter, now: number): Told {
  const { changedAt, doneAt, stop } = standingAt(matter, now)
  const row = {
    ...{ row_id: matter.no, updated_at: plainTime(changedAt), area_code: matter.area, title: matter.title },
    ...{ registration_no: matter.registration, trade: matter.firm.trade, firm_name: matter.firm.name },
    ...{
      limit_days: 1,
      registered_at: plainTime(matter.at),
      done_at: plainTimeOrNull(doneAt),
      halted_by: stop,
    },
  }
  return { at: changedAt, row }
}
