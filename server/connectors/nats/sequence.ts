/** Messages that somebody had, and did not acknowledge: so many of those up to a number. */
export interface Owed {
  readonly count: number
  readonly upTo: number
}

/**
 * Where a feed stands in a stream. New messages come in their order, but what somebody had and did not acknowledge comes again at any time
 * and lies before them: until all of that has come, nobody may say that all up to a number is in.
 */
export class Sequence {
  readonly #created: string
  readonly #owed: Owed
  readonly #again = new Set<number>()

  constructor(created: string, owed: Owed) {
    this.#created = created
    this.#owed = owed
  }

  /** The position once this message is in, or null while nothing can be said. */
  after(sequence: number, isRedelivered: boolean): string | null {
    if (isRedelivered && sequence <= this.#owed.upTo) this.#again.add(sequence)
    if (isRedelivered || this.#again.size < this.#owed.count) return null
    return JSON.stringify({ created: this.#created, sequence })
  }
}
