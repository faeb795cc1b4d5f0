import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ROOT } from '../ground/find.ts'
import { nodeRedFlow } from './node-red-flow.ts'

export const NODE_RED_PEERS = ['node-red', '@flowfuse/node-red-dashboard']
/** What its dashboard calls the message that changes our text. */
export const NODE_RED_EVENT = 'msg-input:bench-text'
export const NODE_RED_SOCKETS = '/dashboard/socket.io'
export const NODE_RED_PAGE = '/dashboard/page1'

/** Without its editor and whatever it would tell its makers. */
const settingsOf = (port: number) => ({
  uiHost: '127.0.0.1',
  uiPort: port,
  flowFile: 'flows.json',
  credentialSecret: 'bench',
  disableEditor: true,
  telemetry: { enabled: false, updateNotification: false },
  logging: { console: { level: 'info', metrics: false, audit: false } },
})

export interface NodeRed {
  readonly address: string
  readonly pid: number
  stop(): Promise<void>
}

const PATIENCE_MS = 60_000

/** Node-RED with a page of its dashboard, as it comes, in a folder and process of its own. */
export async function startNodeRed(folder: string): Promise<NodeRed> {
  mkdirSync(folder, { recursive: true })
  const port = await freePort()
  writeFileSync(join(folder, 'flows.json'), JSON.stringify(nodeRedFlow))
  writeFileSync(join(folder, 'settings.js'), `module.exports = ${JSON.stringify(settingsOf(port))}\n`)
  writeFileSync(
    join(folder, 'package.json'),
    '{ "name": "bench-flow", "version": "0.0.1", "private": true }\n',
  )
  const main = join(ROOT, 'bench/node_modules/node-red/red.js')
  const child = spawn(
    process.execPath,
    [main, '--userDir', folder, '--settings', join(folder, 'settings.js')],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  await started(child)
  return {
    address: `http://127.0.0.1:${port}`,
    pid: child.pid!,
    async stop() {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

function started(child: ChildProcess): Promise<void> {
  const said: string[] = []
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`Node-RED did not start: ${why}\n${said.join('\n')}`))
    const patience = setTimeout(() => fail('it did not say so'), PATIENCE_MS)
    child.once('exit', code => fail(`it ended with ${code}`))
    createInterface({ input: child.stdout! }).on('line', line => {
      if (said.length < 50) said.push(line)
      if (!line.includes('Started flows')) return
      clearTimeout(patience)
      resolve()
    })
  })
}
