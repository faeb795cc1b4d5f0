import type { IncomingMessage } from 'node:http'
import { JSON_LIMITS } from '../connectors/json.ts'

/** All bodies that are coming in or being taken, together: each may be small and there may be thousands. */
const ROOM_BYTES = 64 * 2 ** 20

export type ReadBody =
  | { readonly type: 'whole'; readonly body: Buffer; readonly done: () => void }
  | { readonly type: 'too large' }
  /** Too many at once: the sender may come back. */
  | { readonly type: 'no room' }
  /** It ended before it was there: nobody waits for an answer. */
  | { readonly type: 'broken off' }

/** Reads bodies within a limit for each and one for all; `done` gives the room back. */
export class Bodies {
  readonly #room: number
  #taken = 0

  constructor(room = ROOM_BYTES) {
    this.#room = room
  }

  /** Bytes that are held now. */
  get taken(): number {
    return this.#taken
  }

  read(request: IncomingMessage): Promise<ReadBody> {
    const said = Number(request.headers['content-length'] ?? 0)
    if (said > JSON_LIMITS.bytes) {
      request.resume()
      return Promise.resolve({ type: 'too large' })
    }
    return new Promise(resolve => {
      const chunks: Buffer[] = []
      let size = 0
      let open = true
      const close = (outcome: ReadBody) => {
        if (!open) return
        open = false
        if (outcome.type !== 'whole') this.#giveBack(size)
        chunks.length = 0
        resolve(outcome)
      }
      request.on('data', (chunk: Buffer) => {
        if (!open) return
        size += chunk.length
        this.#taken += chunk.length
        chunks.push(chunk)
        if (size > JSON_LIMITS.bytes) close({ type: 'too large' })
        else if (this.#taken > this.#room) close({ type: 'no room' })
      })
      request.on('end', () => {
        const held = size
        close({ type: 'whole', body: Buffer.concat(chunks), done: () => this.#giveBack(held) })
      })
      request.on('error', () => close({ type: 'broken off' }))
      request.on('close', () => close({ type: 'broken off' }))
    })
  }

  #giveBack(bytes: number): void {
    this.#taken -= bytes
  }
}
