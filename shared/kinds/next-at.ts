/** The earlier of two instants, either of which may never come. */
export function earlier(a: number | null, b: number | null): number | null {
  if (a === null) return b
  return b === null || a < b ? a : b
}

/** Whether the last instant that is in time has passed; never where there is none. */
export const isOver = (last: number | null, now: number): boolean => last !== null && now > last

/** When it will be over; null: it is, or there is no such instant. */
export const instantAfter = (last: number | null, now: number): number | null =>
  last === null || now > last ? null : last + 1
