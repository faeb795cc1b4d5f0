import { told } from '../fields.ts'
import { mainPart, type Derived, type Thing } from '../kind.ts'
import { limitInDays } from '../limit-in-days.ts'
import { marksOf } from '../marks.ts'
import type { ItemFields } from './fields.ts'

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
