/**
 * SFTP version 3 (draft-ietf-secsh-filexfer-02), of which we only read. A packet is its length, its type and its body; a request has a
 * number, by which its answer is known. A text is its length and its bytes.
 */

/** As OpenSSH's own: more than any honest packet has. */
const LARGEST_PACKET = 256 * 1024
/** Of one file, without its folder; no system of files has longer ones. */
const LONGEST_NAME = 1_024
const LONGEST_HANDLE = 256

const TYPES = {
  ...{ init: 1, open: 3, close: 4, read: 5, lstat: 7, fstat: 8, opendir: 11, readdir: 12 },
} as const
const READING = 1

export type Request =
  | { readonly type: 'opendir' | 'lstat' | 'open'; readonly path: Buffer }
  | { readonly type: 'readdir' | 'close' | 'fstat'; readonly handle: Buffer }
  | { readonly type: 'read'; readonly handle: Buffer; readonly offset: number; readonly length: number }

export interface Attributes {
  readonly size: number
  /** Kind and rights, as of POSIX. */
  readonly mode: number
  /** Seconds since 1970. */
  readonly changed: number
}

export type Reply =
  | { readonly type: 'status'; readonly id: number; readonly code: number; readonly words: string }
  | { readonly type: 'handle'; readonly id: number; readonly handle: Buffer }
  | { readonly type: 'data'; readonly id: number; readonly data: Buffer }
  | { readonly type: 'names'; readonly id: number; readonly names: readonly Buffer[] }
  | { readonly type: 'attributes'; readonly id: number; readonly attributes: Attributes }
  | { readonly type: 'version'; readonly version: number }

/** What came is not of this protocol. */
export class WireFault extends Error {}

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
const u64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return bytes
}
const text = (bytes: Buffer): Buffer => Buffer.concat([u32(bytes.length), bytes])

function packet(type: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([u32(body.length + 1), Buffer.of(type), body])
}

export const INIT = packet(TYPES.init, u32(3))

export function packetOf(id: number, request: Request): Buffer {
  const of = (...parts: readonly Buffer[]) => packet(TYPES[request.type], u32(id), ...parts)
  switch (request.type) {
    case 'opendir':
    case 'lstat':
      return of(text(request.path))
    case 'open':
      return of(text(request.path), u32(READING), u32(0))
    case 'readdir':
    case 'close':
    case 'fstat':
      return of(text(request.handle))
    case 'read':
      return of(text(request.handle), u64(request.offset), u32(request.length))
  }
}

/** Cuts what comes into packets, without their lengths. */
export class Packets {
  #rest: Buffer = Buffer.alloc(0)

  /** Throws a WireFault as soon as a packet says that it is larger than any. */
  add(chunk: Buffer): Buffer[] {
    const whole: Buffer[] = []
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    while (this.#rest.length >= 4) {
      const length = this.#rest.readUInt32BE(0)
      if (length === 0 || length > LARGEST_PACKET) throw lengthFault(this.#rest, length)
      if (this.#rest.length < 4 + length) break
      whole.push(this.#rest.subarray(4, 4 + length))
      this.#rest = this.#rest.subarray(4 + length)
    }
    return whole
  }
}

/** Mostly a shell that greets: its words stand where the length would. */
function lengthFault(begin: Buffer, length: number): WireFault {
  const words = begin.subarray(0, 60).toString('latin1')
  return /^[\s -~]{4,}$/.test(words)
    ? new WireFault(`instead of SFTP it says ${JSON.stringify(words.trim())}`)
    : new WireFault(`a packet of ${length} bytes`)
}

class Cursor {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  take(length: number): Buffer {
    const end = this.#at + length
    if (end > this.#bytes.length) throw new WireFault('a packet ends within what it tells')
    const taken = this.#bytes.subarray(this.#at, end)
    this.#at = end
    return taken
  }

  isAtEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  u8 = (): number => this.take(1).readUInt8()
  u32 = (): number => this.take(4).readUInt32BE()
  u64 = (): number => Number(this.take(8).readBigUInt64BE())

  text(most = LARGEST_PACKET): Buffer {
    const length = this.u32()
    if (length > most) throw new WireFault(`a text of ${length} bytes where ${most} are the most`)
    return this.take(length)
  }
}

const REPLIES: { readonly [type: number]: (cursor: Cursor) => Reply } = {
  2: cursor => ({ type: 'version', version: cursor.u32() }),
  101: cursor => ({ type: 'status', id: cursor.u32(), code: cursor.u32(), words: words(cursor) }),
  102: cursor => ({ type: 'handle', id: cursor.u32(), handle: cursor.text(LONGEST_HANDLE) }),
  103: cursor => ({ type: 'data', id: cursor.u32(), data: cursor.text() }),
  104: cursor => ({ type: 'names', id: cursor.u32(), names: names(cursor) }),
  105: cursor => ({ type: 'attributes', id: cursor.u32(), attributes: wholeAttributes(cursor) }),
}

/** Throws a WireFault where it is no answer. */
export function replyIn(body: Buffer): Reply {
  const cursor = new Cursor(body)
  const type = cursor.u8()
  const read = REPLIES[type]
  if (read === undefined) throw new WireFault(`a packet of the type ${type}`)
  return read(cursor)
}

/** Some servers say a code and no words. */
const words = (cursor: Cursor): string =>
  cursor.isAtEnd() ? '' : cursor.text().toString('utf8').slice(0, 200)

/** What each of them is is asked for by itself: not all servers tell here of a link that it is one. */
function names(cursor: Cursor): Buffer[] {
  const all: Buffer[] = []
  for (let left = cursor.u32(); left > 0; left--) {
    const name = cursor.text(LONGEST_NAME)
    cursor.text()
    attributes(cursor)
    if (name.length === 0 || name.includes(0) || name.includes(SLASH))
      throw new WireFault('a name in a folder that is none: empty, or with a slash or a NUL in it')
    all.push(name)
  }
  return all
}

const SLASH = '/'.charCodeAt(0)

const SIZE = 0x1
const OWNERS = 0x2
const MODE = 0x4
const TIMES = 0x8
const EXTENDED = 0x8000_0000

function attributes(cursor: Cursor): Partial<Attributes> {
  const flags = cursor.u32()
  const has = (flag: number) => (flags & flag) !== 0
  if ((flags & ~(SIZE | OWNERS | MODE | TIMES | EXTENDED)) !== 0)
    throw new WireFault(`attributes that version 3 does not have (${flags.toString(16)})`)
  const size = has(SIZE) ? { size: cursor.u64() } : {}
  if (has(OWNERS)) cursor.take(8)
  const mode = has(MODE) ? { mode: cursor.u32() } : {}
  const times = has(TIMES) ? { accessed: cursor.u32(), changed: cursor.u32() } : null
  if (has(EXTENDED))
    for (let left = cursor.u32(); left > 0; left--) {
      cursor.text()
      cursor.text()
    }
  return { ...size, ...mode, ...(times === null ? {} : { changed: times.changed }) }
}

function wholeAttributes(cursor: Cursor): Attributes {
  const { size, mode, changed } = attributes(cursor)
  if (size === undefined || mode === undefined || changed === undefined)
    throw new WireFault('of a file it does not tell size, kind and time of change')
  return { size, mode, changed }
}

const KIND = 0o170000
const REGULAR = 0o100000
/** Neither folder nor link nor device. */
export const isFile = ({ mode }: Attributes): boolean => (mode & KIND) === REGULAR
