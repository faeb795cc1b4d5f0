import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, expect, test } from 'vitest'
import { startServer, type ServerProcess } from '../faults/server-process.ts'
import { certificate } from '../certificates.ts'
import { launchChromium } from '../chromium.ts'
import { asking, type Asked } from './asking.ts'
import { freePort } from './free-port.ts'

const folder = mkdtempSync(join(tmpdir(), 'liaowang-network-'))
const servers: ServerProcess[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) expect(await server.stop(), server.said()).toBe(0)
})
afterAll(() => rmSync(folder, { recursive: true }))

async function started(name: string, more: { readonly [name: string]: string }): Promise<ServerProcess> {
  const server = await startServer(join(folder, name), more)
  servers.push(server)
  return server
}

const tokenIn = (server: ServerProcess) => /\/set-up#([\w-]{43})/.exec(server.said())?.[1] ?? ''
const cookiesOf = ({ headers }: Asked) => headers['set-cookie'] ?? []
const PASSWORD = 'Kestrel-Lantern-42'

/** The first administrator, come in with a password. */
async function firstIn(ask: ReturnType<typeof asking>, token: string): Promise<Asked> {
  const administrators = ['sysadmin', 'secadmin', 'auditor'].map(role => ({
    ...{ role, account: role, title: `演示${role}` },
  }))
  const set = await ask('POST', '/api/set-up', { token, administrators })
  expect(set.status, set.body).toBe(200)
  const { links } = JSON.parse(set.body) as { links: { role: string; token: string }[] }
  const own = links.find(({ role }) => role === 'sysadmin')?.token ?? ''
  return ask('POST', '/api/invitation/accept', { token: own, password: PASSWORD })
}

