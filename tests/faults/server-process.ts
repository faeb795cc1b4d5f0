import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import packageJson from '../../package.json' with { type: 'json' }

/** A real server in a process of its own, so that it can be killed as a power cut would. */
export interface ServerProcess {
  readonly address: string
  readonly pid: number
  /** All that it wrote, logs and complaints. */
  readonly said: () => string
  /** How it ended by itself. */
  readonly ended: Promise<Ending>
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>
  /** SIGTERM; resolves with its exit code. */
  stop(): Promise<number | null>
}

interface Ending {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** As `npm start` does. */
const START = packageJson.scripts.start.split(' ').slice(1)

const PATIENCE_MS = 60_000

export async function startServer(
  dataDir: string,
  more: { readonly [name: string]: string } = {},
  program: readonly string[] = START,
  executable = process.execPath,
): Promise<ServerProcess> {
  const env = { ...process.env, PORT: '0', MOCK_CITY: 'off', DATA_DIR: dataDir, ...more }
  const child = spawn(executable, program, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }))
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal)
      await once(child, 'exit')
    }
    return child.exitCode
  }
  return {
    address: await addressOf(child, said),
    pid: child.pid as number,
    said: () => said.join('\n'),
    ended,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
  }
}

function addressOf(child: ChildProcess, said: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`the server did not start: ${why}\n${said.join('\n')}`))
    const patience = setTimeout(() => fail('no address'), PATIENCE_MS)
    child.once('exit', code => fail(`it ended with ${code}`))
    child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()))
    if (child.stdout === null) return fail('no output')
    createInterface({ input: child.stdout }).on('line', line => {
      said.push(line)
      const address = /wall\s+(https?:\/\/\S+)\/wall/.exec(line)?.[1]
      if (address === undefined) return
      clearTimeout(patience)
      resolve(address)
    })
  })
}
