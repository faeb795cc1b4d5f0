/** The earlier of two instants, either of which may never come. */
export function earlier(a: number | null, b: number | null): number | null {
  if (a === null) return b
  return b === null || a < b ? a : b
}
