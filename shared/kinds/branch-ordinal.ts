const ORDINAL = /\d{3}$/

/**
 * The number of an organisation under its parent. Codes of party organisations have three digits for each level, so the
 * last three number it; null for a code that was made otherwise.
 */
export function ordinalOf(code: string): number | null {
  const ordinal = Number(ORDINAL.exec(code)?.[0] ?? 0)
  return ordinal === 0 ? null : ordinal
}
