import { Type } from 'typebox'
import type { Fields } from '../model/value.ts'
import { flag, type Sheet } from './sheet.ts'
import { fault, type Workbench } from './workbench.ts'

const Name = Type.String({ minLength: 1, maxLength: 60 })

/** Pairs of fields that are instants or dates; the first is never after the second in a sound record. */
export const OrderedTimes = Type.Array(Type.Tuple([Name, Name]), { maxItems: 30 })

/**
 * A check for times that cannot be (done before it started, A14). The record is taken as it is: an upstream that
 * contradicts itself is shown and counted, not mended and not thrown away.
 */
export function noteImpossible(
  pairs: readonly (readonly [string, string])[],
  fields: readonly string[],
  bench: Workbench,
): (fields: Fields, sheet: Sheet) => void {
  const unknown = pairs.flat().filter(name => !fields.includes(name))
  for (const name of new Set(unknown)) fault(bench, `there is no field ${name}`)
  return (values, sheet) => {
    for (const [earlier, later] of pairs)
      if (isAfter(values[earlier], values[later])) flag(sheet, 'impossibleTime')
  }
}

/** Instants are compared as numbers, dates as text. What is missing contradicts nothing. */
const isAfter = (a: unknown, b: unknown): boolean =>
  (typeof a === 'number' && typeof b === 'number' && a > b) ||
  (typeof a === 'string' && typeof b === 'string' && a > b)
