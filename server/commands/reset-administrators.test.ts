import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { auditFolders, contentsOf, faultsOf } from '../audit/audit.fixture.ts'
import { lockFolder } from '../journal/folder-lock.ts'
import { openHouse } from '../people/house.fixture.ts'
import { PEOPLE_TABLES } from '../people/tables.ts'
import { openTrust } from '../trust/database.ts'
import { dispatch } from './dispatch.ts'
import { commands } from './registry.ts'

const { fresh } = auditFolders()

async function called(folder: string, now: number) {
  const said: string[] = []
  const environment = { DATA_DIR: folder, PORT: '4711', USER: 'zhiban' }
  const code = await dispatch(
    ['people', 'reset-administrators'],
    commands,
    { environment, now: () => now, say: line => said.push(line) },
    line => said.push(line),
  )
  return { code, said: said.join('\n') }
}

const trustOf = (folder: string) => openTrust(join(folder, 'trust.db'), [PEOPLE_TABLES])

test('[CMD6] [PPL6] (T-INST-01) lost administrators are disabled, it is recorded, and the link makes three others', async () => {
  const folder = fresh()
  const before = await openHouse({ db: trustOf(folder) })
  await before.setUp()
  const now = before.clock.at
  await before.close()
  const { code, said } = await called(folder, now)
  expect([code, said]).toEqual([0, expect.stringMatching(/^disabled: auditor, secadmin, sysadmin\n/)])
  const token = /http:\/\/127\.0\.0\.1:4711\/set-up#(\S+)\n/.exec(said)?.[1] ?? ''
  const records = contentsOf(folder)
  expect(records.map(({ action }) => action)).toEqual(['people.resetAdministrators', ...Array<string>(3).fill('people.disable')]) // oxfmt-ignore
  expect(records[0]).toMatchObject({ actor: { type: 'command' }, details: { user: 'zhiban' } })
  expect([JSON.stringify(records).includes(token), faultsOf(folder)]).toEqual([false, []])
  const after = await openHouse({ db: trustOf(folder) })
  after.clock.at = now
  after.people.setUpToken()
  const administrators = (['sysadmin', 'secadmin', 'auditor'] as const).map(role => ({
    ...{ role, account: `${role}.new`, title: '演示' },
  }))
  expect((await after.browser().post('/api/set-up', { token, administrators })).status).toBe(200)
  await after.close()
})

test('[CMD6] a server that runs, a folder without people, an audit that cannot be written: refused, and nobody is disabled', async () => {
  const folder = fresh()
  expect(await called(folder, 0)).toEqual({ code: 1, said: expect.stringContaining('has no trust.db') })
  const house = await openHouse({ db: trustOf(folder) })
  await house.setUp()
  await house.close()
  const enabled = () => {
    const db = trustOf(folder)
    const { n } = db.prepare('SELECT count(*) AS n FROM people WHERE disabled = 0').get() as { n: number }
    db.close()
    return n
  }
  const release = lockFolder(folder)
  expect(await called(folder, 0)).toEqual({ code: 2, said: expect.stringMatching(/a server runs on DATA_DIR=.*stop it first/) }) // oxfmt-ignore
  release()
  mkdirSync(join(folder, 'audit.db'))
  expect(await called(folder, 0)).toEqual({ code: 1, said: expect.stringContaining('the audit cannot be written') }) // oxfmt-ignore
  expect(enabled()).toBe(3)
})
