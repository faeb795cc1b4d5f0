const TOLD_EVERY_MS = 60_000

/**
 * Says of pushes that were refused: of the first at once, and of those after it together, once a minute. Whoever forges pushes must
 * not be able to fill the log.
 */
export function refusalsTold(say: (message: string) => void): (reason: string, now: number) => void {
  let told = Number.NEGATIVE_INFINITY
  let untold = 0
  return (reason, now) => {
    if (now >= told && now - told < TOLD_EVERY_MS) {
      untold++
      return
    }
    const more = untold === 0 ? '' : ` (and ${untold} more since the last of these)`
    told = now
    untold = 0
    say(`refused a push: ${reason}${more}`)
  }
}
