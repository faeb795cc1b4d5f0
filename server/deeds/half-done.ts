/** A deed of several commits broke off after some of them: what was done stays done, and is told. */
export class HalfDone extends Error {
  override readonly name = 'HalfDone'
  /** Records. */
  readonly done: number

  constructor(done: number, cause: unknown) {
    super(`broke off after ${done}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    this.done = done
  }
}

/** What was thrown, after so much was done. */
export const afterDoing = (done: number, cause: unknown): unknown =>
  done === 0 ? cause : new HalfDone(done, cause)
