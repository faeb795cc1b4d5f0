/** A value that was seen, again and again maybe. */
export interface Past {
  /** From here on nothing is unknown. */
  readonly since: number
  /** When it was seen last. */
  readonly at: number
  readonly value: number
}

/**
 * What was seen within the window, with what is seen now. Looks come each second and a window may be a day, so the same value again is one with
 * the one before it, and what lies between two that came later is no further from any value than one of those: it is left out.
 */
export function withNext(
  past: readonly Past[],
  value: number,
  at: number,
  windowMs: number,
): readonly Past[] {
  const within = past.filter(each => at - each.at <= windowMs)
  const last = within[within.length - 1]
  if (last === undefined) return [{ since: at, at, value }]
  if (last.value === value) return [...within.slice(0, -1), { ...last, at }]
  return furthest([...within, { since: last.at, at, value }])
}

/** From the newest back: those that are above or below all that came later. */
function furthest(past: readonly Past[]): readonly Past[] {
  const kept: Past[] = []
  let [least, most] = [Infinity, -Infinity]
  for (const each of [...past].reverse()) {
    if (each.value < least || each.value > most) kept.push(each)
    // What is left out was seen as well: nothing is unknown there.
    else kept.push({ ...(kept.pop() as Past), since: each.since })
    least = Math.min(least, each.value)
    most = Math.max(most, each.value)
  }
  return kept.reverse()
}

/** Whether all of the window was seen. */
export const isWhole = (past: readonly Past[], at: number, windowMs: number): boolean =>
  past[0] !== undefined && at - past[0].since >= windowMs
