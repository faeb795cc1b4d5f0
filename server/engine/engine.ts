import type { DatabaseSync } from 'node:sqlite'
import { apply, canTake, thingOf, type FoldFault } from '../../shared/city/apply.ts'
import type { WantedBlocks } from '../../shared/city/checkpoint.ts'
import type { City, LiveCell, Published } from '../../shared/city/city.ts'
import { marksOf } from '../../shared/city/doubt.ts'
import { isHeardReading } from '../../shared/city/readings.ts'
import type { Thing } from '../../shared/kinds/kind.ts'
import { NO_COUNTS, type Batch, type Draft } from '../../shared/model/batch.ts'
import type { Fact, ReadingsFact, RecordFact } from '../../shared/model/fact.ts'
import type { Cursor } from '../../shared/sync/protocol.ts'
import { createJudge } from '../intake/judge.ts'
import { epochOf, isPlaceIn } from '../journal/epoch.ts'
import type { Journal } from '../journal/journal.ts'
import { openRetention, type Retention, type TelemetryKeep } from '../journal/retention.ts'
import { createRoom, ifThereIsRoom, type Room } from '../journal/room.ts'
import { sqliteJournal } from '../journal/sqlite-journal.ts'
import { Writer } from '../journal/writer.ts'
import { openAttendanceRetention } from '../store/attendance.ts'
import { openRollupRetention } from '../store/rollup-retention.ts'
import { createStore, type Store } from '../store/store.ts'
import { documentsKnown } from './documents-known.ts'
import type { LastPicture } from './last-picture.ts'
import { isNotice } from './notices.ts'
import { Numbers } from './numbers.ts'
import { isPublished } from './published.ts'
import { recallCity, type CityDocuments, type InForce } from './recall.ts'
import { createWithdrawals } from './withdrawals.ts'

export interface EngineParts {
  readonly db: DatabaseSync
  readonly documents: CityDocuments
  /** City time (epoch ms). */
  readonly now: () => number
  /** Monotonic milliseconds, for the pace of commits. */
  readonly clock: () => number
  /** Something that the fold could not take, the first of so many of an entry. */
  readonly onFault: (fault: FoldFault, batch: Batch, count: number) => void
  /** A thing that could not be counted anew under the rules of now: it is kept, and counts nowhere. */
  readonly onUncounted: (thing: Thing, error: unknown) => void
  /** What found no room is told there, and tried again by whoever asked for it; left out: it is told to nobody. */
  readonly room?: Room
  /** How long raw readings are kept: older ones are refused. */
  readonly telemetryKeep?: TelemetryKeep
  /** Things, and rollups, that one step of counting anew counts. */
  readonly recountAtOnce?: number
}

/** As by default in the configuration. */
const USUAL_KEEP: TelemetryKeep = { ms: 7 * 86_400_000, bytes: 10 * 2 ** 30 }

/**
 * Journal, fold and checkpoint of one city. Everything the city learns comes in by `submit`; nothing reaches the fold
 * before its commit, and nobody is told before the fold has it.
 */
export class Engine {
  readonly city: City
  readonly journal: Journal
  readonly store: Store
  readonly retention: Retention
  readonly #parts: EngineParts
  readonly #numbers: Numbers
  readonly #room: Room
  readonly #writer: Writer
  readonly #pruners: readonly ((now: number) => boolean)[]
  /** What the store said in this commit: the judge asks for a thing, and then the fold does. */
  readonly #asked = new Map<string, Thing | null>()
  readonly #withdrawals = createWithdrawals(() => this.journal)
  readonly #folded: ((batches: readonly Batch[]) => void)[] = []
  #published: () => void = () => undefined

