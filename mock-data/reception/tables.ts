import { HOUR } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import type { Told } from '../sql/changing-tables.ts'
import { changingTable } from '../sql/table.ts'
import { plainTime } from '../time-text.ts'
import type { Step } from './course.ts'
import { stationOf, type Visit } from './model.ts'

export const TABLES = {
  visits: changingTable('visit_register', {
    ...{ area_code: 'text', title: 'text', words: 'text', subject: 'text', channel: 'text' },
    ...{ unit_name: 'text', came_at: 'time' },
  }),
  steps: changingTable('visit_step', {
    ...{ visit_no: 'text', step_no: 'whole', step_name: 'text', done_at: 'time', unit_name: 'text' },
    ...{ given_to: 'text', due_at: 'time' },
  }),
} as const

export function visitRow(visit: Visit): Told {
  const { no, cameAt, town, community, title, words, subject, channel } = visit
  const at = plainTime(cameAt)
  return {
    at: cameAt,
    row: {
      ...{ row_id: no, updated_at: at, area_code: community?.code ?? town.code, title, words },
      ...{ subject, channel, unit_name: stationOf(visit), came_at: at },
    },
  }
}

export const stepRows = (city: PretendCity, visit: Visit): Told[] =>
  visit.steps.map((step, i) => ({ at: step.at, row: stepRow(city, visit, step, i + 2) }))

function stepRow(city: PretendCity, visit: Visit, { at, name, dueAt }: Step, place: number) {
  const isTerm = name === '领导定时限'
  // A14: written down with the hour before it came.
  const isOdd = place === visit.steps.length + 1 && city.anomalies.hits('A14', ['visit', visit.no])
  return {
    ...{ row_id: `${visit.no}-${place}`, updated_at: plainTime(at), visit_no: visit.no, step_no: place },
    ...{ step_name: name, done_at: plainTime(isOdd ? visit.cameAt - HOUR : at) },
    unit_name: isTerm ? `${visit.town.name}党委` : stationOf(visit),
    given_to: isTerm ? visit.department : null,
    due_at: dueAt === null ? null : plainTime(dueAt),
  }
}
