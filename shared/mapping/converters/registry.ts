import type { Converter } from '../workbench.ts'
import { boolean } from './boolean.ts'
import { code } from './code.ts'
import { date } from './date.ts'
import { duration } from './duration.ts'
import { identifier } from './identifier.ts'
import { instant } from './instant.ts'
import { list } from './list.ts'
import { month } from './month.ts'
import { decimal, integer } from './number.ts'
import { objects } from './objects.ts'
import { period } from './period.ts'
import { point } from './point.ts'
import { department, freeText, text } from './text.ts'

/** Every way of making a value, in the order in which the manual has them. */
export const CONVERTERS: readonly Converter[] = [
  identifier,
  text,
  freeText,
  department,
  integer,
  decimal,
  boolean,
  code,
  instant,
  date,
  month,
  period,
  duration,
  point,
  list,
  objects,
]
