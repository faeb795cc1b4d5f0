import { FeedError } from '../connector.ts'
import { changed } from '../files/content.ts'
import { FileFault, FileGone, type Folder, type FoundFile } from '../files/folder.ts'
import { decodeText } from '../files/text.ts'
import { Deadline } from './deadline.ts'
import type { Sftp } from './sftp.ts'
import { isEnd, isNotThere, refusalOf, wordsOf } from './statuses.ts'
import { isFile, type Attributes, type Reply } from './wire.ts'

/** Of one folder, also of what does not fit: more would be asked for at every look. */
const MOST_NAMES = 20_000
const LISTING_MS = 60_000
/** Questions on their way at a time. */
const AHEAD = 16
/** Every server answers so much at once. */
const PIECE = 32 * 1024
/** However slow the way is, a file that comes in at less than this is broken off. */
const BYTES_A_MS = 64
const READING_MS = 60_000

/** Lends a connection for as long as the work takes. */
export type Lend = <T>(work: (sftp: Sftp) => AsyncGenerator<T>) => AsyncGenerator<T>

interface Named {
  readonly name: string
  /** As the server spells it: older ones write names in GBK. */
  readonly path: Buffer
}

/** A folder of another machine, from which nothing is taken away. */
export const remoteFolder = (directory: string, lend: Lend): Folder => ({
  async list(fits) {
    const files: FoundFile[] = []
    for await (const file of lend(sftp => filesIn(sftp, directory, fits, lend))) files.push(file)
    return files.sort((a, b) => (a.name < b.name ? -1 : 1))
  },
})

async function* filesIn(
  sftp: Sftp,
  directory: string,
  fits: (name: string) => boolean,
  lend: Lend,
): AsyncGenerator<FoundFile> {
  const deadline = new Deadline(LISTING_MS, 'the list of the folder')
  const found = (await namesIn(sftp, directory, deadline)).filter(({ name }) => fits(name))
  for (let at = 0; at < found.length; at += AHEAD) {
    const some = found.slice(at, at + AHEAD)
    const attributes = await Promise.all(some.map(each => attributesOf(sftp, each)))
    deadline.check()
    for (const [i, each] of some.entries()) {
      const of = attributes[i]
      if (of === null || of === undefined || !isFile(of)) continue
      const file: FoundFile = {
        ...{ name: each.name, bytes: of.size, stamp: `${of.size} ${of.changed}` },
        writtenAt: of.changed * 1000,
        read: () => lend(again => content(again, file, each, of)),
      }
      yield file
    }
  }
}

async function namesIn(sftp: Sftp, directory: string, deadline: Deadline): Promise<Named[]> {
  const path = Buffer.from(directory)
  const within = directory.endsWith('/') ? path : Buffer.concat([path, Buffer.from('/')])
  const opened = await sftp.ask({ type: 'opendir', path })
  if (opened.type === 'status')
    throw new FeedError(
      `the folder ${directory} of the server cannot be read: ${wordsOf(opened)}`,
      refusalOf(opened),
    )
  const handle = handleOf(sftp, opened)
  const all: Named[] = []
  try {
    for (;;) {
      const reply = await sftp.ask({ type: 'readdir', handle })
      if (isEnd(reply)) return all
      if (reply.type === 'status')
        throw new FeedError(`the folder ${directory} cannot be listed: ${wordsOf(reply)}`, refusalOf(reply))
      // One that says nothing, again and again, never comes to an end.
      if (reply.type !== 'names' || reply.names.length === 0) throw sftp.unexpected(reply)
      for (const name of reply.names)
        all.push({ name: decodeText(name), path: Buffer.concat([within, name]) })
      if (all.length > MOST_NAMES) throw tooMany(directory)
      deadline.check()
    }
  } finally {
    await sftp.ask({ type: 'close', handle }).catch(() => undefined)
  }
}

const tooMany = (directory: string): FeedError =>
  new FeedError(
    `the folder ${directory} has more than ${MOST_NAMES} entries: what was taken must be cleared away there`,
    {
      ...{ blame: 'upstream', retry: true, fault: 'tooLarge' },
    },
  )

/** null: it is gone. Of a link it tells the link itself, which is no file and leads nowhere. */
async function attributesOf(sftp: Sftp, { name, path }: Named): Promise<Attributes | null> {
  const reply = await sftp.ask({ type: 'lstat', path })
  if (reply.type === 'attributes') return reply.attributes
  if (isNotThere(reply)) return null
  if (reply.type === 'status')
    throw new FeedError(`of ${name} nothing is told: ${wordsOf(reply)}`, refusalOf(reply))
  throw sftp.unexpected(reply)
}

function handleOf(sftp: Sftp, reply: Reply): Buffer {
  if (reply.type !== 'handle') throw sftp.unexpected(reply)
  return reply.handle
}

async function* content(
  sftp: Sftp,
  file: FoundFile,
  { path }: Named,
  found: Attributes,
): AsyncGenerator<Uint8Array> {
  const opened = await sftp.ask({ type: 'open', path })
  if (opened.type === 'status') throw fileFault(file.name, opened)
  const handle = handleOf(sftp, opened)
  try {
    const now = await sftp.ask({ type: 'fstat', handle })
    if (now.type === 'status') throw fileFault(file.name, now)
    if (now.type !== 'attributes') throw sftp.unexpected(now)
    // Another file came in its place, or a link that leads to one.
    if (!isSame(now.attributes, found)) throw changed(file)
    yield* pieces(sftp, file, handle)
  } finally {
    await sftp.ask({ type: 'close', handle }).catch(() => undefined)
  }
}

const isSame = (a: Attributes, b: Attributes): boolean =>
  isFile(a) && a.size === b.size && a.changed === b.changed

function fileFault(name: string, status: Extract<Reply, { type: 'status' }>): Error {
  if (isNotThere(status)) return new FileGone(name)
  return new FileFault(`${name} cannot be read: ${wordsOf(status)}`, refusalOf(status))
}

interface Piece {
  readonly offset: number
  readonly length: number
}

/** As many bytes as the file had when it was found, some pieces ahead of the one that is handed on. */
async function* pieces(sftp: Sftp, file: FoundFile, handle: Buffer): AsyncGenerator<Uint8Array> {
  const { bytes } = file
  const deadline = new Deadline(READING_MS + bytes / BYTES_A_MS, file.name)
  const asked: (readonly [piece: Piece, reply: Promise<Reply>])[] = []
  const ask = (piece: Piece) => {
    const reply = sftp.ask({ type: 'read', handle, ...piece })
    // It may fail before its turn has come.
    reply.catch(() => undefined)
    return [piece, reply] as const
  }
  let next = 0
  for (;;) {
    for (; next < bytes && asked.length < AHEAD; next += PIECE)
      asked.push(ask({ offset: next, length: Math.min(PIECE, bytes - next) }))
    const [first, reply] = asked.shift() ?? []
    if (first === undefined || reply === undefined) return
    const data = dataOf(sftp, file, first, await reply)
    deadline.check()
    // A server may answer less than it was asked for.
    if (data.length < first.length)
      asked.unshift(ask({ offset: first.offset + data.length, length: first.length - data.length }))
    yield data
  }
}

function dataOf(sftp: Sftp, file: FoundFile, { length }: Piece, reply: Reply): Buffer {
  // It was longer when it was found.
  if (isEnd(reply)) throw changed(file)
  if (reply.type === 'status') throw fileFault(file.name, reply)
  if (reply.type !== 'data' || reply.data.length === 0 || reply.data.length > length)
    throw sftp.unexpected(reply)
  return reply.data
}
