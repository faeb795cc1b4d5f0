import { ArchiveError } from './archive-error.ts'

/** Reads a stream by numbers of bytes, and holds no more of it than one piece. */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>
  #rest: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  async take(length: number): Promise<Buffer> {
    const parts: Buffer[] = []
    for await (const part of this.pieces(length)) parts.push(part)
    return Buffer.concat(parts)
  }

  /** The next `length` bytes, as they come. */
  async *pieces(length: number): AsyncGenerator<Buffer> {
    for (let left = length; left > 0;) {
      const piece = await this.some(left)
      if (piece.length === 0) throw new ArchiveError('the file ends too early: a part of it is missing')
      left -= piece.length
      yield piece
    }
  }

  /** What there is, at most so much of it, and something unless the end was reached. */
  async some(most: number): Promise<Buffer> {
    if (await this.isAtEnd()) return Buffer.alloc(0)
    const piece = this.#rest.subarray(0, most)
    this.#rest = this.#rest.subarray(piece.length)
    return piece
  }

  async isAtEnd(): Promise<boolean> {
    while (this.#rest.length === 0) if (!(await this.#more())) return true
    return false
  }

  async #more(): Promise<boolean> {
    const next = await this.#source.next()
    if (next.done === true) return false
    const { buffer, byteOffset, byteLength } = next.value
    this.#rest = Buffer.from(buffer, byteOffset, byteLength)
    return true
  }
}
