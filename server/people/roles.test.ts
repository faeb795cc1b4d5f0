import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { ADMINISTRATORS, ROLES } from '../../shared/access/roles.ts'
import { openTrust } from '../trust/database.ts'
import { PEOPLE_TABLES } from './tables.ts'

const endings: (() => void)[] = []
afterEach(() =>
  endings
    .splice(0)
    .reverse()
    .forEach(end => end()),
)

test('[PPL1] (T-RBAC-02) a row that makes an administrator anything else is refused by the database, for every pair', async () => {
  const db = openTrust(':memory:', [PEOPLE_TABLES])
  endings.push(() => db.close())
  const person = Number(
    db.prepare("INSERT INTO people (account, title, created_at) VALUES ('x', '', 0)").run().lastInsertRowid,
  )
  for (const one of ROLES)
    for (const other of ROLES.filter(role => role !== one)) {
      db.prepare('DELETE FROM roles').run()
      db.prepare('INSERT INTO roles VALUES (?, ?)').run(person, one)
      const isApart = ADMINISTRATORS.includes(one) || ADMINISTRATORS.includes(other)
      for (const how of ['INSERT', 'INSERT OR IGNORE', 'INSERT OR REPLACE']) {
        const add = () => db.prepare(`${how} INTO roles VALUES (?, ?)`).run(person, other)
        if (isApart) expect(add, `${how} ${one} ${other}`).toThrow(/nothing else/)
      }
      if (!isApart) db.prepare('INSERT INTO roles VALUES (?, ?)').run(person, other)
      expect(() => db.prepare('UPDATE roles SET role = ?').run('sysadmin')).toThrow(/never changed/)
    }
  db.prepare('DELETE FROM roles').run()
  expect(() => db.prepare('INSERT INTO roles VALUES (?, ?)').run(person, 'root')).toThrow(/CHECK/)
})

test('[PPL1] a file of before there were reporters keeps who is what, and who may not be what', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liaowang-roles-'))
  endings.push(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'trust.db')
  const before = openTrust(path, [{ ...PEOPLE_TABLES, steps: PEOPLE_TABLES.steps.slice(0, 2) }])
  for (const [id, role] of [
    [1, 'leader'],
    [2, 'auditor'],
  ] as const) {
    before.prepare("INSERT INTO people VALUES (?, ?, '', 0, 0)").run(id, role)
    before.prepare('INSERT INTO roles VALUES (?, ?)').run(id, role)
  }
  before.close()
  const db = openTrust(path, [PEOPLE_TABLES])
  endings.push(() => db.close())
  const give = (person: number, role: string) =>
    db.prepare('INSERT INTO roles VALUES (?, ?)').run(person, role)
  give(1, 'reporter')
  expect(() => give(2, 'reporter')).toThrow(/nothing else/)
  expect(() => give(1, 'root')).toThrow(/CHECK/)
  expect(() => db.prepare('UPDATE roles SET role = ?').run('viewer')).toThrow(/never changed/)
  db.prepare('DELETE FROM people WHERE id = 1').run()
  expect(db.prepare('SELECT person, role FROM roles').all()).toEqual([{ person: 2, role: 'auditor' }])
})
