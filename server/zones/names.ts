import type { LookupAddress } from 'node:dns'

export interface NamesParts {
  /** All addresses of a name, as the system finds them: its own file of hosts goes first. */
  readonly lookup: (name: string) => Promise<readonly LookupAddress[]>
  readonly say: (level: 'info' | 'warn', message: string) => void
}

/** Asking for a name keeps one of Node's few threads until the system gives up; files need the others. */
const AT_ONCE = 2

/**
 * Asks for names. What was answered last is used while nobody answers (F-50): a city does not go dark because its DNS does. A name that is
 * no more is told so by those who know, and is then no more.
 */
export class Names {
  readonly #parts: NamesParts
  readonly #last = new Map<string, readonly LookupAddress[]>()
  readonly #asking = new Map<string, Promise<readonly LookupAddress[]>>()
  readonly #unanswered = new Set<string>()
  readonly #waiting: (() => void)[] = []
  #busy = 0

  constructor(parts: NamesParts) {
    this.#parts = parts
  }

  /** Rejects where there is no such name, or nobody answers who ever did. */
  resolve(name: string): Promise<readonly LookupAddress[]> {
    const asking = this.#asking.get(name) ?? this.#ask(name).finally(() => this.#asking.delete(name))
    this.#asking.set(name, asking)
    return asking
  }

  async #ask(name: string): Promise<readonly LookupAddress[]> {
    if (this.#busy >= AT_ONCE) await new Promise<void>(resolve => this.#waiting.push(resolve))
    this.#busy++
    try {
      const found = await this.#parts.lookup(name)
      this.#last.set(name, found)
      if (this.#unanswered.delete(name)) this.#parts.say('info', `"${name}" is answered for again`)
      return found
    } catch (error) {
      return this.#asBefore(name, error)
    } finally {
      this.#busy--
      this.#waiting.shift()?.()
    }
  }

  #asBefore(name: string, error: unknown): readonly LookupAddress[] {
    const last = this.#last.get(name)
    if (last === undefined || isNoName(error)) {
      this.#last.delete(name)
      throw error
    }
    if (!this.#unanswered.has(name))
      this.#parts.say(
        'warn',
        `nobody answers for "${name}" now (DNS): its last known address is used until somebody does`,
      )
    this.#unanswered.add(name)
    return last
  }
}

const NO_NAME: readonly unknown[] = ['ENOTFOUND', 'ENODATA']

const isNoName = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && NO_NAME.includes(error.code)
