import { Transform, type TransformCallback } from 'node:stream'
import { JSON_LIMITS } from '../json.ts'

const PUBLISH = 3
const CONTINUES = 0x80
const LONGEST_LENGTH = 4
/** Topic and number of a message at their longest. */
const LONGEST_HEAD = 65_535 + 4

/** So much of a message is let through: enough for its reader to see that it is too large. */
const MOST_BYTES = LONGEST_HEAD + JSON_LIMITS.bytes + 1

/**
 * Cuts messages from a broker while they come in (F-14). The client gathers a whole message before anybody sees it, and one may
 * have 256 MB: any device that may publish could fill the memory. What is cut is refused by its reader like any message that
 * is too large, and acknowledged, so that the broker does not send it again for ever.
 */
export class PacketCap extends Transform {
  readonly #most: number
  /** The head of a packet: its type and, in up to four bytes, its length. */
  #head: number[] = []
  #pass = 0
  #skip = 0

  constructor(most = MOST_BYTES) {
    super()
    this.#most = most
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    for (let at = 0; at < chunk.length;) {
      if (this.#pass > 0) {
        const end = Math.min(chunk.length, at + this.#pass)
        this.push(chunk.subarray(at, end))
        this.#pass -= end - at
        at = end
      } else if (this.#skip > 0) {
        const skipped = Math.min(chunk.length - at, this.#skip)
        this.#skip -= skipped
        at += skipped
      } else this.#readHead(chunk[at++] as number)
    }
    done()
  }

  #readHead(byte: number): void {
    this.#head.push(byte)
    const lengthBytes = this.#head.length - 1
    if (lengthBytes === 0 || ((byte & CONTINUES) !== 0 && lengthBytes < LONGEST_LENGTH)) return
    const [type = 0, ...length] = this.#head
    this.#head = []
    const bytes = length.reduce((sum, part, i) => sum + (part & ~CONTINUES) * 2 ** (7 * i), 0)
    const cut = type >> 4 === PUBLISH && bytes > this.#most
    this.#pass = cut ? this.#most : bytes
    this.#skip = bytes - this.#pass
    this.push(Buffer.from([type, ...(cut ? lengthOf(this.#most) : length)]))
  }
}

/** A length as MQTT writes it: seven bits a byte, the lowest first. */
function lengthOf(bytes: number): number[] {
  const parts: number[] = []
  for (let left = bytes; ;) {
    const part = left % CONTINUES
    left = Math.floor(left / CONTINUES)
    parts.push(left > 0 ? part | CONTINUES : part)
    if (left === 0) return parts
  }
}
