import { FeedError, type FeedAccess, type Page, type Unreadable } from './connector.ts'
import { rest } from './pace.ts'

type Told = () => void

/** What came at once, or what of it is still to be taken. */
interface Message {
  readonly records: readonly unknown[]
  readonly unreadable: readonly Unreadable[]
  /** Told once all of it is durable. */
  readonly kept: Told | null
  /** Where the upstream stands behind it, for what says so. */
  readonly position: string | undefined
  readonly bytes: number
}

interface Gathered {
  readonly records: unknown[]
  readonly unreadable: Unreadable[]
  readonly kept: Told[]
  position: string | undefined
  bytes: number
}

const sizeOf = ({ records, unreadable }: Pick<Message, 'records' | 'unreadable'>): number =>
  records.length + unreadable.length

/** What nobody waits for shares a page with the next quarter of a second, since each page is a commit. */
const GATHER_MS = 250
/** A broker sends only so many before it wants to hear of the first: these wait for their neighbours only. */
const GATHER_ACKNOWLEDGED_MS = 5
const MOST_OF_A_PAGE = 1_000
const MOST_BYTES_OF_A_PAGE = 8 * 2 ** 20
/** Beyond so many, or so much, the upstream is not read any more. */
const MOST_WAITING = 2_000
const MOST_BYTES_WAITING = 16 * 2 ** 20
const RETRY_MS = 1_000
/** What will not pass by itself is tried so often, in case it does. */
const MOST_TRIES = 3
/** A page that hangs keeps no stop from its end: it was not acknowledged. */
const FAREWELL_MS = 2_000

/** Messages share pages. One page is on its way to the journal at a time; what comes meanwhile shares the next. */
export class Gathering {
  /** Rejects when a page can never be kept: what came is not acknowledged, and the connection is of no use any more. Never resolves. */
  readonly stuck: Promise<never>
  readonly #access: FeedAccess
  readonly #end = new AbortController()
  #waiting: Message[] = []
  #size = 0
  #bytes = 0
  #timer: { readonly handle: ReturnType<typeof setTimeout>; readonly due: number } | null = null
  #taking: Promise<void> | null = null
  #inFlight = { size: 0, bytes: 0 }
  #room: Told[] = []
  /** Something was not kept: what came behind it must not be either, or its position would hide it. */
  #isLost = false
  #fail: (error: FeedError) => void = () => undefined

  constructor(access: FeedAccess) {
    this.#access = access
    this.stuck = new Promise<never>((_resolve, reject) => (this.#fail = reject))
    // It may be so before anybody waits for it.
    this.stuck.catch(() => undefined)
  }

  /** `room` is told when more may come; `kept`, for what is acknowledged, when the journal has it. `bytes`: as it came. */
  add({ records, unreadable = [], position }: Page, room: Told, kept: Told | null, bytes: number): void {
    if (this.#isLost) return
    const message = { records, unreadable, kept, position, bytes }
    this.#waiting.push(message)
    this.#size += sizeOf(message)
    this.#bytes += bytes
    this.#schedule(kept === null ? GATHER_MS : GATHER_ACKNOWLEDGED_MS)
    this.#room.push(room)
    this.#tellRoom()
  }

  /** Keeps what was gathered; what cannot be kept any more was not acknowledged, and comes again. */
  async stop(): Promise<void> {
    this.#end.abort()
    const patience = new AbortController()
    await Promise.race([this.#keepRest(), rest(FAREWELL_MS, patience.signal)])
    patience.abort()
    this.#lose()
  }

  async #keepRest(): Promise<void> {
    do {
      await this.#taking
      this.#send()
    } while (this.#taking !== null)
  }

  #schedule(waitMs: number): void {
    if (this.#taking !== null || this.#end.signal.aborted) return
    const isFull = this.#size >= MOST_OF_A_PAGE || this.#bytes >= MOST_BYTES_OF_A_PAGE
    const wait = isFull ? 0 : waitMs
    const due = performance.now() + wait
    if (this.#timer !== null && this.#timer.due <= due) return
    if (this.#timer !== null) clearTimeout(this.#timer.handle)
    this.#timer = { handle: setTimeout(() => this.#send(), wait), due }
  }

  #send(): void {
    if (this.#timer !== null) clearTimeout(this.#timer.handle)
    this.#timer = null
    if (this.#taking !== null || this.#waiting.length === 0) return
    const page = this.#nextPage()
    const size = sizeOf(page)
    this.#inFlight = { size, bytes: page.bytes }
    this.#size -= size
    this.#bytes -= page.bytes
    this.#taking = this.#take(page).then(() => this.#taken())
  }

  /** Of what waits as much as a page holds; a message that is larger is acknowledged with its last part. */
  #nextPage(): Gathered {
    const page: Gathered = { records: [], unreadable: [], kept: [], position: undefined, bytes: 0 }
    let whole = 0
    for (const message of this.#waiting) {
      const left = MOST_OF_A_PAGE - sizeOf(page)
      if (left <= 0 || page.bytes >= MOST_BYTES_OF_A_PAGE) break
      page.unreadable.push(...message.unreadable)
      for (const record of message.records.slice(0, left)) page.records.push(record)
      if (message.records.length > left) {
        const records = message.records.slice(left)
        this.#waiting[whole] = { ...message, records, unreadable: [] }
        break
      }
      page.bytes += message.bytes
      page.position = message.position ?? page.position
      if (message.kept !== null) page.kept.push(message.kept)
      whole++
    }
    this.#waiting.splice(0, whole)
    return page
  }

  #taken(): void {
    this.#taking = null
    this.#inFlight = { size: 0, bytes: 0 }
    this.#tellRoom()
    const [next] = this.#waiting
    if (next !== undefined) this.#schedule(next.kept === null ? GATHER_MS : 0)
  }

  #tellRoom(): void {
    const { size, bytes } = this.#inFlight
    const isRoom = this.#size + size < MOST_WAITING && this.#bytes + bytes < MOST_BYTES_WAITING
    if (isRoom) for (const room of this.#room.splice(0)) room()
  }

  /** Tries until it is kept: a full disk makes the upstream wait, and loses nothing that it can send again. */
  async #take({ records, unreadable, kept, position }: Gathered): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await this.#access.take({ records, unreadable, ...(position === undefined ? {} : { position }) })
        break
      } catch (error) {
        this.#access.log('error', `messages could not be kept: ${String(error)}`)
        if (isFinal(error) && tries >= MOST_TRIES) this.#giveUp(error)
        else await rest(RETRY_MS, this.#end.signal)
        if (this.#isLost || this.#end.signal.aborted) return this.#lose()
      }
    }
    for (const told of kept) told()
  }

  #giveUp({ message, fault }: FeedError): void {
    this.#lose()
    this.#fail(new FeedError(`what came cannot be kept: ${message}`, { blame: 'ours', retry: true, fault }))
  }

  #lose(): void {
    this.#isLost = true
    this.#waiting = []
    this.#size = 0
    this.#bytes = 0
    this.#room = []
  }
}

const isFinal = (error: unknown): error is FeedError => error instanceof FeedError && !error.retry
