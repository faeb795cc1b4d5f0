import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createInterface } from 'node:readline'
import type { Log } from './log.ts'

const MAIN = fileURLToPath(new URL('../mock-data/main.ts', import.meta.url))

/** How it announces an upstream: `hotline   http://127.0.0.1:4101/orders  12345 热线`. */
const ANNOUNCED = /^\S+\s+(?:http|mqtt):\/\/([^\s/]+:\d+)(?:[\s/]|$)/

/** `<address>:<port>` of the upstream that a line announces; null: it announces none that is connected to. */
export const announcedIn = (line: string): string | null => ANNOUNCED.exec(line)?.[1] ?? null

/**
 * Starts the pretend city's upstream systems as a process of their own; they are reached only by their protocols. `announced` gets
 * `<address>:<port>` of each once it is up.
 */
export function startPretendCity(
  environment: NodeJS.ProcessEnv,
  log: Log,
  announced: Set<string>,
): () => Promise<void> {
  const child = spawn(process.execPath, [MAIN], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  let stopping = false
  createInterface({ input: child.stdout }).on('line', line => {
    const place = announcedIn(line)
    if (place !== null) announced.add(place)
    log('info', 'pretend city', line)
  })
  createInterface({ input: child.stderr }).on('line', line => log('warn', 'pretend city', line))
  const ended = new Promise<void>(resolve => {
    child.on('error', error => {
      log('error', 'pretend city', `could not be started: ${error.message}`)
      resolve()
    })
    child.on('exit', code => {
      if (!stopping) log('error', 'pretend city', `ended by itself with code ${code}`)
      resolve()
    })
  })
  return async () => {
    stopping = true
    child.kill('SIGTERM')
    const patience = setTimeout(() => child.kill('SIGKILL'), 5_000)
    await ended
    clearTimeout(patience)
  }
}
