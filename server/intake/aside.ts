/** Lets only so many run at a time; the others wait in the order in which they came. */
export function createAside(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async work => {
    if (running >= atOnce) await new Promise<void>(resolve => waiting.push(resolve))
    else running++
    try {
      return await work()
    } finally {
      // Whoever waits takes this one's place: it is never free in between.
      const next = waiting.shift()
      if (next === undefined) running--
      else next()
    }
  }
}
