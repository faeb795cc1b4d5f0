import { Type, type Static } from 'typebox'
import { shortDigest } from './content.ts'
import type { FoundFile } from './folder.ts'
import type { FilesSettings } from './settings.ts'

/** Of so many that were taken last content and stamp are remembered, lying there or not. */
const FILES_REMEMBERED = 300
/** Of others that still lie there it is remembered in few signs that they are in: a position is kept with each of them. */
const SIGNS = 8
const EACH_SIGNS = /.{8}/g
const MOST_OLDER = 20_000

/** Of a file as it lies, by the digests of its name and its stamp. */
const signsOf = (name: string, stamp: string): string => shortDigest(`${name} ${stamp}`).slice(0, SIGNS)

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
  /** The older ones that still lie there as they were taken: so many signs of each, one behind the other. */
  older: Type.Optional(Type.String()),
  /** Of the files that lay there together, when several did: how many are still to be taken. */
  backlog: Type.Optional(Type.Object({ left: Type.Integer(), of: Type.Integer() })),
})
export type Position = Static<typeof Position>
type Taken = Position['files'][number]

/** How a file is read: under other settings one that could not be read may be. */
export const readingOf = ({ format, columns, dated }: FilesSettings): string =>
  shortDigest(JSON.stringify([format, columns, dated]))

interface Digests {
  readonly name: string
  readonly stamp: string
  readonly signs: string
}

/** Each file of a look is asked about as often as another one of it is taken. */
const known = new WeakMap<FoundFile, Digests>()

function digestsOf(file: FoundFile): Digests {
  const before = known.get(file)
  if (before !== undefined) return before
  const [name, stamp] = [shortDigest(file.name), shortDigest(file.stamp)]
  const now = { name, stamp, signs: signsOf(name, stamp) }
  known.set(file, now)
  return now
}

/** What is in of a folder, as the journal has it. */
export class TakenFiles {
  readonly #position: Position
  readonly #reading: string
  readonly #byName: ReadonlyMap<string, Taken>
  readonly #older: ReadonlySet<string>

  constructor(position: Position | null, reading: string) {
    this.#position = position ?? { files: [] }
    this.#reading = reading
    this.#byName = new Map(this.#position.files.map(taken => [taken[0], taken]))
    this.#older = new Set(this.#position.older?.match(EACH_SIGNS))
  }

  get backlog(): Position['backlog'] {
    return this.#position.backlog
  }

  /** It is in, whatever it says now. */
  isIn(file: FoundFile): boolean {
    const { name, signs } = digestsOf(file)
    return this.#byName.has(name) || this.#older.has(signs)
  }

  /** It lies as it lay when it was taken, and is read as it was read. */
  hasAsItLies(file: FoundFile): boolean {
    const { name, stamp, signs } = digestsOf(file)
    const taken = this.#byName.get(name)
    if (taken === undefined) return this.#older.has(signs)
    return taken[2] === stamp && !this.#isReadOtherwise(taken)
  }

  hasContent(file: FoundFile, digest: string): boolean {
    const taken = this.#byName.get(digestsOf(file).name)
    return taken?.[1] === digest && !this.#isReadOtherwise(taken)
  }

  /** It could not be read when it was taken, and says the same still. */
  wasUnread(file: FoundFile, digest: string): boolean {
    const taken = this.#byName.get(digestsOf(file).name)
    return taken?.[1] === digest && taken[3] !== undefined
  }

  #isReadOtherwise([, , , reading]: Taken): boolean {
    return reading !== undefined && reading !== this.#reading
  }

  /** The position with one more file in it, where others lie as well and so many are still to be taken. */
  positionWith(file: FoundFile, { digest, isRead, left, lying }: TakenNow): string {
    const { name, stamp } = digestsOf(file)
    const own: Taken = [name, digest, stamp]
    const others = this.#position.files.filter(taken => taken[0] !== name)
    const kept = others.slice(1 - FILES_REMEMBERED)
    const older = this.#olderAfter(others.slice(0, others.length - kept.length), lying)
    const of = Math.max(this.backlog?.of ?? 0, left + 1)
    return JSON.stringify({
      files: [...kept, isRead ? own : [...own, this.#reading]],
      ...(older === '' ? {} : { older }),
      ...(left === 0 ? {} : { backlog: { left, of } }),
    })
  }

  /** What is not remembered in full any more joins them; what was taken away leaves them. */
  #olderAfter(files: readonly Taken[], lying: TakenNow['lying']): string {
    const joining = files.flatMap(([name, , stamp]) => (stamp === undefined ? [] : [signsOf(name, stamp)]))
    if (this.#older.size + joining.length === 0) return ''
    const there = new Set(lying.map(each => digestsOf(each).signs))
    const older = [...this.#older, ...joining].filter(signs => there.has(signs))
    return [...new Set(older)].slice(-MOST_OLDER).join('')
  }

  /** The same, with nothing left to be taken. */
  positionAtEnd(): string {
    const { files, older } = this.#position
    return JSON.stringify({ files, ...(older === undefined ? {} : { older }) })
  }
}

interface TakenNow {
  readonly digest: string
  readonly isRead: boolean
  /** Still to be taken. */
  readonly left: number
  /** All that lies there. */
  readonly lying: readonly FoundFile[]
}