test('[NET14] with a certificate of its own everything is by TLS: what is printed, cookies, and the pretend city pushes beside it', async () => {
  const [first, second] = [certificate({ names: ['localhost'] }), certificate({ names: ['localhost'] })]
  const files = { TLS_CERT: join(folder, 'cert.pem'), TLS_KEY: join(folder, 'key.pem') }
  writeFileSync(files.TLS_CERT, first.cert)
  writeFileSync(files.TLS_KEY, first.key)
  const port = await freePort()
  const origin = `https://localhost:${port}`
  const server = await started('tls', {
    ...{ ...files, HOST: '0.0.0.0', PORT: String(port), PUBLIC_ORIGINS: origin },
    MOCK_CITY: 'on',
  })
  expect(server.address).toBe(origin)
  const ask = asking({ address: origin, ca: first.cert })
  const page = await ask('GET', '/desk')
  expect([page.status, page.headers['strict-transport-security']]).toEqual([
    200,
    expect.stringMatching(/^max-age/),
  ])
  // The pretend city runs, and others reach the server: then nobody looks without an account, not from this machine either.
  expect((await ask('GET', '/api/start')).status).toBe(401)
  const entered = await firstIn(ask, tokenIn(server))
  for (const cookie of cookiesOf(entered))
    expect(cookie).toMatch(/^__Host-[\w-]+=[^;]+; Path=\/; HttpOnly; SameSite=Strict; Secure/)
  expect(cookiesOf(entered).length).toBeGreaterThan(0)
  // Its pretend city sends its records beside it, to a port of this machine that takes nothing else.
  const door = asking({ address: /records of this machine at ([^"\s]+)/.exec(server.said())?.[1] ?? '' })
  expect((await door('GET', '/desk')).status).toBe(404)
  expect((await door('POST', '/api/sign-in', { account: 'sysadmin', password: PASSWORD })).status).toBe(404)
  expect((await door('POST', '/api/ingest/hotline', {})).status).toBe(401)
  writeFileSync(files.TLS_CERT, second.cert)
  writeFileSync(files.TLS_KEY, second.key)
  const askLater = asking({ address: origin, ca: second.cert })
  const outcome = () =>
    askLater('GET', '/livez').then(
      ({ status }) => status,
      () => 0,
    )
  await expect.poll(outcome, { timeout: 30_000, interval: 500 }).toBe(200)
})

test('[NET14] a real browser signs in by TLS, keeps the cookies that only TLS has, and its policy holds', async () => {
  const { cert, key } = certificate({ names: ['localhost'] })
  const files = { TLS_CERT: join(folder, 'b-cert.pem'), TLS_KEY: join(folder, 'b-key.pem') }
  writeFileSync(files.TLS_CERT, cert)
  writeFileSync(files.TLS_KEY, key)
  const port = await freePort()
  const origin = `https://localhost:${port}`
  const server = await started('browser', {
    ...{ ...files, HOST: '127.0.0.1,::1', PORT: String(port), PUBLIC_ORIGINS: origin },
  })
  await firstIn(asking({ address: origin, ca: cert }), tokenIn(server))
  const browser = await launchChromium()
  try {
    // Nobody here trusts who issued it.
    const context = await browser.newContext({ ignoreHTTPSErrors: true })
    const page = await context.newPage()
    const faults: string[] = []
    page.on('console', message => {
      if (message.type() === 'error') faults.push(message.text())
    })
    await page.goto(`${origin}/enter`)
    await page.locator('input[autocomplete="username"]').fill('sysadmin')
    await page.locator('input[autocomplete="current-password"]').fill(PASSWORD)
    await page.locator('button[type=submit]').click()
    await page.locator('.secret code').waitFor()
    const cookies = await context.cookies()
    expect(cookies.map(({ name, secure }) => [name.startsWith('__Host-'), secure])).toEqual([[true, true]])
    expect(faults).toEqual([])
  } finally {
    await browser.close()
  }
})

test('[NET15] (T-HTTP-02, T-AUTH-01) behind a proxy whoever it names is counted, locked out and audited, and nobody else says for whom he asks', async () => {
  const server = await started('proxied', {
    TRUSTED_PROXIES: '127.0.0.1',
    PUBLIC_ORIGINS: 'https://city.example',
  })
  const inside = /listening.*?(http:\/\/127\.0\.0\.1:\d+)/.exec(server.said())?.[1] ?? ''
  const by = (client: string, proto = 'https') =>
    asking({
      address: inside,
      headers: { host: 'city.example', 'x-forwarded-for': `9.9.9.9, ${client}`, 'x-forwarded-proto': proto },
    })
  expect((await by('10.1.1.1')('GET', '/desk')).status).toBe(200)
  expect(JSON.parse((await by('10.1.1.1', 'http')('GET', '/desk')).body)).toMatchObject({ code: 'plain' })
  expect((await asking({ address: inside })('GET', '/desk')).status).toBe(421)
  expect((await asking({ address: inside })('GET', '/readyz')).status).toBe(200)
  const entered = await firstIn(by('10.1.1.1'), tokenIn(server))
  expect(cookiesOf(entered)[0]).toMatch(/^__Host-/)
  const trying = (client: string, password: string) =>
    by(client)('POST', '/api/sign-in', { account: 'sysadmin', password })
  const statuses: number[] = []
  for (let i = 0; i < 6; i++) statuses.push((await trying('10.6.6.6', 'wrong')).status)
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
  expect((await trying('10.6.6.6', PASSWORD)).status).toBe(429)
  expect((await trying('10.1.1.2', PASSWORD)).status).toBe(200)
  const audit = new DatabaseSync(join(folder, 'proxied', 'audit.db'), { readOnly: true })
  const tables = audit.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all() as {
    name: string
  }[]
  const lines = tables.flatMap(({ name }) => audit.prepare(`SELECT * FROM "${name}"`).all())
  audit.close()
  const text = JSON.stringify(lines)
  expect([text.includes('10.6.6.6'), text.includes('9.9.9.9')]).toEqual([true, false])
})

test('[CFG2] beyond this machine without TLS it does not start, and says what to set', async () => {
  await expect(startServer(join(folder, 'open'), { HOST: '0.0.0.0' })).rejects.toThrow(
    /ended with 2\n.*TLS_CERT and TLS_KEY.*TRUSTED_PROXIES/s,
  )
})
