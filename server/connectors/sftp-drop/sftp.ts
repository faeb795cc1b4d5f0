import type { Readable, Writable } from 'node:stream'
import { FeedError } from '../connector.ts'
import { INIT, packetOf, Packets, replyIn, WireFault, type Reply, type Request } from './wire.ts'

type Settle = { readonly resolve: (reply: Reply) => void; readonly reject: (error: FeedError) => void }

/** For one answer. */
const PATIENCE_MS = 30_000
/** Of `version`, which alone has no number. */
const GREETING = -1

/** Asks over a pipe, many questions at a time. Once it is broken off nothing is answered any more. */
export class Sftp {
  readonly #input: Writable
  readonly #patienceMs: number
  readonly #asked = new Map<number, Settle>()
  readonly #packets = new Packets()
  readonly #broken: (error: FeedError) => void
  #fault: FeedError | null = null
  #next = 0

  /** `broken` is told when the other side is of no use any more, by what came from it or did not. */
  constructor(
    { input, output }: { readonly input: Writable; readonly output: Readable },
    broken: (error: FeedError) => void,
    patienceMs = PATIENCE_MS,
  ) {
    this.#input = input
    this.#broken = broken
    this.#patienceMs = patienceMs
    output.on('data', (chunk: Buffer) => this.#hear(chunk))
  }

  /** Of two versions the lower one is spoken; each server of files by SSH knows the third. */
  async greet(): Promise<void> {
    const reply = await this.#send(GREETING, INIT)
    if (reply.type !== 'version' || reply.version !== 3)
      throw this.#breakOff(new WireFault(`it greets as ${JSON.stringify(reply)}`))
  }

  ask(request: Request): Promise<Reply> {
    const id = this.#next++
    return this.#send(id, packetOf(id, request))
  }

  /** What was asked, and is asked from now on, ends with this. */
  end(fault: FeedError): void {
    this.#fault ??= fault
    for (const { reject } of this.#asked.values()) reject(this.#fault)
    this.#asked.clear()
  }

  /** It said what it may not say. */
  unexpected(reply: Reply): FeedError {
    return this.#breakOff(new WireFault(`an answer of the type ${reply.type} to another question`))
  }

  #send(id: number, bytes: Buffer): Promise<Reply> {
    if (this.#fault !== null) return Promise.reject(this.#fault)
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => this.#breakOff(null), this.#patienceMs)
      const settled =
        <T>(settle: (value: T) => void) =>
        (value: T) => {
          clearTimeout(late)
          settle(value)
        }
      this.#asked.set(id, { resolve: settled(resolve), reject: settled(reject) })
      this.#input.write(bytes)
    })
  }

  #hear(chunk: Buffer): void {
    if (this.#fault !== null) return
    try {
      for (const packet of this.#packets.add(chunk)) this.#take(replyIn(packet))
    } catch (error) {
      if (!(error instanceof WireFault)) throw error
      this.#breakOff(error)
    }
  }

  #take(reply: Reply): void {
    const id = reply.type === 'version' ? GREETING : reply.id
    const asked = this.#asked.get(id)
    if (asked === undefined) throw new WireFault('an answer to no question')
    this.#asked.delete(id)
    asked.resolve(reply)
  }

  /** null: it says nothing. */
  #breakOff(wrong: WireFault | null): FeedError {
    const fault =
      wrong === null
        ? upstreamFault(`the server did not answer within ${this.#patienceMs / 1000} s`, 'slow')
        : upstreamFault(`what the server says is no SFTP of version 3: ${wrong.message}`, 'unreadable')
    this.end(fault)
    this.#broken(fault)
    return fault
  }
}

const upstreamFault = (message: string, fault: 'slow' | 'unreadable'): FeedError =>
  new FeedError(message, { blame: 'upstream', retry: true, fault })
