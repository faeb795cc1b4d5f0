import { PassThrough } from 'node:stream'
import type { Lend } from './remote-folder.ts'
import { Sftp } from './sftp.ts'
import type { FeedError } from '../connector.ts'

type Part = number | bigint | string | Buffer

const bytesOf = (part: Part): Buffer => {
  if (typeof part === 'number') return Buffer.from([part >>> 24, part >>> 16, part >>> 8, part])
  if (typeof part === 'bigint') return Buffer.from(part.toString(16).padStart(16, '0'), 'hex')
  const text = Buffer.from(part)
  return Buffer.concat([bytesOf(text.length), text])
}

/** A packet as it goes over the pipe: a number is four bytes, a bigint eight, a text has its length before it. */
export const packet = (type: number, ...parts: readonly Part[]): Buffer => {
  const body = Buffer.concat(parts.map(bytesOf))
  return Buffer.concat([bytesOf(body.length + 1), Buffer.of(type), body])
}

export const VERSION = packet(2, 3)
export const END = (id: number) => packet(101, id, 1, 'End of file', 'en')
export const status = (id: number, code: number, words = '') => packet(101, id, code, words, '')
export const handle = (id: number, of: string) => packet(102, id, of)
export const data = (id: number, content: Buffer | string) => packet(103, id, content)
/** Names with a long form and no attributes. */
export const names = (id: number, ...all: readonly (string | Buffer)[]) =>
  packet(104, id, all.length, ...all.flatMap(name => [name, '', 0]))
/** Size, kind with rights, and both times. */
export const attributes = (id: number, size: number, mode = 0o100644, changed = 1_795_000_000) =>
  packet(105, id, 0x1 | 0x4 | 0x8, BigInt(size), mode, changed, changed)

export const OPEN = 3
export const CLOSE = 4
export const READ = 5
export const LSTAT = 7
export const FSTAT = 8
export const OPENDIR = 11
export const READDIR = 12

/** What a server says to a question; null: nothing. `at` counts those of its type. */
export type Answer = (id: number, body: Buffer, at: number) => Buffer | null

export interface SftpServerForTests {
  readonly sftp: Sftp
  readonly lend: Lend
  /** Types of what it was asked, in order. */
  readonly asked: number[]
  /** Why it was of no use any more. */
  readonly broken: FeedError[]
  readonly say: (bytes: Buffer) => void
}

/** The other end of a pipe, which speaks SFTP as its answers say. It has greeted. */
export async function sftpServerForTests(
  answers: { readonly [type: number]: Answer },
  { greeting = VERSION, patienceMs = 5_000 } = {},
): Promise<SftpServerForTests> {
  const [input, output] = [new PassThrough(), new PassThrough()]
  const asked: number[] = []
  let rest = Buffer.alloc(0)
  const answer = (type: number, body: Buffer) => {
    const at = asked.filter(each => each === type).length
    asked.push(type)
    const said = answers[type]?.(body.readUInt32BE(0), body.subarray(4), at)
    if (said !== undefined && said !== null) output.write(said)
  }
  input.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32BE(0)) {
      const [length, type] = [rest.readUInt32BE(0), rest.readUInt8(4)]
      const body = rest.subarray(5, 4 + length)
      rest = rest.subarray(4 + length)
      if (type === 1) output.write(greeting)
      else answer(type, body)
    }
  })
  const broken: FeedError[] = []
  const sftp = new Sftp({ input, output }, fault => broken.push(fault), patienceMs)
  await sftp.greet()
  return {
    ...{ sftp, asked, broken, lend: work => work(sftp) },
    say: bytes => void output.write(bytes),
  }
}
