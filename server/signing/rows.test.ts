import type { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { canonical, digest } from '../../shared/model/digest.ts'
import type { DocumentFact, DocumentFamily } from '../../shared/model/fact.ts'
import { createAlarms } from '../alarms/alarms.ts'
import { AuditError, type AuditEntry } from '../audit/audit.ts'
import { ownDraft } from '../engine/engine.ts'
import { cityFolders, ticketEngine } from '../engine/ticket-engine.fixture.ts'
import { createDocumentRows } from './rows.ts'
import { createTampering } from './tampering.ts'

const folders = cityFolders('rows')

const fact = (family: DocumentFamily, id: string, title: string): DocumentFact => {
  const body = { id, title }
  return { type: 'document', family, id, digest: digest(canonical(body)), body }
}

async function running() {
  const folder = folders.fresh()
  const db = folders.open(folder)
  const engine = ticketEngine(db)
  await engine.submit(ownDraft(0, [fact('scene', 'a', '甲'), fact('published', 'scene/a', '甲')]))
  engine.flush()
  const rows = createDocumentRows({ city: engine.city, db, isPicture: () => engine.lastPicture !== null })
  // Somebody else's connection.
  return { engine, rows, other: folders.open(folder) }
}
const bodyOf = (db: DatabaseSync, name: string) =>
  db.prepare('SELECT body FROM documents WHERE name = ?').get(name)?.['body']

test('[SIGN4] (T-WALL-03) a row that was written, removed or added behind the server is found, and is right again with the next checkpoint', async () => {
  const { engine, rows, other } = await running()
  // What waits for its checkpoint is no row yet.
  expect(rows.right()).toEqual([])
  engine.checkpoint()
  expect(rows.right()).toEqual([])
  const before = bodyOf(other, 'scene/a')
  for (const [spoil, name] of [
    [`UPDATE documents SET body = '{"id":"a","title":"不实"}' WHERE name = 'scene/a'`, 'scene/a'],
    [`DELETE FROM documents WHERE name = 'published/scene/a'`, 'published/scene/a'],
    [`INSERT INTO documents VALUES ('published/scene/b', '', '{}')`, 'published/scene/b'],
    [`UPDATE cells SET value = '{}' WHERE key = 'doc:scene/a'`, 'scene/a'],
    [`INSERT INTO cells VALUES ('doc:scene/b', 9, '{}')`, 'scene/b'],
  ] as const) {
    other.exec(spoil)
    expect(rows.right(), spoil).toEqual([name])
    engine.checkpoint()
    expect(rows.right(), spoil).toEqual([])
  }
  expect(bodyOf(other, 'scene/a')).toBe(before)
  expect(bodyOf(other, 'published/scene/b')).toBeUndefined()
})

test('[SIGN5] (F-47) what was found is an alarm for an hour, told to the page, and in the audit once, also where that opens later', () => {
  let now = 0
  let setBy = 0
  let full = false
  const entries: AuditEntry[] = []
  const logs: string[] = []
  const alarms = createAlarms({ log: () => undefined, now: () => now })
  const tampering = createTampering({
    ...{ alarms, log: message => logs.push(message), now: () => now + setBy, elapsed: () => now },
  })
  const raised = () => alarms.raised.get('documents-tampered')?.message
  tampering.found(['published/scene/a'])
  expect(raised()).toContain('scene/a')
  tampering.audited({
    write(entry) {
      if (full) throw new AuditError('full')
      entries.push(entry)
    },
  })
  tampering.found(['published/scene/a', 'metric/open'])
  expect(entries.map(({ action, object }) => [action, object])).toEqual([
    ['documents.tampered', 'scene/a'],
    ['documents.tampered', 'metric/open'],
  ])
  expect(tampering.told()).toEqual([
    { document: 'scene/a', at: 0 },
    { document: 'metric/open', at: 0 },
  ])
  full = true
  tampering.found(['scene/b'])
  expect(logs).toEqual([expect.stringContaining('scene/b')])
  // A clock that is set, back or forward, is no hour (F-47).
  for (setBy of [24 * 3_600_000, -24 * 3_600_000]) tampering.look()
  expect(raised()).toContain('scene/b')
  now += 3_599_999
  tampering.look()
  expect(raised()).toContain('scene/b')
  now += 1
  tampering.look()
  expect([raised(), tampering.told()]).toEqual([undefined, []])
})
