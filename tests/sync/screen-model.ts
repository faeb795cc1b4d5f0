import type { Value } from '../../shared/model/value.ts'
import { createHeardLines } from '../../shared/sync/lines.ts'
import type { AnswerMessage, BeatMessage, NewsMessage, Watch } from '../../shared/sync/protocol.ts'
import { createMirrors, type Incoming } from '../../client/live/mirrors.ts'

/** What a server says over one connection. */
export type Sent =
  | { readonly type: 'answer'; readonly message: AnswerMessage }
  | { readonly type: 'news'; readonly message: NewsMessage }
  | { readonly type: 'beat'; readonly message: BeatMessage }

/** How often what the protocol provides for really happened: a fuzz test that never lost a message proves nothing. */
export interface Happened {
  deltas: number
  wholes: number
  /** Deltas by which a screen went on with a server that had come back. */
  continued: number
  gaps: number
  /** News of a line whose answer was lost. */
  unknown: number
  reconnects: number
  removals: number
  /** Worlds that ended while the numbers were counted anew. */
  recounts: number
  restores: number
  crashes: number
  reshapes: number
  /** Of messages on their way. */
  drops: number
  repeats: number
  reorders: number
}

export const nothingHappened = (): Happened => ({
  deltas: 0,
  wholes: 0,
  continued: 0,
  gaps: 0,
  unknown: 0,
  reconnects: 0,
  removals: 0,
  recounts: 0,
  restores: 0,
  crashes: 0,
  reshapes: 0,
  drops: 0,
  repeats: 0,
  reorders: 0,
})

/** A screen and the connection to it: what was sent and has not arrived yet lies in between. */
export class ScreenModel {
  readonly topic: string
  readonly #mirrors = createMirrors()
  readonly #happened: Happened
  readonly #ask: (screen: ScreenModel, question: Watch) => void
  #coming: Sent[] = []
  #lines = createHeardLines()

  constructor(topic: string, happened: Happened, ask: (screen: ScreenModel, question: Watch) => void) {
    this.topic = topic
    this.#happened = happened
    this.#ask = ask
    this.#send(this.#mirrors.show([topic]).ask)
  }

  get cells(): ReadonlyMap<string, Value> {
    return this.#mirrors.mirror(this.topic).cells
  }

  get cursor() {
    const { epoch, seq } = this.#mirrors.mirror(this.topic)
    return { epoch, seq }
  }

  send(sent: Sent): void {
    this.#coming.push(structuredClone<Sent>(sent))
  }

  /** The oldest messages on their way arrive. */
  deliver(count: number): void {
    const { seq, epoch } = this.cursor
    const came = this.#coming.splice(0, count).flatMap(sent => this.#read(sent))
    for (const { type, message } of came) {
      if (type !== 'cells') continue
      if (message[2] === seq && seq > 0 && message[1] !== epoch) this.#happened.continued++
      else if (message[2] > 0 && (message[2] > seq || message[1] !== epoch)) this.#happened.gaps++
      if (message[4].includes(null)) this.#happened.removals++
    }
    this.#send(this.#mirrors.take(came, null).ask)
  }

  #read(sent: Sent): Incoming[] {
    if (sent.type === 'beat') return [sent]
    const message = sent.type === 'answer' ? this.#lines.answer(sent.message) : this.#lines.news(sent.message)
    if (message === null) this.#happened.unknown++
    return message === null ? [] : [{ type: 'cells', message }]
  }

  deliverAll(): void {
    while (this.#coming.length > 0) this.deliver(this.#coming.length)
  }

  /** One of those on their way, if there is any. */
  drop(at: number): void {
    this.#happened.drops += this.#coming.splice(at % this.#coming.length, 1).length
  }

  repeat(at: number): void {
    const message = this.#coming[at % this.#coming.length]
    if (message === undefined) return
    this.#coming.push(message)
    this.#happened.repeats++
  }

  /** One that was sent later overtakes all the others. */
  reorder(at: number): void {
    if (this.#coming.length < 2) return
    this.#coming.unshift(...this.#coming.splice(1 + (at % (this.#coming.length - 1)), 1))
    this.#happened.reorders++
  }

  /** All that was on its way is lost. */
  reconnect(): void {
    this.#happened.reconnects++
    this.#coming = []
    this.#lines = createHeardLines()
    this.#send(this.#mirrors.reconnected())
  }

  #send(questions: readonly Watch[]): void {
    for (const question of questions) this.#ask(this, question)
  }
}