  constructor(parts: EngineParts) {
    this.#parts = parts
    this.#room = parts.room ?? createRoom({ clock: parts.clock, say: () => undefined })
    this.journal = sqliteJournal(parts.db)
    this.store = createStore(parts.db, parts.documents.kinds)
    const documents = this.#under(documentsKnown(this.journal, this.store))
    const recalled = recallCity(documents, this.journal, this.store, parts.now(), this.#noteFaults)
    this.city = recalled.city
    this.#numbers = new Numbers({
      ...{ city: this.city, store: this.store, room: this.#room, documents, isStale: recalled.isStale },
      ...{ onUncounted: parts.onUncounted, atOnce: parts.recountAtOnce },
      beforeSaving: () => this.#withdraw(),
    })
    const keep = parts.telemetryKeep ?? USUAL_KEEP
    this.retention = openRetention(parts.db, keep)
    this.#pruners = [openRollupRetention(parts.db, keep.ms), openAttendanceRetention(parts.db)]
    const judge = createJudge(() => ({
      now: parts.now(),
      oldestReading: parts.now() - keep.ms,
      thing: id => thingOf(this.city, id, this.#before),
      isFailing: feed => (this.city.feeds.get(feed)?.failingSince ?? 0) > 0,
      marksOf: (kind, reading) => {
        const known = this.city.kinds.get(kind)
        const device = thingOf(this.city, reading.device, this.#before)
        return known === undefined ? null : marksOf(this.city, known, reading, device)
      },
      isHeard: (kind, device, measure, at) => isHeardReading(this.city, kind, device, measure, at),
    }))
    this.#writer = new Writer({
      journal: { append: drafts => this.#room.write('what came in', () => this.journal.append(drafts)) },
      clock: parts.clock,
      judge: draft => this.#room.read('what is known', () => judge.judge(draft)),
      attempted: () => {
        judge.settled()
        this.#asked.clear()
      },
      committed: batches => {
        judge.kept(batches)
        batches.forEach(batch => this.#fold(batch))
        this.#withdrawals.waiting().forEach(({ fact }) => judge.untaken(fact))
        // Where there is no room for it now, it is written with the next checkpoint.
        ifThereIsRoom(() => this.#withdraw())
        for (const folded of this.#folded) folded(batches)
        if (batches.some(({ facts }) => facts.some(changesWhatIsInForce))) this.#published()
      },
    })
  }

  /** `<run>.<view>`: the history to which cursors belong. */
  get epoch(): string {
    return epochOf(this.journal.run, this.#numbers.view)
  }

  /** Drafts that wait for their commit. */
  get waiting(): number {
    return this.#writer.waiting
  }

  /** What could not be written when it was last tried. */
  get lacking(): ReadonlySet<string> {
    return this.#room.lacking
  }

  /** A thing as of the last entry applied. */
  thing(id: string): Thing | null {
    return thingOf(this.city, id, this.store.thing)
  }

  submit(draft: Draft): Promise<Batch> {
    return this.#writer.submit(draft)
  }

  /** Journals that time passed. */
  async tick(): Promise<void> {
    const at = this.#parts.now()
    await this.submit(ownDraft(at, [{ type: 'tick', at }]))
  }

  /** `folded` is called whenever entries were folded in, with those: there may be something to flush. */
  onFolded(folded: (batches: readonly Batch[]) => void): void {
    this.#folded.push(folded)
  }

  /** `published` is called when what was folded in puts other documents in force: `takeUp` makes them so. */
  onPublished(published: () => void): void {
    this.#published = published
  }

  /** From here on the numbers are made with these documents: all are counted anew as after a start, or those that are others beside the rest. */
  takeUp(documents: InForce): 'anew' | 'joining' | 'same' {
    return this.#numbers.want({ ...this.#parts.documents, ...documents })
  }

  /** Counts some more of what joins; answers whether all of it is counted, and `takeIn` may follow. */
  joinStep(): boolean {
    return this.#numbers.joinStep()
  }

  /** The documents that were taken up are in force, with what joined. That is another epoch, so screens ask for the whole. */
  takeIn(): void {
    this.#numbers.takeIn()
  }

  /** How far what joins is counted; null: nothing joins. */
  get joining(): { readonly done: number; readonly of: number } | null {
    return this.#numbers.joining
  }

  /**
   * Counts some more of everything anew, where that is due; answers whether all of it is counted. Then the checkpoint has it, and
   * the numbers are there: all of them, under the epoch of the engine.
   */
  recountStep(): boolean {
    return this.#numbers.recountStep()
  }

  /** Under another shape: what the screens are shown until everything is counted anew; else null. */
  get lastPicture(): LastPicture | null {
    return this.#numbers.lastPicture
  }

  /** Whether a cursor of an earlier run is a place in the history of this one (JRN16). */
  goesOnFrom(cursor: Cursor): boolean {
    return isPlaceIn(this.journal, this.#numbers.view, cursor)
  }

  /** How far it has come; null: there is nothing to count anew. */
  get recounting(): { readonly done: number; readonly of: number } | null {
    return this.#numbers.recounting
  }

  /** Makes the cells that changed, so that they are as of `city.seq` for whoever looks at them now; the next flush tells of them all the same. */
  settle(): void {
    this.#numbers.settle()
  }

  /** Makes and returns the cells that changed since the last call, as of `city.seq`. */
  flush(): LiveCell[] {
    return this.#numbers.flush()
  }

  /** Writes the checkpoint, from which the next start goes on; of the rollups those whose turn it is, and all that are wanted. */
  checkpoint(wanted?: WantedBlocks): void {
    this.#numbers.checkpoint(wanted)
  }

  /** What was withdrawn, if it can be taken now. */
  retaken(place: string): RecordFact | ReadingsFact | null {
    const fact = this.journal.factAt(place)
    return fact !== null && canTake(this.city, fact, this.store.thing) ? fact : null
  }

  /** A short step of pruning what is beyond its retention; answers whether there is more to do at once. */
  prune(): boolean {
    const now = this.#parts.now()
    return this.#room.write('what pruning leaves', () => {
      const more = [this.retention.step(now, this.#numbers.saved), ...this.#pruners.map(prune => prune(now))]
      return more.includes(true)
    })
  }

  async stop(): Promise<void> {
    await this.#writer.stop()
    // All rollups: the next start then has nothing to make good from the journal. Where there is no room it has.
    ifThereIsRoom(() => this.checkpoint(() => true))
    this.journal.close()
  }

  #under(known: ReadonlyMap<string, Published>): CityDocuments {
    const { documents } = this.#parts
    return { ...documents, ...documents.inForce?.(known) }
  }

  readonly #before = (id: string): Thing | null => {
    let thing = this.#asked.get(id)
    if (thing === undefined) this.#asked.set(id, (thing = this.store.thing(id)))
    return thing
  }

  #fold(batch: Batch): void {
    const faults = apply(this.city, batch, this.#before)
    if (faults.length > 0) this.#noteFaults(faults, batch)
  }

  readonly #noteFaults = (faults: readonly FoldFault[], batch: Batch): void => {
    this.#parts.onFault(faults[0] as FoldFault, batch, faults.length)
    this.#withdrawals.note(faults, batch)
  }

  #withdraw(): void {
    this.#room.write('what could not be counted', () => this.#withdrawals.write(batch => this.#fold(batch)))
  }
}

const changesWhatIsInForce = (fact: Fact): boolean => isNotice(fact) || isPublished(fact)

/** An entry of the city itself: a tick, a published document. */
export const ownDraft = (at: number, facts: readonly Fact[]): Draft => ({
  feed: '',
  at,
  outcome: 'ok',
  reason: '',
  position: null,
  counts: { ...NO_COUNTS, received: facts.length, accepted: facts.length },
  facts,
  quarantined: [],
})
