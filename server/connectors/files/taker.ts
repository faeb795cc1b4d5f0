import type { FeedAccess, FeedError, Page } from '../connector.ts'
import { positionAs } from '../position.ts'
import { contentOf, digestOf } from './content.ts'
import { FileFault, FileGone, type FoundFile } from './folder.ts'
import { brokenPage, pagesOf, type FilePage } from './pages.ts'
import { parsedLines, type Parse } from './parsing.ts'
import { placeOf } from './place.ts'
import type { FilesSettings } from './settings.ts'
import { Position, readingOf, TakenFiles } from './taken-files.ts'

const LARGEST_FILE = 50 * 2 ** 20
/** What may go well another time is tried so often. */
const MOST_TRIES = 3

/** What is in of a folder, and what is to be taken next. */
export class Taker {
  readonly #access: FeedAccess
  readonly #settings: FilesSettings
  readonly #parse: Parse
  /** Stamps of the last look: a file that still grows has another one at the next. */
  #before: ReadonlyMap<string, string> = new Map()
  #lying: readonly FoundFile[] = []
  /** As the position had it last. */
  #known: { readonly position: string | null; readonly taken: TakenFiles } | null = null
  /** Stamps of what is in, so that its content is not read at every look. */
  readonly #done = new Map<string, string>()
  /** How often what is not in yet was tried. */
  readonly #tries = new Map<string, number>()
  /** Whole and not taken, the one to be taken next last: names bear their dates, and the newest goes first. */
  #waiting: FoundFile[] = []
  #fault: FeedError | null = null

  constructor(access: FeedAccess, settings: FilesSettings, parse: Parse = parsedLines) {
    this.#access = access
    this.#settings = settings
    this.#parse = parse
  }

  /** Sees which files are whole; false when one of them may still be growing. */
  look(files: readonly FoundFile[]): boolean {
    const isNew = ({ name, stamp }: FoundFile) => this.#done.get(name) !== stamp
    const isWhole = ({ name, stamp }: FoundFile) => this.#before.get(name) === stamp
    this.#waiting = files.filter(file => isWhole(file) && isNew(file))
    const isSettled = files.every(file => isWhole(file) || !isNew(file))
    this.#lying = files
    this.#before = new Map(files.map(({ name, stamp }) => [name, stamp]))
    for (const names of [this.#done, this.#tries])
      for (const name of names.keys()) if (!this.#before.has(name)) names.delete(name)
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
    const known = this.#taken()
    if (known.backlog === undefined) return
    await this.#access.take({ records: [], position: known.positionAtEnd() })
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
      const isNew = await this.#takeUnlessKnown(file, signal)
      this.#done.set(file.name, file.stamp)
      this.#tries.delete(file.name)
      return isNew
    } catch (error) {
      if (signal.aborted || !(error instanceof FileGone || error instanceof FileFault)) throw error
      if (error instanceof FileFault) this.#fault = error
      return false
    }
  }

  #taken(): TakenFiles {
    const position = this.#access.position()
    if (this.#known === null || this.#known.position !== position)
      this.#known = {
        position,
        taken: new TakenFiles(positionAs(Position, this.#access), readingOf(this.#settings)),
      }
    return this.#known.taken
  }

  async #takeUnlessKnown(file: FoundFile, signal: AbortSignal): Promise<boolean> {
    const known = this.#taken()
    if (known.hasAsItLies(file)) return false
    // What is too large is not read at all.
    const digest = isLarge(file) ? `unread ${file.stamp}` : await digestOf(file, signal)
    if (known.hasContent(file, digest)) return false
    return this.#take(file, { digest, known }, signal)
  }

  /** False: it cannot be read, which was told when it could not be read before. */
  async #take(
    file: FoundFile,
    { digest, known }: { readonly digest: string; readonly known: TakenFiles },
    signal: AbortSignal,
  ): Promise<boolean> {
    this.#access.log('debug', `takes ${file.name}`)
    const left = this.#waiting.filter(each => !known.isIn(each)).length
    let isFirst = true
    for await (const { page, last } of this.#pagesOf(file, digest, signal)) {
      if (isFirst && isNothing(page) && known.wasUnread(file, digest)) return false
      isFirst = false
      // The position comes with the last page only: a crash in between reads the file again, and finds it known.
      const isRead = page.isBroken !== true
      const position = last
        ? known.positionWith(file, { digest, isRead, left, lying: this.#lying })
        : undefined
      await this.#access.take(position === undefined ? page : { ...page, position })
    }
    return true
  }

  #pagesOf(
    file: FoundFile,
    digest: string,
    signal: AbortSignal,
  ): Iterable<FilePage> | AsyncIterable<FilePage> {
    const { name } = file
    const at = this.#placeOf(file)
    const reason = at === null ? `its name tells no ${this.#settings.dated}` : reasonAgainst(file)
    if (at === null || reason !== null) return [{ page: brokenPage(name, reason ?? ''), last: true }]
    const tries = (this.#tries.get(name) ?? 0) + 1
    this.#tries.set(name, tries)
    const lines = this.#parse(contentOf(file, digest, signal), this.#settings, signal)
    return pagesOf({ name, at, isLastTry: tries >= MOST_TRIES }, lines)
  }

  /** A clock that is ahead of ours tells nothing of when a file was written. */
  #placeOf({ name, writtenAt }: FoundFile): number | null {
    return placeOf(name, Math.min(writtenAt, this.#access.now()), this.#settings.dated)
  }
}

const isNothing = ({ records, isBroken }: Page): boolean => isBroken === true && records.length === 0

const isLarge = ({ bytes }: FoundFile): boolean => bytes > LARGEST_FILE

/** Why it is not read at all; null: it is. */
const reasonAgainst = (file: FoundFile): string | null =>
  isLarge(file) ? `the file is larger than ${LARGEST_FILE / 2 ** 20} MB` : null
