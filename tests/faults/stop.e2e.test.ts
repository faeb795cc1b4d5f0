import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, expect, test } from 'vitest'
import { startServer } from './server-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'liaowang-stop-'))
const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Sends the beginning of a request and then nothing; `half`: says that it will never send more. */
async function beginRequest(address: string, text: string, half = false): Promise<void> {
  const { hostname, port } = new URL(address)
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true })
  sockets.push(socket)
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  await new Promise<void>(resolve => {
    if (half) socket.end(text, resolve)
    else socket.write(text, () => resolve())
  })
}

test('[FLT2] requests that never end do not keep a stop waiting', async () => {
  const server = await startServer(join(folder, 'data'))
  const head = (length: number) =>
    `POST /api/ingest/none HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\n\r\n`
  await beginRequest(server.address, 'GET /livez HTTP/1.1\r\nHost: local')
  await beginRequest(server.address, `${head(100_000)}abc`)
  await beginRequest(server.address, head(9_999_999) + 'x'.repeat(300_000), true)
  await beginRequest(server.address, 'GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n', true)
  expect(await server.stop()).toBe(0)
})

test("[FLT4] a second server in the same folder is refused; one that was killed is in nobody's way", async () => {
  const data = join(folder, 'shared')
  const first = await startServer(data)
  await expect(startServer(data)).rejects.toThrow(/ended with 2\n.*is in use by another server/)
  expect((await fetch(`${first.address}/livez`)).status).toBe(200)
  await first.kill()
  const next = await startServer(data)
  expect(await next.stop()).toBe(0)
})

test.each([
  [
    'city.db',
    'PRAGMA user_version = 99',
    /ended with 2\n[^\n]*city\.db was written by a newer version \(format 99\)/,
  ],
  ['trust.db', 'UPDATE parts SET format = 99', /ended with 2\n[^\n]*trust\.db: its part "\w+" has format 99/],
] as const)(
  '[FLT5] a %s of a newer version is refused with a sentence, and the city is byte for byte as it was',
  async (file, becomesNewer, sentence) => {
    const data = join(folder, `newer-${file}`)
    expect(await (await startServer(data)).stop()).toBe(0)
    const db = new DatabaseSync(join(data, file))
    db.exec(becomesNewer)
    db.close()
    const before = readFileSync(join(data, 'city.db'))
    for (let start = 0; start < 2; start++) await expect(startServer(data)).rejects.toThrow(sentence)
    await expect(startServer(data)).rejects.not.toThrow(/\n\s+at /)
    expect(readFileSync(join(data, 'city.db')).equals(before)).toBe(true)
  },
)

test.each([
  ['PORT', 'http'],
  ['TELEMETRY_KEEP', 'for ever'],
  ['CITY_CLOCK', 'tomorrow'],
  ['WATCHDOG', '-1'],
])(
  '[FLT6] a server that was given a bad %s does not start: it names what it was given, and ends with 2',
  async (name, value) => {
    await expect(startServer(join(folder, 'never'), { [name]: value })).rejects.toThrow(
      new RegExp(`ended with 2\\nconfiguration: ${name}="${value}" must `),
    )
    expect(existsSync(join(folder, 'never'))).toBe(false)
  },
)
