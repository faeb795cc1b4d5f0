import type { FeedAccess, Page, Unreadable } from './connector.ts'

type Told = () => void

interface Gathered {
  readonly records: unknown[]
  readonly unreadable: Unreadable[]
  /** Told once these are durable. */
  readonly kept: Told[]
  /** Where the upstream stands behind the last of these, for what says so. */
  position: string | undefined
}

const nothing = (): Gathered => ({ records: [], unreadable: [], kept: [], position: undefined })

/** What nobody waits for shares a page with the next quarter of a second, since each page is a commit. */
const GATHER_MS = 250
/** A broker sends only so many before it wants to hear of the first: these wait for their neighbours only. */
const GATHER_ACKNOWLEDGED_MS = 5
const MOST_OF_A_PAGE = 1_000
/** Beyond so many the upstream is not read any more. */
const MOST_WAITING = 2_000
const RETRY_MS = 1_000

/** Messages share pages. One page is on its way to the journal at a time; what comes meanwhile shares the next. */
export class Gathering {
  readonly #access: FeedAccess
  #gathered = nothing()
  #timer: { readonly handle: ReturnType<typeof setTimeout>; readonly due: number } | null = null
  #taking: Promise<void> | null = null
  #inFlight = 0
  #room: Told[] = []
  #stopped = false

  constructor(access: FeedAccess) {
    this.#access = access
  }

  /** `room` is told when more may come; `kept`, for what is acknowledged, when the journal has it. */
  add({ records, unreadable = [], position }: Page, room: Told, kept: Told | null): void {
    for (const record of records) this.#gathered.records.push(record)
    this.#gathered.unreadable.push(...unreadable)
    this.#gathered.position = position ?? this.#gathered.position
    if (kept !== null) this.#gathered.kept.push(kept)
    this.#schedule(kept === null ? GATHER_MS : GATHER_ACKNOWLEDGED_MS)
    if (this.#size() + this.#inFlight < MOST_WAITING) room()
    else this.#room.push(room)
  }

  /** Keeps what was gathered; what cannot be kept any more was not acknowledged, and comes again. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#taking
    this.#send()
    await this.#taking
  }

  #size(): number {
    return this.#gathered.records.length + this.#gathered.unreadable.length
  }

  #isEmpty(): boolean {
    return this.#size() + this.#gathered.kept.length === 0
  }

  #schedule(waitMs: number): void {
    if (this.#taking !== null || this.#stopped) return
    const wait = this.#size() >= MOST_OF_A_PAGE ? 0 : waitMs
    const due = performance.now() + wait
    if (this.#timer !== null && this.#timer.due <= due) return
    if (this.#timer !== null) clearTimeout(this.#timer.handle)
    this.#timer = { handle: setTimeout(() => this.#send(), wait), due }
  }

  #send(): void {
    if (this.#timer !== null) clearTimeout(this.#timer.handle)
    this.#timer = null
    if (this.#taking !== null || this.#isEmpty()) return
    const page = this.#gathered
    this.#inFlight = this.#size()
    this.#gathered = nothing()
    this.#taking = this.#take(page).then(() => this.#taken())
  }

  #taken(): void {
    this.#taking = null
    this.#inFlight = 0
    for (const room of this.#room.splice(0)) room()
    if (!this.#stopped && !this.#isEmpty()) this.#schedule(this.#gathered.kept.length > 0 ? 0 : GATHER_MS)
  }

  /** Tries until it is kept: a full disk makes the upstream wait, and loses nothing that it can send again. */
  async #take({ records, unreadable, kept, position }: Gathered): Promise<void> {
    for (;;) {
      try {
        await this.#access.take({ records, unreadable, ...(position === undefined ? {} : { position }) })
        for (const told of kept) told()
        return
      } catch (error) {
        this.#access.log('error', `messages could not be kept: ${String(error)}`)
        if (this.#stopped) return
        await new Promise(resolve => setTimeout(resolve, RETRY_MS))
      }
    }
  }
}
