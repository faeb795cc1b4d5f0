import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import packageJson from '../../package.json' with { type: 'json' }
import { ROOT } from './find.ts'
import { SECRET } from './push.ts'

/** A real server in a process of its own, with all shipped documents and nobody to ask. */
export interface CityProcess {
  readonly address: string
  readonly pid: number
  /** Of the first start: by it the administrators are made. */
  readonly setUpToken: Promise<string>
  /** SIGTERM; throws when it did not end well. */
  stop(): Promise<void>
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>
}

const PATIENCE_MS = 60_000

/** The city's clock begins at `NOW` of the flows, so that a run at night measures what a run by day does. */
export const CITY_CLOCK = '2026-11-24T14:00@1'

/** As `npm start` does. */
const START = packageJson.scripts.start.split(' ').slice(1)

export async function startCity(
  dataDir: string,
  more: { readonly [name: string]: string } = {},
): Promise<CityProcess> {
  const env = {
    ...process.env,
    ...{ PORT: '0', MOCK_CITY: 'off', DATA_DIR: dataDir, CITY_CLOCK },
    ...{ HOTLINE_HMAC: SECRET, GRID_HMAC: SECRET, TOUR_TOKEN: SECRET },
    ...more,
  }
  const child = spawn(process.execPath, START, {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { address, setUpToken } = await announced(child)
  return {
    ...{ address, setUpToken },
    pid: child.pid!,
    async stop() {
      if (child.exitCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      if (child.exitCode !== 0) throw new Error(`the server ended with ${child.exitCode}`)
    },
    async kill() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

/** What it prints once it listens: the address first, and the link of a first start after it. */
async function announced(child: ChildProcess): Promise<Pick<CityProcess, 'address' | 'setUpToken'>> {
  const said: string[] = []
  const lines = createInterface({ input: child.stdout! })
  const found = (pattern: RegExp) =>
    new Promise<string>(resolve => {
      lines.on('line', line => {
        const text = pattern.exec(line)?.[1]
        if (text !== undefined) resolve(text)
      })
    })
  const setUpToken = found(/\/set-up#([\w-]{43})/)
  lines.on('line', line => said.length < 50 && said.push(line))
  const address = await new Promise<string>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`the server did not start: ${why}\n${said.join('\n')}`))
    const patience = setTimeout(() => fail('no address'), PATIENCE_MS)
    child.once('exit', code => fail(`it ended with ${code}`))
    void found(/wall\s+(https?:\/\/\S+)\/wall/).then(text => {
      clearTimeout(patience)
      resolve(text)
    })
  })
  return { address, setUpToken }
}
