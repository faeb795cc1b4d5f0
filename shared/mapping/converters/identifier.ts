import { refuse, type Sheet } from '../sheet.ts'
import { clean, isTorn } from '../text/clean.ts'
import { isMissingMark } from '../text/missing.ts'
import { halfWidth } from '../text/width.ts'
import { converter } from '../workbench.ts'
import { scalarText } from './scalar-text.ts'

const LONGEST = 120

/** A number or key that an upstream gave to something. Never masked, never cut: two things must not become one. */
export const identifier = converter(
  'identifier',
  {},
  (_, { path }) =>
    (value, sheet) =>
      identify(value, sheet, path),
)

export function identify(value: unknown, sheet: Sheet, path: string): string | null {
  // Beyond 2^53 a JSON number has lost its last digits already: the upstream must send such an id as text.
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    return refuse(sheet, path, 'not an identifier', value)
  const raw = scalarText(value, sheet, path, 'not an identifier')
  if (raw === null) return null
  // Cleaning would take away what tells two of them apart.
  if (isTorn(raw)) return refuse(sheet, path, 'not an identifier', raw)
  const id = halfWidth(clean(raw, 'one'))
  if (isMissingMark(id)) return null
  return id.length > LONGEST ? refuse(sheet, path, 'too long', id) : id
}
