import { FeedError } from '../connector.ts'

/** Where files are laid, on this machine or on another. */
export interface Folder {
  /** Files whose name fits, in order of name. Links are passed over: they may lead anywhere. */
  readonly list: (fits: (name: string) => boolean, signal: AbortSignal) => Promise<readonly FoundFile[]>
}

export interface FoundFile {
  readonly name: string
  readonly bytes: number
  /** Changes when the file does. */
  readonly stamp: string
  /** When it was written last, as its folder says (epoch ms). */
  readonly writtenAt: number
  /** Its content from the beginning. Throws FileGone or FileFault where it is this file's affair alone. */
  readonly read: (signal: AbortSignal) => AsyncIterable<Uint8Array>
}

/** Somebody took it away since it was found. */
export class FileGone extends Error {}

/** It cannot be read, and the others can. */
export class FileFault extends FeedError {}

/** Half-written files, and what Excel lays beside an open workbook. */
const PASSING = /^\.|^~\$|\.(part|tmp)$/i

/** Of a pattern, in which `*` is anything. */
export function matcherOf(pattern: string): (name: string) => boolean {
  const [first = '', ...others] = pattern.split('*')
  const last = others.pop()
  return name => {
    if (PASSING.test(name)) return false
    if (last === undefined) return name === first
    if (!name.startsWith(first) || !name.endsWith(last)) return false
    const end = name.length - last.length
    let at = first.length
    for (const part of others) {
      const found = name.indexOf(part, at)
      if (found === -1) return false
      at = found + part.length
    }
    return at <= end
  }
}
