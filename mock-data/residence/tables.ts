import type { Told } from '../sql/changing-tables.ts'
import { changingTable } from '../sql/table.ts'
import { plainTime, plainTimeOrNull } from '../time-text.ts'
import { standingAt, type Check } from './checks.ts'
import type { Morning } from './mornings.ts'

export const TABLES = {
  counts: changingTable('residence_count', {
    ...{ area_code: 'text', stat_month: 'text', counted_at: 'time', verified: 'whole' },
    ...{ households: 'whole', registered_people: 'whole', floating_people: 'whole' },
    ...{ homes: 'whole', rented_homes: 'whole', vacant_homes: 'whole' },
    ...{ elderly_alone: 'whole', disabled: 'whole', children_in_need: 'whole' },
  }),
  checks: changingTable('residence_check', {
    ...{ area_code: 'text', title: 'text', check_type: 'text', source: 'text', unit_name: 'text' },
    ...{ limit_days: 'whole', issued_at: 'time', taken_at: 'time', done_at: 'time' },
    ...{ finding: 'text', visits: 'whole' },
  }),
} as const

export function countRow({ community, month, countedAt, toldAt, counts, confirmed }: Morning): Told {
  const row = {
    ...{ row_id: `${community.code}-${month}`, updated_at: plainTime(toldAt), area_code: community.code },
    ...{ stat_month: month, counted_at: plainTime(countedAt), verified: confirmed ? 1 : 0 },
    ...{ households: counts.households, registered_people: counts.registered },
    ...{ floating_people: counts.floating, homes: counts.homes, rented_homes: counts.rented },
    ...{ vacant_homes: counts.vacant, elderly_alone: counts.elderlyAlone },
    ...{ disabled: counts.disabled, children_in_need: counts.children },
  }
  return { at: toldAt, row }
}

export function checkRow(check: Check, now: number): Told {
  const { no, issuedAt, town, community, sort, source, title } = check
  const { changedAt, takenAt, doneAt, finding, visits } = standingAt(check, now)
  const row = {
    ...{ row_id: no, updated_at: plainTime(changedAt), area_code: community.code, title },
    ...{ check_type: sort.name, source, unit_name: `${town.name}综治中心`, limit_days: sort.limit },
    ...{ issued_at: plainTime(issuedAt), taken_at: plainTimeOrNull(takenAt) },
    ...{ done_at: plainTimeOrNull(doneAt), finding, visits },
  }
  return { at: changedAt, row }
}
