import type { Calendar } from '../../calendar/calendar.ts'
import { stopsOf } from '../../calendar/pauses.ts'
import { told } from '../fields.ts'
import type { Row } from '../kind.ts'
import { workedBetween } from '../used-share.ts'
import type { CaseFile } from './case-file.ts'
import { endOf, isOver } from './standing.ts'

/**
 * The steps that are over, with the working time each took. A step whose end is its start had none to write down, so
 * nobody knows how long it took.
 */
export function stepRows({ main, fields, steps, pauses }: CaseFile, calendar: Calendar): Row[] {
  const stops = stopsOf(pauses)
  const rows: Row[] = []
  for (const { key, fields: step } of steps) {
    if (!isOver(step)) continue
    const { startAt } = step
    const endAt = endOf(step)
    rows.push({
      key,
      event: endAt ?? startAt,
      kind: 'service-case',
      area: main.area,
      number: fields.caseNo,
      name: step.name,
      station: step.station ?? 'other',
      department: told(step.department ?? fields.department),
      workedMs: endAt === null ? null : workedBetween(calendar, startAt, endAt, stops),
    })
  }
  return rows
}
