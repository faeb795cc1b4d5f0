import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import liaoyang from '../../documents/areas/liaoyang.json' with { type: 'json' }
import { may } from '../../shared/access/may.ts'
import { NOBODY } from '../../shared/access/principal.ts'
import type { Role } from '../../shared/access/roles.ts'
import { compileAreas } from '../../shared/areas/areas.ts'
import type { AreasDocument } from '../../shared/areas/document.ts'
import type { OneTimeLink } from '../../shared/people/wire.ts'
import { Denied, type Caller } from '../access/caller.ts'
import { Routes } from '../access/routes.ts'
import { AuditError, type AuditEntry } from '../audit/audit.ts'
import { openTrust } from '../trust/database.ts'
import type { Cipher } from './cipher.ts'
import { openPeople, type PeopleParts } from './people.ts'
import { stepAt, totpCode } from './second-factor/totp.ts'
import { PEOPLE_TABLES } from './tables.ts'

export const areas = compileAreas(liaoyang as unknown as AreasDocument)
const START = Date.UTC(2026, 10, 29, 1)
export const MINUTE = 60_000
export const GOOD = 'Lanterns-7-at-dusk'

/** Turns letters round: enough to see whether something was sealed. */
const cipher: Cipher = {
  seal: text => `sealed:${[...text].reverse().join('')}`,
  open: text => [...text.slice('sealed:'.length)].reverse().join(''),
}

export interface Answer {
  readonly status: number
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each test knows what it asked for
  readonly body: any
  readonly headers: Headers
}

/** A browser: it keeps its cookies, and has an address. */
export interface Browser {
  cookies: Map<string, string>
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown): Promise<Answer>
  put(path: string, body?: unknown): Promise<Answer>
}

/** A whole house over HTTP on loopback, with a clock of its own: time passes by `at`, and somebody sets the clock by `setBy`. */
export async function openHouse(more: Partial<PeopleParts> = {}) {
  const entries: AuditEntry[] = []
  const clock = { at: START, setBy: 0 }
  const state = { auditFails: false }
  const db = more.db ?? openTrust(':memory:', [PEOPLE_TABLES])
  const logged: string[] = []
  const people = openPeople({
    db,
    audit: {
      write(entry) {
        if (state.auditFails) throw new AuditError('the disk is full')
        entries.push(entry)
      },
    },
    cipher,
    log: (level, about, message) => void logged.push(`${level} ${about} ${message}`),
    now: () => clock.at + clock.setBy,
    elapsed: () => clock.at,
    areas,
    departments: ['市住建局', '市城管局'],
    words: ['liaowang', 'liaoyang', '瞭望', '辽阳'],
    issuer: '瞭望',
    secure: false,
    directory: null,
    cost: { memoryKiB: 64, passes: 1 },
    ...more,
  })
  const app = express()
  const routes = new Routes(app, {
    log: (level, about, message) => void logged.push(`${level} ${about} ${message}`),
    callerOf: request => callerOf(request.headers.cookie, String(request.headers['x-from'] ?? '10.1.1.1')),
  })
  people.serve(routes)
  const server = createServer(app)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  function callerOf(cookie: string | undefined, address: string): Caller {
    const principal = people.principalOf(cookie) ?? NOBODY
    const caller: Caller = {
      principal,
      address,
      person() {
        if (principal.type !== 'person') throw new Denied()
        return principal
      },
      may: (name, subject) => may(areas, principal, name, subject),
      require(name, subject) {
        if (!may(areas, principal, name, subject)) throw new Denied()
      },
    }
    return caller
  }

  function browser(address = '10.1.1.1'): Browser {
    const cookies = new Map<string, string>()
    const ask = async (method: string, path: string, body?: unknown): Promise<Answer> => {
      const response = await fetch(`${base}${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          'x-from': address,
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      for (const line of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (value === '') cookies.delete(name!)
        else cookies.set(name!, value!)
      }
      const text = await response.text()
      return {
        status: response.status,
        body: text === '' ? null : JSON.parse(text),
        headers: response.headers,
      }
    }
    return {
      cookies,
      get: path => ask('GET', path),
      post: (path, body = {}) => ask('POST', path, body),
      put: (path, body) => ask('PUT', path, body),
    }
  }

  const secrets = new Map<string, string>()
  const code = (account: string, steps = 0) =>
    totpCode(secrets.get(account)!, stepAt(clock.at + clock.setBy) + steps)

  /** Follows a one-time link, and sets up a second factor where one is asked for. */
  async function enterBy(link: OneTimeLink, password = GOOD, address = '10.1.1.1'): Promise<Browser> {
    const page = browser(address)
    const { body } = await page.post('/api/invitation/accept', { token: link.token, password })
    if (body.stage === 'setUpTotp') await setUpTotp(page, link.account)
    return page
  }
  async function setUpTotp(page: Browser, account: string): Promise<readonly string[]> {
    const { body } = await page.post('/api/account/second-factor', { password: '' })
    secrets.set(account, body.secret)
    const done = await page.post('/api/account/second-factor/confirm', { code: code(account) })
    clock.at += 31_000
    return done.body.codes
  }
  /** The three, signed in, each on their own page. */
  async function setUp() {
    const token = people.setUpToken()!
    const administrators = (['sysadmin', 'secadmin', 'auditor'] as const).map(role => ({
      role,
      account: role,
      title: `演示${role}`,
    }))
    const { body } = await browser().post('/api/set-up', { token, administrators })
    const [sysadmin, secadmin, auditor] = body.links as OneTimeLink[]
    return {
      sysadmin: await enterBy(sysadmin!),
      secadmin: await enterBy(secadmin!),
      auditor: await enterBy(auditor!),
    }
  }
  type Administrators = Awaited<ReturnType<typeof setUp>>

  /** An account with roles over the whole city; answers with its link. */
  async function openAccount({ sysadmin, secadmin }: Administrators, account: string, roles: Role[]) {
    const { body: link } = await sysadmin.post('/api/people', { account, title: `演示${account}` })
    const id = await idOf(sysadmin, account)
    const scope = { areas: 'all', departments: 'all' }
    await secadmin.put(`/api/people/${id}/authorisation`, { roles, scope })
    return { id, link: link as OneTimeLink }
  }
  async function idOf(page: Browser, account: string): Promise<string> {
    const { body } = await page.get('/api/people')
    return body.people.find((each: { account: string }) => each.account === account).id
  }
  async function close(): Promise<void> {
    server.closeAllConnections()
    server.close()
    db.close()
  }
  return {
    ...{ people, db, entries, clock, state, logged, browser, close },
    ...{ code, enterBy, setUpTotp, setUp, openAccount, idOf },
  }
}
