import { setTimeout as sleep } from 'node:timers/promises'
import { Type, type Static } from 'typebox'
import { FeedError, settingsOf, type Connector, type FeedAccess, type Page } from '../connector.ts'
import { keepAsking } from '../pace.ts'
import { positionAs } from '../position.ts'
import { digestOf, digestOfName, filesIn, type FoundFile } from './folder.ts'
import { pagesOf } from './pages.ts'
import { FileDropSettings } from './settings.ts'

const LARGEST_FILE = 50 * 2 ** 20
/** A file older than these that is still there after a restart is taken once more, and its records are known. */
const FILES_REMEMBERED = 300

const Position = Type.Object({
  /**
   * Name, by its digest, and content digest of the files that are in, the newest last. A name may be somebody's, and a position is
   * kept for ever (T-PII-01).
   */
  files: Type.Array(Type.Tuple([Type.String(), Type.String()])),
  /** Of the files that lay there together, when several did: how many are still to be taken. */
  backlog: Type.Optional(Type.Object({ left: Type.Integer(), of: Type.Integer() })),
})
type Position = Static<typeof Position>

/** Whoever writes a file stands still for less than this (real time), mostly; one that still grows is read again later. */
const SETTLED_MS = 3_000

/** Takes the files that others lay into a folder: daily exports, and what comes over from another network zone. */
export const fileDrop: Connector = {
  id: 'file-drop',
  settings: FileDropSettings,
  secrets: [],
  start(access) {
    const settings = settingsOf(FileDropSettings, access.settings)
    const folder = access.fileOf(settings.folder)
    const taker = new Taker(access, settings)
    return keepAsking(access, {
      schedule: { type: 'every', seconds: settings.everySeconds },
      turn: async signal => {
        const isSettled = taker.look(await listed(folder, settings.pattern))
        if (!isSettled) {
          await settling(access, settings, signal)
          taker.look(await listed(folder, settings.pattern))
        }
        const isMoreComing = !isSettled || taker.isUntouched()
        await taker.takeNext(signal)
        taker.complain()
        return isMoreComing
      },
      past: signal => taker.takeNext(signal),
    })
  },
}

async function settling(
  { speed }: FeedAccess,
  { everySeconds }: FileDropSettings,
  signal: AbortSignal,
): Promise<void> {
  await sleep(Math.min(SETTLED_MS, (everySeconds * 1000) / speed), undefined, { signal })
}

async function listed(folder: string, pattern: string): Promise<FoundFile[]> {
  try {
    return await filesIn(folder, pattern)
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? String(cause)
    throw new FeedError(`the folder ${folder} cannot be read: ${code}`, {
      blame: 'config',
      retry: true,
      fault: 'folder',
      cause,
    })
  }
}

class Taker {
  readonly #access: FeedAccess
  readonly #settings: FileDropSettings
  /** Stamps of the last look: a file that still grows has another one at the next. */
  #before: ReadonlyMap<string, string> = new Map()
  /** Stamps of what is in, so that its content is not read at every look. */
  readonly #done = new Map<string, string>()
  /** Whole and not taken, the one to be taken next last: names bear their dates, and the newest goes first. */
  #waiting: FoundFile[] = []
  #denied: FeedError | null = null

  constructor(access: FeedAccess, settings: FileDropSettings) {
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
    for (let file = this.#waiting.pop(); file !== undefined; file = this.#waiting.pop()) {
      const digest = await this.#digest(file, signal)
      if (digest instanceof FeedError) this.#denied = digest
      else if (digest !== null && (await this.#takeNew(file, digest, signal))) return this.#waiting.length > 0
    }
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
    const denied = this.#denied
    this.#denied = null
    if (denied !== null) throw denied
  }

  /** null: somebody took it away meanwhile. */
  async #digest(file: FoundFile, signal: AbortSignal): Promise<string | FeedError | null> {
    // What is too large is not read at all.
    if (file.bytes > LARGEST_FILE) return `unread ${file.stamp}`
    try {
      return await digestOf(file.path, signal)
    } catch (cause) {
      if (signal.aborted) throw cause
      const { code } = cause as NodeJS.ErrnoException
      if (code === 'ENOENT') return null
      return new FeedError(`${file.name} cannot be read: ${code ?? String(cause)}`, {
        blame: 'config',
        retry: true,
        fault: 'folder',
        cause,
      })
    }
  }

  /** False: its content is known. */
  async #takeNew(file: FoundFile, digest: string, signal: AbortSignal): Promise<boolean> {
    const position = positionAs(Position, this.#access) ?? { files: [] }
    const own = digestOfName(file.name)
    const isKnown = position.files.some(([name, content]) => name === own && content === digest)
    if (!isKnown) await this.#take(file, this.#positionAfter(position, file, digest), signal)
    this.#done.set(file.name, file.stamp)
    return !isKnown
  }

  #positionAfter({ files, backlog }: Position, file: FoundFile, digest: string): string {
    const own = digestOfName(file.name)
    const others = files.filter(([name]) => name !== own).slice(1 - FILES_REMEMBERED)
    const known = new Set(files.map(([name]) => name))
    const left = this.#waiting.filter(({ name }) => !known.has(digestOfName(name))).length
    const of = Math.max(backlog?.of ?? 0, left + 1)
    return JSON.stringify({
      files: [...others, [own, digest]],
      ...(left === 0 ? {} : { backlog: { left, of } }),
    })
  }

  async #take(file: FoundFile, position: string, signal: AbortSignal): Promise<void> {
    this.#access.log('debug', `takes ${file.name}`)
    if (file.bytes > LARGEST_FILE) {
      const reason = `the file is larger than ${LARGEST_FILE / 2 ** 20} MB`
      const unread: Page = { records: [], unreadable: [{ reason, path: file.name, sample: '' }] }
      return void (await this.#access.take({ ...unread, position }))
    }
    for await (const page of pagesOf(file, this.#settings, signal)) {
      // The position comes with the last page only: a crash in between reads the file again, and finds it known.
      await this.#access.take(page.last ? { ...page.page, position } : page.page)
    }
  }
}
