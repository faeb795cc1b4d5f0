import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROUTES } from '../../server/access/route-table.ts'
import type { Page } from '../trust/accounts.ts'
import { expectUnharmed } from './aftermath.ts'
import { startHostileCity, type HostileCity } from './hostile-city.ts'

/** What ends a text or a statement, asks for everything, or writes. */
const PAYLOADS = [
  `x' OR 1=1 --`,
  `x" OR ""="`,
  `x'; DROP TABLE people; --`,
  `x' UNION SELECT name, sql, 1, 1 FROM sqlite_schema --`,
  `x\\'; ATTACH 'x' AS y; --`,
  `x%' ESCAPE '!' --`,
]
/** What nobody is called: a payload finds as little. */
const NONSENSE = 'xqzxqz'
/** Every word that some route asks for in its address. */
const NAMES = [
  ...[
    'acknowledgeDays',
    'action',
    'actor',
    'address',
    'after',
    'area',
    'before',
    'cell',
    'cursor',
    'department',
  ],
  ...[
    'device',
    'feed',
    'format',
    'from',
    'item',
    'kind',
    'measure',
    'month',
    'object',
    'of',
    'open',
    'outcome',
  ],
  ...['page', 'project', 'proposed', 'q', 'replyDays', 'settled', 'step', 'target', 'to'],
]
/** What a database says of a statement that it cannot read. */
const DATABASE = /SQLITE_\w+|ERR_SQLITE|near ".{0,40}": syntax|unrecognized token|no such (table|column)/
const FILES = ['city.db', 'trust.db', 'audit.db']

let city: HostileCity
beforeAll(async () => {
  city = await startHostileCity([{ id: 'hotline', of: 'hotline', settings: {} }])
})
afterAll(() => city.stop())

const answerOf = async (who: Page, path: string) => {
  const answer = await fetch(city.address + path, { headers: { cookie: who.cookie() } })
  return { status: answer.status, text: await answer.text() }
}

/** Every GET of the API with a word wherever it takes one. */
function asking(word: string): readonly string[] {
  const query = new URLSearchParams(NAMES.map(name => [name, word])).toString()
  return Object.keys(ROUTES)
    .filter(route => /^GET \/(api|open311)\//.test(route) && !route.startsWith('GET /api/oidc/'))
    .map(route => `${route.slice('GET '.length).replace(/:\w+/g, encodeURIComponent(word))}?${query}`)
}

const tablesOf = (): readonly unknown[] =>
  FILES.map(name => {
    const db = new DatabaseSync(join(city.dataDir, name), { readOnly: true })
    try {
      return db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all()
    } finally {
      db.close()
    }
  })

test.each(PAYLOADS)(
  '[HOS14] (T-SQLI-01) %s is a word like any other, wherever it is asked',
  async payload => {
    const before = tablesOf()
    const nonsense = asking(NONSENSE)
    expect(nonsense.length).toBeGreaterThan(50)
    for (const who of [city.operator, city.auditor]) {
      for (const [i, path] of asking(payload).entries()) {
        const [hostile, plain] = [await answerOf(who, path), await answerOf(who, nonsense[i] ?? '')]
        expect([path, hostile.status]).toEqual([path, plain.status])
        expect([path, hostile.status < 500]).toEqual([path, true])
        expect([path, DATABASE.exec(hostile.text)?.[0]]).toEqual([path, undefined])
      }
    }
    expect(tablesOf()).toEqual(before)
    await expectUnharmed(city, ['hotline'])
  },
)

test('[HOS14] (T-SQLI-01) what is looked for by a payload is nothing, and not everything', async () => {
  const found = async (who: Page, path: string, list: string, word: string): Promise<number> => {
    const answer = await who.ask<Record<string, unknown[]>>('GET', path + encodeURIComponent(word))
    return answer[list]?.length ?? Number.NaN
  }
  // There is something to find.
  expect(await found(city.auditor, '/api/audit?action=', 'rows', 'people.')).toBeGreaterThan(3)
  for (const payload of PAYLOADS) {
    for (const name of ['action', 'object', 'actor', 'address'])
      expect([name, payload, await found(city.auditor, `/api/audit?${name}=`, 'rows', payload)]).toEqual([
        ...[name, payload, 0],
      ])
    expect(await found(city.operator, '/api/quarantine?feed=', 'entries', payload)).toBe(0)
  }
})

test('[HOS14] (T-SQLI-01) nobody signs in by a payload', async () => {
  for (const text of PAYLOADS)
    for (const [account, password] of [
      [text, 'x'],
      ['operator', text],
    ] as const) {
      const answer = await fetch(`${city.address}/api/sign-in`, {
        ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
        body: JSON.stringify({ account, password }),
      })
      expect([401, 429], account).toContain(answer.status)
    }
})
