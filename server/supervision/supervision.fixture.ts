import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import type { Person } from '../../shared/access/principal.ts'
import type { Role } from '../../shared/access/roles.ts'
import type { Areas } from '../../shared/areas/areas.ts'
import { instant } from '../../shared/calendar/naive.fixture.ts'
import { partWith } from '../../shared/kinds/thing.fixture.ts'
import { project } from '../../shared/kinds/project/kind.ts'
import { item, ran, STAGES } from '../../shared/kinds/project/project.fixture.ts'
import { supervision } from '../../shared/kinds/supervision/kind.ts'
import { mask } from '../../shared/mapping/masking/mask.ts'
import { kindsOf } from '../../shared/metrics/kinds-of.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import type { Fields } from '../../shared/model/value.ts'
import { callerAs } from '../access/callers.ts'
import { answerBadBody, Routes } from '../access/routes.ts'
import { AuditError, type Audit, type AuditEntry } from '../audit/audit.ts'
import { connectors } from '../connectors/registry.ts'
import { loadDocuments } from '../documents/load.ts'
import { Engine, ownDraft } from '../engine/engine.ts'
import { Feeds } from '../intake/feeds.ts'
import { mappingOf } from '../intake/mapping.ts'
import { openDatabase } from '../journal/database.ts'
import { Reader } from '../reader/reader.ts'
import { kinds } from '../../shared/kinds/registry.ts'
import { serveSupervisions } from './routes.ts'

/** Monday. The item `6-2` was due on the Friday before, `6-1` is in time, `7-1` has not begun. */
export const MONDAY = instant('2026-11-23 09:00')
export const PROJECT = 'gcproj/2611-211004-04-01-000011'
export const DISTRICT = '211004'
const TOWN = '211004001'
export const OTHER_DISTRICT = '211002'

export interface SupervisionCity {
  readonly engine: Engine
  readonly audit: AuditEntry[]
  /** From now on the audit cannot be written. */
  readonly breakAudit: () => void
  readonly db: ReturnType<typeof openDatabase>
  readonly moveTo: (at: number) => Promise<void>
  readonly now: () => number
  as(roles: readonly Role[], scope?: Partial<Person['scope']>): Asking
  /** A start after a crash, on the same file. */
  readonly folder: string
  close(): Promise<void>
}

export interface Asking {
  get(path: string): Promise<Answer>
  post(path: string, body: unknown): Promise<Answer>
}

export interface Answer {
  readonly status: number
  // What a test looks at it knows.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any
}

const documents = loadDocuments(new URL('../../documents', import.meta.url).pathname, kinds, fault => {
  throw new Error(JSON.stringify(fault))
})

export async function openCity(
  folder = mkdtempSync(join(tmpdir(), 'liaowang-press-')),
): Promise<SupervisionCity> {
  let now = MONDAY
  const ours = [project, supervision]
  const metrics = documents.metrics.filter(metric =>
    kindsOf(metric).every(id => ours.some(kind => kind.id === id)),
  )
  const db = openDatabase(join(folder, 'city.db'))
  const engine = new Engine({
    db,
    documents: { ...documents, kinds: ours, metrics },
    now: () => now,
    clock: () => performance.now(),
    onFault: ({ error }) => {
      throw error
    },
    onUncounted: (_, error) => {
      throw error
    },
  })
  const reader = new Reader(join(folder, 'city.db'))
  const feeds = new Feeds({
    connectors,
    mapping: mappingOf(documents, kinds),
    mask,
    secret: () => undefined,
    fileOf: path => path,
    submit: draft => engine.submit(draft),
    position: () => null,
    quarantined: () => [],
    retaken: () => null,
    now: () => now,
    reach: () => Promise.reject(new Error('nowhere')),
    speed: 1,
    log: () => undefined,
  })
  for (const feed of documents.feeds) if (feed.kind === supervision.id) feeds.start(feed)
  await engine.submit({ ...ownDraft(now, [projectFact(TOWN)]), feed: 'gcproj' })
  await engine.tick()
  const audit: AuditEntry[] = []
  let audits = true
  const written: Audit = {
    write(entry) {
      if (!audits) throw new AuditError('no room')
      audit.push(entry)
    },
  }
  const http = await serve(documents.areas, routes =>
    serveSupervisions(routes, {
      ...{ engine, reader, audit: written, areas: documents.areas, now: () => now },
      file: (feed, records) => feeds.file(feed, records),
    }),
  )
  return {
    ...{ engine, audit, db, folder },
    now: () => now,
    breakAudit: () => (audits = false),
    async moveTo(at) {
      now = at
      await engine.tick()
      engine.flush()
    },
    as: http.as,
    async close() {
      await http.close()
      await feeds.stop()
      await reader.stop()
      await engine.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function projectFact(area: string): RecordFact {
  const department = '市住建局'
  const fields: Fields = {
    ...{ investCode: '2611-211004-04-01-000011', name: '演示项目', class: '原字号', stages: STAGES },
    items: [
      { ...item('6-1', 6, ran('2026-11-20 09:00', null)), department: '市工信局' },
      { ...item('6-2', 6, ran('2026-11-13 09:00', null)), department, name: '质量监督手续' },
      { ...item('7-1', 7), department },
    ],
  }
  const { conflict: _conflict, ...part } = partWith(fields, { area, at: MONDAY, event: MONDAY })
  return { ...part, type: 'record', kind: project.id, id: PROJECT, part: 'main' }
}

async function serve(areas: Areas, register: (routes: Routes) => void) {
  const people = new Map<string, Person>()
  const app = express()
  const routes = new Routes(app, {
    callerOf: request =>
      callerAs(areas, people.get(String(request.headers['x-person'])) as Person, '10.0.0.9'),
    log: () => undefined,
  })
  register(routes)
  app.use(answerBadBody)
  const server = createServer(app)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const send = async (person: string, method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { 'x-person': person, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? null : JSON.parse(text) }
  }
  return {
    as(roles: readonly Role[], scope: Partial<Person['scope']> = {}): Asking {
      const id = `p${people.size}`
      const everywhere = { areas: 'all', departments: 'all' } as const
      people.set(id, {
        ...{ type: 'person', id, session: 's', account: `account-${id}`, roles, stage: 'full' },
        scope: { ...everywhere, ...scope },
      })
      return { get: path => send(id, 'GET', path), post: (path, body) => send(id, 'POST', path, body) }
    },
    close: () =>
      new Promise<void>(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
