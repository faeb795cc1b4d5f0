import { told } from '../fields.ts'
import { mainPart, type Derived, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import type { ItemFields, LIMIT_UNITS } from './fields.ts'

type Unit = (typeof LIMIT_UNITS)[number]

/**
 * Hundredths of a working day in a unit of a limit, to add up limits that were given in different ones: five working
 * days to a week, and 21.75 to a month (the statutory mean).
 */
const HUNDREDTHS: { readonly [unit in Unit]: number } = { workday: 100, day: 500 / 7, month: 2175 }

const limitInDays = (n: number | null | undefined, unit: Unit | null | undefined): number | null =>
  n === null || n === undefined ? null : Math.round(n * HUNDREDTHS[unit ?? 'workday'])

export function deriveItem(thing: Thing): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as ItemFields
  const statutory = limitInDays(fields.statutoryLimit, fields.statutoryUnit)
  const promised = limitInDays(fields.promisedLimit, fields.promisedUnit)
  return {
    area: main.area,
    row: {
      event: main.event,
      kind: 'service-item',
      area: main.area,
      taskCode: fields.taskCode,
      title: fields.name,
      taskType: told(fields.taskType),
      type: told(fields.type),
      department: told(fields.department),
      inForce: fields.inForce !== false,
      statutoryDays: statutory,
      promisedDays: promised,
      savedDays: statutory === null || promised === null ? null : statutory - promised,
      visits: told(fields.visits),
      online: told(fields.online),
      inHall: told(fields.inHall),
      steps: told(fields.steps),
      commitment: told(fields.commitment),
      delegatedTo: told(fields.delegatedTo),
      delegated: told(fields.delegatedTo) !== null,
      marks: marksOf(main, false, false),
    },
    nextAt: null,
  }
}
