/** What may be read of a socket: everything but what somebody holds back. */
export interface Readable {
  pause(): void
  resume(): void
}

/**
 * Holds a socket back while too much waits for the journal, or too many came within a second. What is not read waits at the
 * upstream.
 */
export class Flow {
  readonly #socket: Readable
  readonly #most: number
  #came = 0
  #held = 0
  #timer: ReturnType<typeof setTimeout> | null = null
  #release: (() => void) | null = null

  constructor(socket: Readable, mostPerSecond: number) {
    this.#socket = socket
    this.#most = mostPerSecond
  }

  get isHeld(): boolean {
    return this.#held > 0
  }

  /** Nothing more is read until what is answered is called. */
  hold(): () => void {
    if (this.#held++ === 0) this.#socket.pause()
    return () => {
      if (--this.#held === 0) this.#socket.resume()
    }
  }

  /** One more came: `work` is told whom to tell when there is room for the next, at once where there is. */
  pass(work: (room: () => void) => void): void {
    let isRoom = false
    let release = () => undefined as void
    work(() => {
      isRoom = true
      release()
    })
    if (!isRoom) release = this.hold()
    this.#count()
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  #count(): void {
    this.#timer ??= setTimeout(() => this.#begin(), 1000)
    if (++this.#came === this.#most) this.#release = this.hold()
  }

  /** Another second. */
  #begin(): void {
    this.#timer = null
    this.#came = 0
    this.#release?.()
    this.#release = null
  }
}
