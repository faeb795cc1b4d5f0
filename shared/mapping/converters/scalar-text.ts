import { refuse, type Reason, type Sheet } from '../sheet.ts'

/**
 * The text of a value that an upstream may write as text or as a number. null: there is none. Anything else (a list, an
 * object, true) is refused as `reason`.
 */
export function scalarText(value: unknown, sheet: Sheet, path: string, reason: Reason): string | null {
  if (typeof value === 'string') return value
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return value === null || value === undefined ? null : refuse(sheet, path, reason, value)
}
