import type { PretendCity } from '../city.ts'
import type { Told } from '../sql/changing-tables.ts'
import { changingTable, type Row } from '../sql/table.ts'
import { plainTime } from '../time-text.ts'
import type { Step } from './course.ts'
import { unitAt, type Dispute } from './model.ts'

export const TABLES = {
  cases: changingTable('dispute_case', {
    ...{ area_code: 'text', title: 'text', dispute_type: 'text', party_kind: 'text', party_count: 'whole' },
    ...{ source: 'text', level_name: 'text', unit_name: 'text', registered_at: 'time' },
  }),
  steps: changingTable('dispute_step', {
    ...{ case_no: 'text', step_no: 'whole', step_name: 'text', done_at: 'time', unit_name: 'text' },
    ...{ agreement_form: 'text', agreement_no: 'text', guided_to: 'text', passed_to: 'text' },
  }),
} as const

export function caseRow(city: PretendCity, dispute: Dispute): Told {
  const { no, registeredAt, town, community, sort, title, between, parties, source, level } = dispute
  const at = plainTime(registeredAt)
  return {
    at: registeredAt,
    row: {
      ...{ row_id: no, updated_at: at, area_code: community?.code ?? town.code, title },
      ...{ dispute_type: sort.name, party_kind: between, party_count: parties, source },
      ...{ level_name: level, unit_name: unitAt(city, dispute, level), registered_at: at },
    },
  }
}

export function stepRows(city: PretendCity, dispute: Dispute): Told[] {
  let level = dispute.level
  return dispute.steps.map((step, i) => {
    const told = { at: step.at, row: stepRow(city, dispute, step, i + 2, unitAt(city, dispute, level)) }
    level = step.to ?? level
    return told
  })
}

function stepRow(city: PretendCity, dispute: Dispute, step: Step, place: number, unit: string): Row {
  const { at, name, form, way, to } = step
  return {
    ...{ row_id: `${dispute.no}-${place}`, updated_at: plainTime(at), case_no: dispute.no, step_no: place },
    ...{ step_name: name, done_at: plainTime(at), unit_name: unit, agreement_form: form },
    agreement_no: form === '书面' ? `XY${dispute.no.slice(2)}` : null,
    ...{ guided_to: way, passed_to: to === null ? null : unitAt(city, dispute, to) },
  }
}
