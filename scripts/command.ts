import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..')

export interface Outcome {
  readonly code: number
  readonly output: string
  readonly milliseconds: number
}

interface Options {
  readonly env?: Readonly<Record<string, string>>
  /** Pass the output on while it comes, as well as keeping it. */
  readonly echo?: boolean
  /** What still runs after so many milliseconds is ended and counts as failed. */
  readonly limit?: number
}

/** The project's own tools first: a script must not meet another version that the machine happens to have. */
const pathWithOwnTools = [join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(delimiter)

/** Runs a tool of the project in the repository's root. A tool that cannot be started is an outcome too. */
export const runCommand = (
  command: string,
  args: readonly string[],
  options: Options = {},
): Promise<Outcome> =>
  new Promise(resolve => {
    const started = performance.now()
    const chunks: Buffer[] = []
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...options.env, PATH: pathWithOwnTools },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.limit,
      killSignal: 'SIGKILL',
    })
    const keep = (chunk: Buffer) => {
      chunks.push(chunk)
      if (options.echo === true) process.stdout.write(chunk)
    }
    const finish = (code: number) => {
      const output = Buffer.concat(chunks).toString().trimEnd()
      resolve({ code, output, milliseconds: performance.now() - started })
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', error => {
      chunks.push(Buffer.from(`${command}: ${error.message}`))
      finish(127)
    })
    child.on('close', (code, signal) => {
      if (signal !== null) chunks.push(Buffer.from(`\n${command} was ended by ${signal}`))
      finish(code ?? 1)
    })
  })

/** Runs the jobs at most `limit` (at least one) at a time, starting them in order. */
export const inLanes = async <Job>(jobs: readonly Job[], limit: number, run: (job: Job) => Promise<void>) => {
  const waiting = [...jobs]
  const lane = async () => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) await run(job)
  }
  await Promise.all(Array.from({ length: Math.max(1, Math.trunc(limit) || 1) }, lane))
}

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`
