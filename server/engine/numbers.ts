import { noneWanted, saveBeside, saveChanges, type WantedBlocks } from '../../shared/city/checkpoint.ts'
import type { City, LiveCell } from '../../shared/city/city.ts'
import { forgetNumbers } from '../../shared/city/forget-numbers.ts'
import { openJoining, takeIn } from '../../shared/city/joining.ts'
import { settle } from '../../shared/city/settle.ts'
import type { Thing } from '../../shared/kinds/kind.ts'
import { rolledUpTo } from '../../shared/rollups/held-blocks.ts'
import type { Room } from '../journal/room.ts'
import type { Standing, Store } from '../store/store.ts'
import { openJoin } from './join.ts'
import { lastPicture, type LastPicture } from './last-picture.ts'
import { shapeOf, viewOf, type CityDocuments } from './recall.ts'
import { openRecount } from './recount.ts'
import type { Sweeps } from './sweeps.ts'

export interface NumbersParts {
  readonly city: City
  readonly store: Store
  readonly room: Room
  /** What they are made with at first. */
  readonly documents: CityDocuments
  /** They were made otherwise, and are to be counted anew. */
  readonly isStale: boolean
  /** Writes what must be in the journal before any checkpoint is. */
  readonly beforeSaving: () => void
  /** A thing that could not be counted anew under the rules of now: it is kept, and counts nowhere. */
  readonly onUncounted: (thing: Thing, error: unknown) => void
  /** Things, and rollups, that one step of counting counts. */
  readonly atOnce?: number | undefined
}

/** The numbers of a city: under which documents they are made, their pictures, their checkpoint, and how they become others. */
export class Numbers {
  readonly #parts: NumbersParts
  #documents: CityDocuments
  /** Of the numbers that are shown and saved. */
  #shape: string
  #view: string
  #lastPicture: LastPicture | null
  #recount: Sweeps | null
  #join: Sweeps | null = null
  /** Settled by a checkpoint, or for somebody who looked at them, before anybody asked for them. */
  readonly #settled = new Set<LiveCell>()
  /** The entry up to which the checkpoint has everything. */
  #saved: number

  constructor(parts: NumbersParts) {
    this.#parts = parts
    this.#documents = parts.documents
    this.#shape = shapeOf(parts.documents)
    this.#view = viewOf(parts.documents)
    this.#saved = parts.store.standing()?.rolled ?? 0
    this.#lastPicture = parts.isStale ? this.#readLastPicture() : null
    this.#recount = parts.isStale ? this.#openRecount() : null
  }

  /** What is drawn of them, and which they are: under another one no cursor is a place. */
  get view(): string {
    return this.#view
  }

  get saved(): number {
    return this.#saved
  }

  /** While all is counted anew: what the screens are shown until it is; else null. */
  get lastPicture(): LastPicture | null {
    return this.#lastPicture
  }

  /** How far everything is counted anew; null: there is nothing to. */
  get recounting(): { readonly done: number; readonly of: number } | null {
    return this.#recount?.progress() ?? null
  }

  /** How far what joins is counted; null: nothing joins. */
  get joining(): { readonly done: number; readonly of: number } | null {
    return this.#join?.progress() ?? null
  }

  /**
   * From here on they are made with these documents. Where areas, kinds or calendars are others everything is counted anew as after a
   * start: `anew`. Other metrics alone are counted beside those in force: `joining`, until `takeIn`.
   */
  want(documents: CityDocuments): 'anew' | 'joining' | 'same' {
    const isOther = documents.digest !== this.#documents.digest
    const shape = shapeOf(documents)
    this.#documents = documents
    if (isOther || (this.#recount !== null && shape !== this.#shape)) return this.#anew(shape)
    return this.#recount === null ? this.#beside() : 'same'
  }

  /** Counts some more of what joins; answers whether all of it is counted, and `takeIn` may follow. */
  joinStep(): boolean {
    return this.#join === null || this.#join.step()
  }

  /** The documents that are wanted are in force, with what joined; its cells are made with the next picture. */
  takeIn(): void {
    if (this.#join !== null) takeIn(this.#parts.city)
    this.#join = null
    const { expected } = this.#documents
    if (expected !== undefined) this.#parts.city.expected = expected
    this.#shape = shapeOf(this.#documents)
    this.#view = viewOf(this.#documents)
  }

  /**
   * Counts some more of everything anew, where that is due; answers whether all of it is counted. Then the checkpoint has it, and
   * the numbers are there: all of them, under their shape.
   */
  recountStep(): boolean {
    if (this.#recount === null) return true
    this.#parts.beforeSaving()
    if (!this.#recount.step()) return false
    this.#recount = null
    this.#lastPicture = null
    this.#noteSaved()
    return true
  }

  /** Makes the cells that changed, for whoever looks at them before the next flush: that tells the screens of these as well. */
  settle(): void {
    if (this.#recount !== null) return
    for (const cell of settle(this.#parts.city)) {
      // Told once, in the place of its last change.
      this.#settled.delete(cell)
      this.#settled.add(cell)
    }
  }

  /** Makes and returns the cells that changed since the last call, as of `city.seq`. */
  flush(): LiveCell[] {
    if (this.#recount !== null) return []
    this.settle()
    const cells = [...this.#settled]
    this.#settled.clear()
    return cells
  }

  /** Writes the checkpoint, from which the next start goes on; of the rollups those whose turn it is, and all that are wanted. */
  checkpoint(wanted: WantedBlocks = noneWanted): void {
    this.#parts.beforeSaving()
    this.#parts.room.write('the checkpoint', () => this.#save(wanted))
    this.#noteSaved()
  }

  #noteSaved(): void {
    const { city } = this.#parts
    this.#saved = rolledUpTo(city.rollups, city.seq)
  }

  #save(wanted: WantedBlocks): void {
    const { city, store } = this.#parts
    if (this.#recount !== null) return saveBeside(city, wanted, changes => store.saveBeside(changes))
    this.settle()
    saveChanges(city, wanted, changes => store.save(changes, this.#shape))
  }

  #anew(shape: string): 'anew' {
    // What is counted anew is what the store has.
    this.checkpoint()
    this.#settled.clear()
    this.#shape = shape
    this.#view = viewOf(this.#documents)
    this.#lastPicture ??= this.#readLastPicture()
    forgetNumbers(this.#parts.city, this.#documents)
    this.#join = null
    this.#recount = this.#openRecount()
    return 'anew'
  }

  #beside(): 'joining' | 'same' {
    const { city, store, atOnce } = this.#parts
    const joining = openJoining(city, this.#documents.metrics)
    city.joining = joining
    const save = (wanted: WantedBlocks) => this.checkpoint(wanted)
    this.#join = joining === null ? null : openJoin({ city, store, joining, save, atOnce })
    return joining === null ? 'same' : 'joining'
  }

  #readLastPicture(): LastPicture {
    const { applied: seq, now: since } = this.#parts.store.standing() as Standing
    return lastPicture({ cells: this.#parts.store.cells(), seq, since })
  }

  #openRecount(): Sweeps {
    const save = (wanted: WantedBlocks) => this.checkpoint(wanted)
    const { city, store, onUncounted, atOnce } = this.#parts
    return openRecount({ city, store, shape: this.#shape, save, onUncounted, atOnce })
  }
}
