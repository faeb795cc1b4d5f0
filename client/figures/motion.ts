/** A character of a figure, and whether it is another one than before. */
export interface Digit {
  readonly text: string
  readonly changed: boolean
}

/** Compared from the right, as figures grow to the left: of 1,284 and 1,285 one digit changed, of 999 and 1,000 all. */
export function digitsOf(before: string, now: string): readonly Digit[] {
  const shift = before.length - now.length
  return [...now].map((text, i) => ({ text, changed: before[i + shift] !== text }))
}

/** How many figures move at once; more than three cannot be followed, so the others change without motion. */
const MOST = 3

export interface Moving {
  /** Whether one more may move now; whoever does says when it is done. */
  begin(): boolean
  done(): void
}

export function createMoving(most = MOST): Moving {
  let now = 0
  return {
    begin() {
      if (now >= most) return false
      now++
      return true
    },
    done() {
      now = Math.max(0, now - 1)
    },
  }
}
