import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { FeedError } from '../connector.ts'
import type { ParsedLine } from './parsed-line.ts'
import type { FileDropSettings } from './settings.ts'

const PROGRAM = fileURLToPath(new URL('parse-file.ts', import.meta.url))
const MEMORY_MB = 256
/** For the next line; time in which the reader of the lines is busy does not count. */
const DEADLINE_MS = 60_000
const LONGEST_LINE = 2 ** 20

/** The file itself is at fault: looking at it again would not help. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
}

/** The lines of a file that lies in a folder. */
export const parsedLines = (
  file: string,
  { format, columns }: FileDropSettings,
  signal: AbortSignal,
): AsyncGenerator<ParsedLine> => linesSaid([file, format, JSON.stringify(columns)], null, signal)

/** Every row of a file that lies nowhere: of somebody who waits for what stands in it. */
export const sheetLines = (
  bytes: Uint8Array,
  format: FileDropSettings['format'],
  signal: AbortSignal,
): AsyncGenerator<ParsedLine> => linesSaid(['-', format, 'null'], bytes, signal)

/**
 * A file as another process reads it (T-ZIP-01): that has little memory and time, may only read, and knows nothing of this
 * process's secrets. Throws UnreadableFile when it could not make sense of the file or did not survive it.
 */
async function* linesSaid(
  what: readonly string[],
  bytes: Uint8Array | null,
  signal: AbortSignal,
): AsyncGenerator<ParsedLine> {
  const limits = [`--max-old-space-size=${MEMORY_MB}`, '--permission', '--allow-fs-read=*']
  const child = spawn(process.execPath, [...limits, PROGRAM, ...what], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {},
    killSignal: 'SIGKILL',
    signal,
  })
  const ended = new Promise<FeedError | null>(resolve => {
    child.on('error', cause => resolve(startFault(cause)))
    child.once('close', () => resolve(null))
  })
  // A process that ended before it read all of it is told of by its end.
  child.stdin.on('error', () => undefined)
  child.stdin.end(bytes ?? undefined)
  try {
    let last: ParsedLine['type'] = 'title'
    for await (const text of linesOf(child.stdout, () => child.kill('SIGKILL'))) {
      const line = JSON.parse(text) as ParsedLine
      if (line.type === 'fault') throw new UnreadableFile(line.reason)
      last = line.type
      yield line
    }
    const failure = await ended
    signal.throwIfAborted()
    if (failure !== null) throw failure
    if (last !== 'end') throw new UnreadableFile('reading it took more memory or time than a file may have')
  } finally {
    child.kill('SIGKILL')
    await ended
  }
}

/** That no process could be started says nothing about the file. */
const startFault = (cause: unknown): FeedError =>
  new FeedError(`the parser did not run: ${String(cause)}`, { blame: 'ours', retry: true, cause })

async function* linesOf(stdout: Readable, giveUp: () => void): AsyncGenerator<string> {
  let rest = ''
  let deadline = setTimeout(giveUp, DEADLINE_MS)
  try {
    for await (const chunk of stdout.setEncoding('utf8')) {
      clearTimeout(deadline)
      const lines = (rest + (chunk as string)).split('\n')
      rest = lines.pop() ?? ''
      if (rest.length > LONGEST_LINE) throw new UnreadableFile('a row is longer than 1 MB')
      yield* lines
      deadline = setTimeout(giveUp, DEADLINE_MS)
    }
  } finally {
    clearTimeout(deadline)
  }
}
