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
import type { Published } from '../../shared/city/city.ts'
import { mask } from '../../shared/mapping/masking/mask.ts'
import { kindsOf } from '../../shared/metrics/kinds-of.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { RecordFact } from '../../shared/model/fact.ts'
import { callerAs } from '../access/callers.ts'
import { answerBadBody, Routes } from '../access/routes.ts'
import { AuditError, type Audit, type AuditEntry } from '../audit/audit.ts'
import { connectors } from '../connectors/registry.ts'
import type { CalendarsInUse } from '../documents/calendars.ts'
import { loadDocuments, type Documents } from '../documents/load.ts'
import { Engine, ownDraft } from '../engine/engine.ts'
import { Feeds } from '../intake/feeds.ts'
import { mappingOf } from '../intake/mapping.ts'
import { openDatabase } from '../journal/database.ts'
import { Reader } from '../reader/reader.ts'
import type { Kind } from '../../shared/kinds/kind.ts'
import { kinds } from '../../shared/kinds/registry.ts'
import type { Taken } from '../connectors/connector.ts'
import { createTurns, type Turn } from './turns.ts'
import { noExpressions } from '../expressions/no-expressions.fixture.ts'

/** Monday. */
export const MONDAY = instant('2026-11-23 09:00')

export interface DeedCity {
  readonly engine: Engine
  readonly audit: AuditEntry[]
  /** From now on the audit cannot be written. */
  readonly breakAudit: () => void
  readonly mendAudit: () => void
  readonly db: ReturnType<typeof openDatabase>
  readonly moveTo: (at: number) => Promise<void>
  readonly now: () => number
  /** What was published is wanted from here on. */
  takeUp(): ReturnType<Engine['takeUp']>
  as(roles: readonly Role[], scope?: Partial<Person['scope']>): Asking
  /** A start after a crash, on the same file. */
  readonly folder: string
  close(): Promise<void>
}

export interface Asking {
  get(path: string): Promise<Answer>
  post(path: string, body: unknown): Promise<Answer>
  /** The fields of a form, as programs send them that are none of ours. */
  form(path: string, fields: { readonly [name: string]: string }): Promise<Answer>
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

/** What a part of the server needs that serves deeds. */
export interface DeedParts {
  readonly engine: Engine
  readonly reader: Reader
  readonly audit: Audit
  readonly areas: Areas
  readonly offices: { readonly [area: string]: string }
  readonly feeds: () => readonly FeedDocument[]
  readonly calendars: CalendarsInUse
  /** As they are shipped. */
  readonly documents: Documents
  readonly kinds: readonly Kind[]
  readonly libraries: Documents['libraries']
  readonly now: () => number
  readonly file: (feed: string, records: readonly unknown[]) => Promise<Taken> | null
  readonly atTables: Turn
}

export interface DeedCityParts {
  readonly kinds: readonly Kind[]
  readonly facts: readonly RecordFact[]
  readonly serve: (routes: Routes, parts: DeedParts) => void
}

/** A city of some kinds with their forms, an audit that is looked into, and routes that ask who somebody is. */
export async function openDeedCity({
  kinds: ours,
  facts,
  serve: register,
}: DeedCityParts): Promise<DeedCity> {
  const folder = mkdtempSync(join(tmpdir(), 'liaowang-deeds-'))
  let now = MONDAY
  const metrics = documents.metrics.filter(metric =>
    kindsOf(metric).every(id => ours.some(kind => kind.id === id)),
  )
  const db = openDatabase(join(folder, 'city.db'))
  const inForce = (known: ReadonlyMap<string, Published>) => ({ ...documents.inForce(known), metrics })
  const engine = new Engine({
    db,
    documents: { ...documents, kinds: ours, metrics, inForce },
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
    evaluate: noExpressions,
    mask,
    secret: () => undefined,
    fileOf: path => path,
    submit: draft => engine.submit(draft),
    reason: () => '',
    position: () => null,
    quarantined: () => [],
    retaken: () => null,
    now: () => now,
    reach: () => Promise.reject(new Error('nowhere')),
    speed: 1,
    log: () => undefined,
  })
  const isOurs = ({ kind }: { readonly kind: string }) => ours.some(({ id }) => id === kind)
  const isFilled = ({ connector }: FeedDocument) => connector === 'form' || connector === 'submission'
  for (const feed of documents.feeds) if (isFilled(feed) && isOurs(feed)) feeds.start(feed)
  await engine.submit({ ...ownDraft(now, facts), feed: 'gcproj' })
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
    register(routes, {
      ...{ engine, reader, audit: written, areas: documents.areas, now: () => now },
      offices: documents.problemOffices,
      ...{ documents, kinds: ours, feeds: () => documents.feeds },
      ...{ calendars: documents.calendars, libraries: documents.libraries },
      file: (feed, records) => feeds.file(feed, records),
      atTables: createTurns(),
    }),
  )
  return {
    ...{ engine, audit, db, folder },
    now: () => now,
    takeUp: () => engine.takeUp(inForce(engine.city.documents)),
    breakAudit: () => (audits = false),
    mendAudit: () => (audits = true),
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
    // What a form or a file is sent as, it says itself.
    const isPlain = body instanceof URLSearchParams || body instanceof Blob
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { 'x-person': person, ...(isPlain ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: isPlain ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') === true
    return { status: response.status, body: text === '' ? null : isJson ? JSON.parse(text) : text }
  }
  return {
    as(roles: readonly Role[], scope: Partial<Person['scope']> = {}): Asking {
      const id = `p${people.size}`
      const everywhere = { areas: 'all', departments: 'all' } as const
      people.set(id, {
        ...{ type: 'person', id, session: 's', account: `account-${id}`, roles, stage: 'full' },
        scope: { ...everywhere, ...scope },
      })
      return {
        get: path => send(id, 'GET', path),
        post: (path, body) => send(id, 'POST', path, body),
        form: (path, fields) => send(id, 'POST', path, new URLSearchParams(fields)),
      }
    },
    close: () =>
      new Promise<void>(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
