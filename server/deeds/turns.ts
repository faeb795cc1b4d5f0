/** Does what it is given once all that was given before is done. */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>

/** Does one thing after the other, in the order in which they were asked for; what fails fails alone. */
export function createTurns(): Turn {
  let last: Promise<unknown> = Promise.resolve()
  return work => {
    const mine = last.then(work, work)
    last = mine.catch(() => undefined)
    return mine
  }
}
