import type { Batch, Draft } from '../../shared/model/batch.ts'
import { FairQueue } from './fair-queue.ts'
import type { Journal } from './journal.ts'

/** Most facts, readings and refusals in one commit, so that no commit holds up the loop for long. */
const MOST_FACTS = 1_000
/** The least gap between two commits. */
const LEAST_GAP_MS = 1
/** The gap is also at least this many times what the disk took for the last commit: a slow one gets fewer, larger ones. */
const GAP_FACTOR = 3

export interface WriterParts {
  readonly journal: Pick<Journal, 'append'>
  /** Judges a draft against what is known, in the turn in which it is committed. */
  readonly judge: (draft: Draft) => Draft
  /** Called with what was committed, in order, before anybody is told. */
  readonly committed: (batches: readonly Batch[]) => void
  /** Called after every attempt to commit, whether it went well or not. */
  readonly attempted: () => void
  /** Monotonic milliseconds. */
  readonly clock: () => number
}

const weightOf = ({ facts, quarantined }: Draft): number =>
  facts.reduce((sum, fact) => sum + (fact.type === 'readings' ? fact.readings.length : 1), quarantined.length)

interface Waiting {
  readonly draft: Draft
  readonly resolve: (batch: Batch) => void
  readonly reject: (error: unknown) => void
}

/** Those of a group that could be judged, and their drafts as judged, in the same order. */
interface Judged {
  readonly judged: readonly Waiting[]
  readonly drafts: readonly Draft[]
}

/**
 * Group commit: drafts of all feeds share one commit every few milliseconds, since one disk flush per draft is the real
 * limit of small ones. Feeds take turns, so that a flooding one waits and the others do not.
 */
export class Writer {
  readonly #parts: WriterParts
  readonly #queue = new FairQueue<Waiting>()
  /** How long the disk took for the last commit, and when it was done. */
  #last = { cost: 0, end: Number.NEGATIVE_INFINITY }
  /** Facts, readings and refusals that wait. */
  #weight = 0
  #timer: ReturnType<typeof setTimeout> | null = null
  #next: 'none' | 'in a while' | 'at once' = 'none'
  #stopped = false

  constructor(parts: WriterParts) {
    this.#parts = parts
  }

  /** Drafts that wait. */
  get waiting(): number {
    return this.#queue.size
  }

  /** Resolves once the draft is durable and folded; rejects when it could not be written. */
  submit(draft: Draft): Promise<Batch> {
    return new Promise((resolve, reject) => {
      if (this.#stopped) return reject(new Error('the server is stopping'))
      this.#queue.add(draft.feed, { draft, resolve, reject })
      this.#weight += weightOf(draft)
      this.#schedule()
    })
  }

  /** Refuses more and waits until everything that was submitted is written. */
  async stop(): Promise<void> {
    this.#stopped = true
    while (this.#queue.size > 0) await new Promise(resolve => setTimeout(resolve, LEAST_GAP_MS))
  }

  /** A gap gathers what shares a commit; when a full one waits already there is nothing to gather. */
  #schedule(): void {
    if (this.#next === 'at once' || this.#queue.size === 0) return
    if (this.#weight >= MOST_FACTS) {
      if (this.#timer !== null) clearTimeout(this.#timer)
      this.#next = 'at once'
      // After what the loop has to do now: screens and requests have their turn between two full commits.
      setImmediate(() => this.#commit())
    } else if (this.#next === 'none') {
      const due = this.#last.end + Math.max(LEAST_GAP_MS, GAP_FACTOR * this.#last.cost)
      this.#next = 'in a while'
      this.#timer = setTimeout(() => this.#commit(), Math.max(0, due - this.#parts.clock()))
    }
  }

  #commit(): void {
    this.#timer = null
    this.#next = 'none'
    const group = this.#queue.take(MOST_FACTS, ({ draft }) => weightOf(draft))
    for (const { draft } of group) this.#weight -= weightOf(draft)
    this.#write(group)
    this.#schedule()
  }

  #write(group: readonly Waiting[]): void {
    const { committed, attempted } = this.#parts
    const { judged, drafts } = this.#judge(group)
    if (judged.length === 0) return
    let batches: readonly Batch[]
    try {
      batches = this.#append(drafts)
    } catch (error) {
      // Nothing of the group is durable: each sender hears so and may send again.
      attempted()
      for (const waiting of judged) waiting.reject(error)
      return
    }
    committed(batches)
    attempted()
    judged.forEach((waiting, i) => waiting.resolve(batches[i] as Batch))
  }

  /**
   * One that cannot be judged is rejected alone. What it left known halfway is forgotten and the others are judged again, or a record
   * that both bring would be a repeat of one that never went in.
   */
  #judge(group: readonly Waiting[]): Judged {
    let judged = group
    for (;;) {
      const drafts: Draft[] = []
      const good = judged.filter(waiting => this.#judgeOne(waiting, drafts))
      if (good.length === judged.length) return { judged, drafts }
      this.#parts.attempted()
      judged = good
    }
  }

  #judgeOne({ draft, reject }: Waiting, drafts: Draft[]): boolean {
    try {
      drafts.push(this.#parts.judge(draft))
      return true
    } catch (error) {
      reject(
        new Error(`a report of feed "${draft.feed}" could not be judged: ${String(error)}`, { cause: error }),
      )
      return false
    }
  }

  #append(drafts: readonly Draft[]): readonly Batch[] {
    const { journal, clock } = this.#parts
    const start = clock()
    try {
      return journal.append(drafts)
    } finally {
      const end = clock()
      this.#last = { cost: end - start, end }
    }
  }
}
