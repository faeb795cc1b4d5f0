import { Type, type Static } from 'typebox'
import type { FeedAccess, FeedError } from '../connector.ts'
import { positionAs } from '../position.ts'
import { contentOf, digestOf, shortDigest } from './content.ts'
import { FileFault, FileGone, type FoundFile } from './folder.ts'
import { brokenPage, pagesOf } from './pages.ts'
import { placeOf } from './place.ts'
import type { FilesSettings } from './settings.ts'

const LARGEST_FILE = 50 * 2 ** 20
/** A file older than these that is still there after a restart is taken once more, and its records are known. */
const FILES_REMEMBERED = 300

const Position = Type.Object({
  /**
   * Name, by its digest, and content digest of the files that are in, the newest last; then the stamp that it was taken with, so that it is
   * not read again after a restart. Earlier versions kept no stamp. A name may be somebody's, and a position is kept for ever (T-PII-01).
   */
  files: Type.Array(
    Type.Union([
      Type.Tuple([Type.String(), Type.String(), Type.String()]),
      Type.Tuple([Type.String(), Type.String()]),
    ]),
  ),
  /** Of the files that lay there together, when several did: how many are still to be taken. */
  backlog: Type.Optional(Type.Object({ left: Type.Integer(), of: Type.Integer() })),
})
type Position = Static<typeof Position>

/** What is in of a folder, and what is to be taken next. */
export class Taker {
  readonly #access: FeedAccess
  readonly #settings: FilesSettings
  /** Stamps of the last look: a file that still grows has another one at the next. */
  #before: ReadonlyMap<string, string> = new Map()
  /** Stamps of what is in, so that its content is not read at every look. */
  readonly #done = new Map<string, string>()
  /** Whole and not taken, the one to be taken next last: names bear their dates, and the newest goes first. */
  #waiting: FoundFile[] = []
  #fault: FeedError | null = null

  constructor(access: FeedAccess, settings: FilesSettings) {
    this.#access = access
    this.#settings = settings
  }

  /** Sees which files are whole; false when one of them may still be growing. */
  look(files: readonly FoundFile[]): boolean {
    const isNew = ({ name, stamp }: FoundFile) => this.#done.get(name) !== stamp
    const isWhole = ({ name, stamp }: FoundFile) => this.#before.get(name) === stamp
    this.#waiting = files.filter(file => isWhole(file) && isNew(file))
    const isSettled = files.every(file => isWhole(file) || !isNew(file))
    this.#before = new Map(files.map(({ name, stamp }) => [name, stamp]))
    for (const name of this.#done.keys()) if (!this.#before.has(name)) this.#done.delete(name)
    return isSettled
  }

  /** None that fits has ever lain here: who fills the folder may be doing so just now. */
  isUntouched(): boolean {
    return this.#before.size === 0 && this.#access.position() === null
  }

  /**
   * Takes the next file; false when none is left. A look that finds nothing new is no report: the age of a daily file is the
   * age of the file.
   */
  async takeNext(signal: AbortSignal): Promise<boolean> {
    for (let file = this.#waiting.pop(); file !== undefined; file = this.#waiting.pop())
      if (await this.#takeIfNew(file, signal)) return this.#waiting.length > 0
    await this.#endBacklog()
    return false
  }

  /** What was still to be taken may have been taken away, or closed to us: then nothing more is missing that will come. */
  async #endBacklog(): Promise<void> {
    const { files, backlog } = positionAs(Position, this.#access) ?? {}
    if (files === undefined || backlog === undefined) return
    await this.#access.take({ records: [], position: JSON.stringify({ files }) })
  }

  /** Said after the others had their turn: one closed file must not keep them out. */
  complain(): void {
    const fault = this.#fault
    this.#fault = null
    if (fault !== null) throw fault
  }

  /** False: it is known, or cannot be had. */
  async #takeIfNew(file: FoundFile, signal: AbortSignal): Promise<boolean> {
    try {
      return await this.#takeUnlessKnown(file, signal)
    } catch (error) {
      if (signal.aborted || !(error instanceof FileGone || error instanceof FileFault)) throw error
      if (error instanceof FileFault) this.#fault = error
      return false
    }
  }

  async #takeUnlessKnown(file: FoundFile, signal: AbortSignal): Promise<boolean> {
    const position = positionAs(Position, this.#access) ?? { files: [] }
    const own = shortDigest(file.name)
    const stamp = shortDigest(file.stamp)
    const before = position.files.filter(([name]) => name === own)
    const isSame = before.some(([, , at]) => at === stamp)
    // What is too large is not read at all.
    const isLarge = file.bytes > LARGEST_FILE
    const digest = isSame || isLarge ? `unread ${file.stamp}` : await digestOf(file, signal)
    const isKnown = isSame || before.some(([, content]) => content === digest)
    const after = this.#positionAfter(position, [own, digest, stamp])
    if (!isKnown) await this.#take(file, digest, after, signal)
    this.#done.set(file.name, file.stamp)
    return !isKnown
  }

  #positionAfter({ files, backlog }: Position, own: Position['files'][number]): string {
    const others = files.filter(([name]) => name !== own[0]).slice(1 - FILES_REMEMBERED)
    const known = new Set(files.map(([name]) => name))
    const left = this.#waiting.filter(({ name }) => !known.has(shortDigest(name))).length
    const of = Math.max(backlog?.of ?? 0, left + 1)
    return JSON.stringify({
      files: [...others, own],
      ...(left === 0 ? {} : { backlog: { left, of } }),
    })
  }

  async #take(file: FoundFile, digest: string, position: string, signal: AbortSignal): Promise<void> {
    const { name } = file
    this.#access.log('debug', `takes ${name}`)
    const at = this.#placeOf(file)
    const reason = at === null ? `its name tells no ${this.#settings.dated}` : reasonAgainst(file)
    if (at === null || reason !== null)
      return void (await this.#access.take({ ...brokenPage(name, reason ?? ''), position }))
    for await (const { page, last } of pagesOf(
      { name, at },
      contentOf(file, digest, signal),
      this.#settings,
      signal,
    )) {
      // The position comes with the last page only: a crash in between reads the file again, and finds it known.
      await this.#access.take(last ? { ...page, position } : page)
    }
  }

  /** A clock that is ahead of ours tells nothing of when a file was written. */
  #placeOf({ name, writtenAt }: FoundFile): number | null {
    return placeOf(name, Math.min(writtenAt, this.#access.now()), this.#settings.dated)
  }
}

/** Why it is not read at all; null: it is. */
const reasonAgainst = ({ bytes }: FoundFile): string | null =>
  bytes > LARGEST_FILE ? `the file is larger than ${LARGEST_FILE / 2 ** 20} MB` : null
