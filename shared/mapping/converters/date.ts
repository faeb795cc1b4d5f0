import { Type } from 'typebox'
import { civilOf, dateOfDay, DAY, FIRST_DAY, LAST_DAY } from '../../calendar/civil.ts'
import { refuse } from '../sheet.ts'
import { halfWidth } from '../text/width.ts'
import { converter } from '../workbench.ts'
import type { CivilTime } from './civil-text.ts'
import { NumberForm, readCivil } from './civil-value.ts'

/** Titles and file names are short; what stands beyond this is not looked at. */
const LOOKED_AT = 500
const NAMED = /(?<!\d)(?:\d{8}(?!\d)|\d{4}[-./年]\d{1,2}[-./月]\d{1,2}(?!\d))/

/**
 * The civil date, YYYY-MM-DD. A time with an offset counts on the day it is in the city; without one, on the day written.
 * With `within` it is the first date in a longer text, which is often only a title or the name of a file.
 */
export const date = converter(
  'date',
  { numbers: Type.Optional(NumberForm), within: Type.Optional(Type.Boolean()) },
  ({ numbers = 'auto', within = false }, { path, zone }) =>
    (value, sheet) => {
      const found = within ? dateIn(value) : value
      const civil = readCivil(found, sheet.now + zone, numbers)
      if (civil === null) return null
      return dateOf(civil) ?? refuse(sheet, path, 'not a date', value)
    },
)

/** A text that names no date is handed on as it is: it may be a mark of nothing, and else is refused. */
const dateIn = (value: unknown): unknown =>
  typeof value === 'string' ? (NAMED.exec(halfWidth(value.slice(0, LOOKED_AT)))?.[0] ?? value) : value

export function dateOf(civil: CivilTime | undefined): string | null {
  if (civil === undefined) return null
  const day = Math.floor(civil.local / DAY)
  if (day <= FIRST_DAY || day >= LAST_DAY) return null
  return civil.offset === null ? dateOfDay(day) : civilOf(civil.local - civil.offset)
}
