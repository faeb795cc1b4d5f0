import { Type, type Static } from 'typebox'
import { shortDigest } from './content.ts'
import type { FoundFile } from './folder.ts'
import type { FilesSettings } from './settings.ts'

/** A file older than these that is still there after a restart is taken once more, and its records are known. */
const FILES_REMEMBERED = 300

export const Position = Type.Object({
  /**
   * Name, by its digest, and content digest of the files that are in, the newest last; then the stamp that it was taken with, so that it is
   * not read again after a restart, and of one that could not be read the digest of how it was to be read. Earlier versions kept no stamp. A
   * name may be somebody's, and a position is kept for ever (T-PII-01).
   */
  files: Type.Array(
    Type.Union([
      Type.Tuple([Type.String(), Type.String(), Type.String(), Type.String()]),
      Type.Tuple([Type.String(), Type.String(), Type.String()]),
      Type.Tuple([Type.String(), Type.String()]),
    ]),
  ),
  /** Of the files that lay there together, when several did: how many are still to be taken. */
  backlog: Type.Optional(Type.Object({ left: Type.Integer(), of: Type.Integer() })),
})
export type Position = Static<typeof Position>
type Taken = Position['files'][number]

/** How a file is read: under other settings one that could not be read may be. */
export const readingOf = ({ format, columns, dated = '' }: FilesSettings): string =>
  shortDigest(JSON.stringify([format, columns, dated]))

/** What is in of a folder, as the journal has it. */
export class TakenFiles {
  readonly #position: Position
  readonly #reading: string
  readonly #byName: ReadonlyMap<string, Taken>

  constructor(position: Position | null, reading: string) {
    this.#position = position ?? { files: [] }
    this.#reading = reading
    this.#byName = new Map(this.#position.files.map(taken => [taken[0], taken]))
  }

  get backlog(): Position['backlog'] {
    return this.#position.backlog
  }

  /** A file of this name is in, whatever it says now. */
  hasName(name: string): boolean {
    return this.#byName.has(shortDigest(name))
  }

  /** It lies as it lay when it was taken, and is read as it was read. */
  hasAsItLies({ name, stamp }: FoundFile): boolean {
    const taken = this.#byName.get(shortDigest(name))
    return taken?.[2] === shortDigest(stamp) && !this.#isReadOtherwise(taken)
  }

  hasContent({ name }: FoundFile, digest: string): boolean {
    const taken = this.#byName.get(shortDigest(name))
    return taken?.[1] === digest && !this.#isReadOtherwise(taken)
  }

  /** It could not be read when it was taken, and says the same still. */
  wasUnread({ name }: FoundFile, digest: string): boolean {
    const taken = this.#byName.get(shortDigest(name))
    return taken?.[1] === digest && taken[3] !== undefined
  }

  #isReadOtherwise([, , , reading]: Taken): boolean {
    return reading !== undefined && reading !== this.#reading
  }

  /** The position with one more file in it, when so many are still to be taken. */
  positionWith({ name, stamp }: FoundFile, digest: string, isRead: boolean, left: number): string {
    const own: Taken = [shortDigest(name), digest, shortDigest(stamp)]
    const others = this.#position.files.filter(([known]) => known !== own[0]).slice(1 - FILES_REMEMBERED)
    const of = Math.max(this.backlog?.of ?? 0, left + 1)
    return JSON.stringify({
      files: [...others, isRead ? own : [...own, this.#reading]],
      ...(left === 0 ? {} : { backlog: { left, of } }),
    })
  }

  /** The same, with nothing left to be taken. */
  positionAtEnd(): string {
    return JSON.stringify({ files: this.#position.files })
  }
}
