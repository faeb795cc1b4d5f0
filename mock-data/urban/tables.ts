import type { Told } from '../sql/changing-tables.ts'
import { changingTable } from '../sql/table.ts'
import { plainTime, plainTimeOrNull } from '../time-text.ts'
import type { Told as Facility } from './facilities.ts'
import { standingAt, type Work } from './works.ts'

export const TABLES = {
  works: changingTable('city_work', {
    ...{ area_code: 'text', work_name: 'text', work_type: 'text', stage: 'text', percent: 'whole' },
    ...{ unit_name: 'text', builder: 'text', dust_device: 'text', households: 'whole', halted: 'whole' },
    ...{ announced_at: 'time', plan_end: 'time', begun_at: 'time', finished_at: 'time' },
  }),
  facilities: changingTable('facility_count', {
    ...{ area_code: 'text', facility: 'text', stat_month: 'text' },
    ...{ total: 'whole', sound: 'whole', repairing: 'whole' },
  }),
} as const

export function workRow(work: Work, now: number): Told {
  const { changedAt, beganAt, doneAt, percent, stage, halted } = standingAt(work, now)
  const row = {
    ...{ row_id: work.no, updated_at: plainTime(changedAt), area_code: work.area, work_name: work.title },
    ...{ work_type: work.sort, stage, percent, unit_name: work.department, builder: work.builder },
    ...{ dust_device: work.device, households: work.households, halted: halted ? 1 : 0 },
    ...{ announced_at: plainTime(work.announcedAt), plan_end: plainTime(work.dueAt) },
    ...{ begun_at: plainTimeOrNull(beganAt), finished_at: plainTimeOrNull(doneAt) },
  }
  return { at: changedAt, row }
}

export function facilityRow({ district, name, month, toldAt, ...counts }: Facility): Told {
  const row = {
    ...{ row_id: `${district}-${name}-${month}`, updated_at: plainTime(toldAt), area_code: district },
    ...{ facility: name, stat_month: month, ...counts },
  }
  return { at: toldAt, row }
}
