/** How much of something each holds at once. */
export interface Shares {
  /** Whether something is left for them; a refusal counts. */
  has(who: string): boolean
  /** False: whoever it is holds all that they may. What was taken is given back once. */
  take(who: string): boolean
  giveBack(who: string): void
  /** How often nothing was left to take. */
  readonly refused: number
}

export interface SharesParts {
  readonly most: number
  /** Who counts as one. */
  readonly group: (who: string) => string
  readonly onRefused: (group: string) => void
}

export function createShares({ most, group, onRefused }: SharesParts): Shares {
  const held = new Map<string, number>()
  let refused = 0
  function has(who: string): boolean {
    const name = group(who)
    if ((held.get(name) ?? 0) < most) return true
    refused++
    onRefused(name)
    return false
  }
  return {
    has,
    take(who) {
      if (!has(who)) return false
      const name = group(who)
      held.set(name, (held.get(name) ?? 0) + 1)
      return true
    },
    giveBack(who) {
      const name = group(who)
      const left = (held.get(name) ?? 0) - 1
      // Whoever holds nothing takes no memory.
      if (left > 0) held.set(name, left)
      else held.delete(name)
    },
    get refused() {
      return refused
    },
  }
}
