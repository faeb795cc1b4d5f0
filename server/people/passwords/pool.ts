/** Too many ask at once: come back in a moment. */
export class PoolFull extends Error {
  override readonly name = 'PoolFull'
}

export interface Pool {
  /** `first`: goes before those that are not, and finds room where they do not. Rejects with PoolFull. */
  run<T>(work: () => Promise<T>, first: boolean): Promise<T>
  readonly waiting: number
}

interface PoolParts {
  readonly atOnce: number
  /** How many may wait; as many again may wait of those that go first. */
  readonly most: number
}

/**
 * Work that takes a thread of its own for tens of ms. Files and names are looked up on the same few threads, so only two are ever
 * taken; and a flood must wait or be turned away rather than grow without bound (T-AUTH-01).
 */
export function createPool({ atOnce, most }: PoolParts): Pool {
  const first: (() => void)[] = []
  const others: (() => void)[] = []
  let running = 0

  function next(): void {
    while (running < atOnce) {
      const start = first.shift() ?? others.shift()
      if (start === undefined) return
      running++
      start()
    }
  }

  return {
    get waiting() {
      return first.length + others.length
    },
    run(work, isFirst) {
      const queue = isFirst ? first : others
      if (queue.length >= most) return Promise.reject(new PoolFull('too many passwords are checked just now'))
      return new Promise((resolve, reject) => {
        queue.push(() => {
          work()
            .then(resolve, reject)
            .finally(() => {
              running--
              next()
            })
        })
        next()
      })
    },
  }
}
