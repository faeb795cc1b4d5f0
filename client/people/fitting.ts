/**
 * How many of a row's links stand in it: all where there is room for them; else as many from the first on as leave room for the word
 * behind which the others are. Widths and room in one unit.
 */
export function fitting(widths: readonly number[], room: number, gap: number, more: number): number {
  const whole = widths.reduce((sum, width, i) => sum + width + (i > 0 ? gap : 0), 0)
  if (whole <= room) return widths.length
  let used = more
  for (const [i, width] of widths.entries()) {
    used += width + gap
    if (used > room) return i
  }
  return widths.length
}
