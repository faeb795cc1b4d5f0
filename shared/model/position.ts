/** How much of its past a feed has still to bring in, in a measure of its own: milliseconds of time, files. */
export type Backlog = {
  readonly left: number
  readonly of: number
}

/**
 * What a feed's position says of its past. A position is its connector's own affair, but for `backlog`, which all of them
 * name so: the fold tells screens by it, and since a position is committed with its page, what is told is true. null:
 * nothing of the past is missing, or the position says nothing that can be read.
 */
export function backlogOf(position: string): Backlog | null {
  // Most positions have none, and some are long.
  if (!position.includes('"backlog"')) return null
  const { backlog } = parsed(position)
  if (typeof backlog !== 'object' || backlog === null) return null
  const { left, of } = backlog as { readonly left?: unknown; readonly of?: unknown }
  return isCount(left) && isCount(of) && left > 0 && left <= of ? { left, of } : null
}

function parsed(position: string): { readonly backlog?: unknown } {
  try {
    const value: unknown = JSON.parse(position)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    // A connector may keep any text: one that is no JSON says nothing of a past.
    return {}
  }
}

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value)
