import { spawn, type ChildProcessByStdio } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { FeedError } from '../connector.ts'
import type { ParsedLine } from './parsed-line.ts'
import type { FilesSettings } from './settings.ts'

const PROGRAM = fileURLToPath(new URL('parse-file.ts', import.meta.url))
const MEMORY_MB = 256
/** For what comes next, of the content or of its lines; time in which the reader of the lines is busy does not count. */
const DEADLINE_MS = 60_000
const LONGEST_LINE = 2 ** 20

/** The file itself is at fault: looking at it again would not help. */
export class UnreadableFile extends Error {
  override readonly name: string = 'UnreadableFile'
}

/** Whether of the file or of a machine that was busy cannot be told: it may be read another time. */
export class SpentFile extends UnreadableFile {
  override readonly name = 'SpentFile'
}

/** Reads a file into the lines of its table. */
export type Parse = (
  content: AsyncIterable<Uint8Array>,
  settings: FilesSettings,
  signal: AbortSignal,
) => AsyncIterable<ParsedLine>

/** By the columns of the settings. */
export const parsedLines: Parse = (content, { format, columns }, signal) =>
  linesSaid([format, JSON.stringify(columns)], content, signal)

/** Every row of a file that lies nowhere: of somebody who waits for what stands in it. */
export const sheetLines = (
  bytes: Uint8Array,
  format: FilesSettings['format'],
  signal: AbortSignal,
): AsyncGenerator<ParsedLine> => linesSaid([format, 'null'], [bytes], signal)

/**
 * A file as another process reads it (T-ZIP-01): that has little memory and time, may only read, and knows nothing of this
 * process's secrets. Throws UnreadableFile when it could not make sense of the file or did not survive it, and whatever the content threw.
 */
async function* linesSaid(
  what: readonly string[],
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
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
  const deadline = deadlineOf(() => child.kill('SIGKILL'))
  const fed = feed(child, content, deadline)
  try {
    let last: ParsedLine['type'] = 'title'
    for await (const text of linesOf(child.stdout, deadline)) {
      const line = JSON.parse(text) as ParsedLine
      if (line.type === 'fault') throw new UnreadableFile(line.reason)
      last = line.type
      yield line
    }
    const failure = await ended
    signal.throwIfAborted()
    const { fault } = await fed
    if (fault !== null) throw fault
    if (failure !== null) throw failure
    if (last !== 'end') throw new SpentFile('reading it took more memory or time than a file may have')
  } finally {
    deadline.end()
    child.kill('SIGKILL')
    await ended
    await fed
  }
}

/** Hands it the content. Content that breaks off ends it before it can take what came for the whole. */
async function feed(
  child: ChildProcessByStdio<Writable, Readable, null>,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  deadline: Deadline,
): Promise<{ readonly fault: Error | null }> {
  let fault: Error | null = null
  async function* noted() {
    try {
      for await (const chunk of content) {
        deadline.begin()
        yield chunk
      }
    } catch (error) {
      fault = error instanceof Error ? error : new Error(String(error))
      child.kill('SIGKILL')
      throw error
    }
  }
  // A process that ended before it read all of it is told of by its end.
  await pipeline(noted(), child.stdin).catch(() => undefined)
  return { fault }
}

/** That no process could be started says nothing about the file. */
const startFault = (cause: unknown): FeedError =>
  new FeedError(`the parser did not run: ${String(cause)}`, { blame: 'ours', retry: true, cause })

interface Deadline {
  /** Anew. */
  readonly begin: () => void
  readonly pause: () => void
  readonly end: () => void
}

function deadlineOf(giveUp: () => void): Deadline {
  let timer = setTimeout(giveUp, DEADLINE_MS)
  let isOver = false
  const pause = () => clearTimeout(timer)
  return {
    pause,
    begin() {
      pause()
      if (!isOver) timer = setTimeout(giveUp, DEADLINE_MS)
    },
    end() {
      isOver = true
      pause()
    },
  }
}

async function* linesOf(stdout: Readable, deadline: Deadline): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of stdout.setEncoding('utf8')) {
    deadline.pause()
    const lines = (rest + (chunk as string)).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > LONGEST_LINE) throw new UnreadableFile('a row is longer than 1 MB')
    yield* lines
    deadline.begin()
  }
}
