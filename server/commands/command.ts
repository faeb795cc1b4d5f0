/** What a command stands on. It reads no environment and no clock by itself. */
export interface Ground {
  readonly environment: { readonly [name: string]: string | undefined }
  readonly now: () => number
  /** A line of its answer. */
  readonly say: (line: string) => void
}

/** Ends a command with a sentence: what is wrong, and what to do. */
export class CommandFault extends Error {
  override readonly name = 'CommandFault'
  /** 1: what was asked could not be done, or was found wrong. 2: it was asked wrongly, or something is set up wrongly. */
  readonly code: 1 | 2

  constructor(code: 1 | 2, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** One command, in a file of its own; `registry.ts` has the list. */
export interface Command {
  /** `backup`, or two words: `audit verify`. */
  readonly name: string
  /** What follows the name: `[--to <folder>]`. */
  readonly usage: string
  /** One line for the list of commands. */
  readonly summary: string
  /** Resolves when it is done well; throws a CommandFault otherwise. `args` is what follows the name. */
  run(args: readonly string[], ground: Ground): Promise<void> | void
}
