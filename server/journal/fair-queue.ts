/** A queue of queues: each name gets its turn, one item at a time. */
export class FairQueue<T> {
  readonly #lanes = new Map<string, T[]>()
  #size = 0

  get size(): number {
    return this.#size
  }

  add(name: string, item: T): void {
    const lane = this.#lanes.get(name)
    if (lane === undefined) this.#lanes.set(name, [item])
    else lane.push(item)
    this.#size++
  }

  /** Takes items round robin until their weights reach `budget`; at least one if there is any. */
  take(budget: number, weight: (item: T) => number): T[] {
    const taken: T[] = []
    for (let left = budget; this.#size > 0 && left > 0;) {
      const item = this.#next()
      taken.push(item)
      left -= Math.max(1, weight(item))
    }
    return taken
  }

  /** The lane served goes to the back: who comes after a full commit starts with the others. */
  #next(): T {
    const [name, lane] = this.#lanes.entries().next().value as [string, T[]]
    const item = lane.shift() as T
    this.#lanes.delete(name)
    if (lane.length > 0) this.#lanes.set(name, lane)
    this.#size--
    return item
  }
}
