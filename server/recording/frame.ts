import { promisify } from 'node:util'
import { constants, zstdCompress, zstdDecompress } from 'node:zlib'
import type { LiveCell } from '../../shared/city/city.ts'

/** Key and JSON of each cell, a line each; an empty line for one that is gone. */
export type Frame = ReadonlyMap<string, string>

const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 6 } }
const pack = promisify(zstdCompress) as (text: string, options: object) => Promise<Buffer>
const unpack = promisify(zstdDecompress) as (data: Uint8Array) => Promise<Buffer>

/** In the turn in which it is called; cells change in place. */
export function frameText(cells: Iterable<LiveCell>): string {
  let text = ''
  for (const { key, json } of cells) text += `${keyLine(key)}\n${json ?? ''}\n`
  return text
}

/** Beside the loop. */
export const packFrame = (text: string): Promise<Buffer> => pack(text, LEVEL)

export async function unpackFrame(data: Uint8Array): Promise<Frame> {
  const lines = (await unpack(data)).toString().split('\n')
  const frame = new Map<string, string>()
  for (let i = 0; i + 1 < lines.length; i += 2) frame.set(keyIn(lines[i]!), lines[i + 1]!)
  return frame
}

/** JSON has no line break in it; a key may have anything, and hardly ever does: to write them all as JSON would be most of the work. */
const keyLine = (key: string): string =>
  key.startsWith('"') || key.includes('\n') ? JSON.stringify(key) : key

const keyIn = (line: string): string => (line.startsWith('"') ? (JSON.parse(line) as string) : line)
