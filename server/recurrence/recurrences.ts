import type { Kind, Thing } from '../../shared/kinds/kind.ts'
import {
  ALIKE_STEPS,
  alikeOf,
  alikeStep,
  RECURRENCE,
  recurrenceOf,
  type Happened,
} from '../../shared/kinds/recurring.ts'
import type { Batch } from '../../shared/model/batch.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { Taken } from '../connectors/connector.ts'
import { mostTogether, SPAN, Spots, type Held } from './spots.ts'

export interface RecurrencesParts {
  /** The form by which it is told, and the kind of what it is told of. */
  readonly form: FeedDocument
  readonly kind: Kind
  readonly thing: (id: string) => Thing | null
  /** Ids of the kind's things that happened since then, some at a time from where `after` says; none, and no `next`: that was all. */
  readonly past: (since: number, after: Place) => Promise<Past>
  readonly file: (feed: string, records: readonly unknown[]) => Promise<Taken> | null
  readonly now: () => number
}

/** In the order of when it happened. */
export interface Place {
  readonly event: number
  readonly row: number
}
export interface Past {
  readonly ids: readonly string[]
  readonly next: Place | null
}

/**
 * What comes, moves or goes within one span of its day changes who recurs within two, and for that those of three are looked at. So
 * whatever comes up to a span late ends as if it had come at once.
 */
const JUDGED = 2 * SPAN
const HELD = 3 * SPAN

/** In one turn, which nobody may notice: so many are read, looked at and told. */
const READ = 200
const LOOKED = 20_000
const TOLD = 200

const TOP = ALIKE_STEPS[ALIKE_STEPS.length - 1]!

/**
 * Knows who of a kind recurs, and tells each whose step is another than was told. All that it knows follows from the things, what was told
 * of them included: a start reads those again and goes on.
 */
export class Recurrences {
  readonly #parts: RecurrencesParts
  readonly #prefix: string
  readonly #spots = new Spots()
  /** Steps that were told, of those that are told to recur. */
  readonly #told = new Map<string, number>()
  /** Of these something came. */
  readonly #came = new Set<string>()
  /** Of these the count may be another. */
  readonly #open = new Set<string>()
  /** Where the past is still to be read; null: all is. */
  #past: Place | null
  #forgotten = 0

  constructor(parts: RecurrencesParts) {
    this.#parts = parts
    this.#prefix = `${parts.form.source}/`
    this.#past = { event: this.#oldest(), row: 0 }
  }

  /** What was folded in: an entry of whatever feed. */
  heard({ facts }: Pick<Batch, 'facts'>): void {
    const { id: kind } = this.#parts.kind
    for (const fact of facts)
      if (fact.type === 'record' && fact.kind === kind && fact.part !== RECURRENCE) this.hear(fact.id)
  }

  /** Things of another system are none of which the form could tell. */
  hear(id: string): void {
    if (id.startsWith(this.#prefix)) this.#came.add(id)
  }

  /** A short piece of work; answers whether more is to be done at once. */
  async turn(): Promise<boolean> {
    this.#forget()
    if (this.#past !== null) await this.#readPast(this.#past)
    this.#takeIn()
    // Before all is known that was, and all that came since, there would seem to be fewer.
    if (this.#past === null && this.#came.size === 0) await this.#tell()
    return this.#past !== null || this.#came.size > 0 || this.#open.size > 0
  }

  #oldest(): number {
    return this.#parts.now() - HELD
  }

  /** Once in a while: nothing hangs on the very instant, since nobody that old is judged. */
  #forget(): void {
    const oldest = this.#oldest()
    if (oldest - this.#forgotten < SPAN / 60) return
    this.#forgotten = oldest
    this.#spots.forgetBefore(oldest)
    for (const id of this.#told.keys())
      if (this.#spots.get(id) === null && !this.#open.has(id)) this.#told.delete(id)
  }

  async #readPast(after: Place): Promise<void> {
    const { ids, next } = await this.#parts.past(this.#oldest(), after)
    for (const id of ids) this.hear(id)
    this.#past = next
  }

  #takeIn(): void {
    const { looked } = this.#spots
    let left = READ
    for (const id of this.#came) {
      if (left-- === 0 || this.#spots.looked - looked > LOOKED) return
      this.#came.delete(id)
      this.#take(id)
    }
  }

  #take(id: string): void {
    const known = this.#parts.thing(id)
    if (known === null) return
    const told = alikeOf(known)
    if (told > 1) this.#told.set(id, told)
    const found = this.#parts.kind.recurring?.(known) ?? null
    // What is told to recur and is none by now.
    if (found === null && told > 1) this.#open.add(id)
    this.#move(this.#spots.get(id), found === null || found.at < this.#oldest() ? null : { ...found, id })
  }

  #move(was: Held | null, is: Held | null): void {
    if (was !== null && is !== null && isSame(was, is)) return
    if (was !== null) this.#leave(was)
    if (is !== null) this.#arrive(is)
  }

  #leave(was: Held): void {
    this.#spots.remove(was.id)
    for (const { id } of this.#spots.around(was)) this.#open.add(id)
  }

  #arrive(is: Held): void {
    this.#spots.put(is)
    for (const { id } of this.#spots.around(is))
      // One more makes no more of those that stand at the top.
      if (id === is.id || this.#told.get(id) !== TOP) this.#open.add(id)
  }

  async #tell(): Promise<void> {
    const changed = this.#changed()
    if (changed.length === 0) return
    try {
      await this.#file(changed.map(each => this.#record(each)))
    } catch (error) {
      for (const { id } of changed) this.#open.add(id)
      throw error
    }
    for (const { id, alike } of changed)
      if (alike > 1) this.#told.set(id, alike)
      else this.#told.delete(id)
  }

  #changed(): readonly Step[] {
    const { looked } = this.#spots
    const youngest = this.#parts.now() - JUDGED
    const changed: Step[] = []
    for (const id of this.#open) {
      if (changed.length === TOLD || this.#spots.looked - looked > LOOKED) break
      this.#open.delete(id)
      const held = this.#spots.get(id)
      if (held !== null && held.at < youngest) continue
      const alike = held === null ? 1 : this.#countedFor(held)
      if (alike !== (this.#told.get(id) ?? 1)) changed.push({ id, alike })
    }
    return changed
  }

  #countedFor(held: Held): number {
    return alikeStep(
      mostTogether(
        held.at,
        this.#spots.around(held).map(({ at }) => at),
      ),
    )
  }

  /** Later than what was told before, whatever became of the clock: the newest is what holds. */
  #record({ id, alike }: Step): Fields {
    const { thing, now } = this.#parts
    const known = thing(id)
    const before = known === null ? null : recurrenceOf(known)
    const at = Math.max(now(), (before?.at ?? 0) + 1)
    return { id: id.slice(this.#prefix.length), at, alike }
  }

  async #file(records: readonly Fields[]): Promise<void> {
    const { file, form } = this.#parts
    const filing = file(form.id, records)
    if (filing === null) throw new Error(`the form "${form.id}" does not run`)
    const { quarantined, refused } = await filing
    if (quarantined + refused > 0) throw new Error(`${form.id}: ${quarantined + refused} were set aside`)
  }
}

interface Step {
  readonly id: string
  readonly alike: number
}

const isSame = (a: Happened, b: Happened): boolean =>
  a.sort === b.sort && a.at === b.at && a.lat === b.lat && a.lon === b.lon
