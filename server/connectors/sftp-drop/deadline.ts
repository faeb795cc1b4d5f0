import { FeedError } from '../connector.ts'

/** For something that comes in many answers, of which each may be in time. */
export class Deadline {
  readonly #end: number
  readonly #what: string

  constructor(ms: number, what: string) {
    this.#end = performance.now() + ms
    this.#what = what
  }

  check(): void {
    if (performance.now() < this.#end) return
    throw new FeedError(`${this.#what} comes in too slowly`, {
      blame: 'upstream',
      retry: true,
      fault: 'slow',
    })
  }
}
