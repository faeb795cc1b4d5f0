import { createHash } from 'node:crypto'
import type { SqlRow } from './source.ts'

interface Known {
  readonly time: string
  /** What rows of the name looked like, and the turn in which they were last read so. */
  readonly digests: Map<string, number>
}

/**
 * Rows of the overlap that are in, by digest: they are read at every turn and received once, or when they changed. Rows
 * may share a name (time and key), and one that changes back to what it was has changed.
 */
export class Overlap {
  readonly #known = new Map<string, Known>()
  #turn = 0

  begin(): void {
    this.#turn++
  }

  isFresh(name: string, row: SqlRow): boolean {
    const digests = this.#known.get(name)?.digests
    const digest = digestOf(row)
    if (digests === undefined || !digests.has(digest)) return true
    digests.set(digest, this.#turn)
    return false
  }

  remember(name: string, row: SqlRow, time: string): void {
    const known = this.#known.get(name) ?? { time, digests: new Map<string, number>() }
    known.digests.set(digestOf(row), this.#turn)
    this.#known.set(name, known)
  }

  forgetBefore(time: string): void {
    for (const [name, known] of this.#known) if (known.time < time) this.#known.delete(name)
  }

  /** Everything there is was read: what was not among it looks otherwise now. */
  end(): void {
    for (const [name, { digests }] of this.#known) {
      for (const [digest, turn] of digests) if (turn !== this.#turn) digests.delete(digest)
      if (digests.size === 0) this.#known.delete(name)
    }
  }
}

export const digestOf = (row: SqlRow): string =>
  createHash('sha256').update(JSON.stringify(row)).digest('base64url')
