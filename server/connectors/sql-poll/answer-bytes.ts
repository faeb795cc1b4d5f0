import type { Socket } from 'node:net'
import { ANSWER_BYTES, tooLarge } from './source.ts'

/** Cuts a connection whose answer grows beyond the limit: the drivers gather a whole answer before anybody sees a row. */
export class AnswerBytes {
  readonly #socket: Socket
  #come = 0

  constructor(socket: Socket) {
    this.#socket = socket
    // Before the driver: it must not even begin with what is too much.
    socket.prependListener('data', (chunk: Buffer) => {
      this.#come += chunk.length
      if (this.#come > ANSWER_BYTES) socket.destroy(tooLarge())
    })
  }

  /** A new question begins. */
  reset(): void {
    this.#come = 0
  }

  /** What to say of a connection that broke: the driver only knows that it did. */
  blame(error: unknown): unknown {
    return this.#come > ANSWER_BYTES ? tooLarge() : error
  }

  get socket(): Socket {
    return this.#socket
  }
}
