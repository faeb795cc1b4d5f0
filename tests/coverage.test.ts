import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../scripts/command.ts'
import { rulesOf } from './answered.ts'

/** How many rows each table of the city's description has. */
const ROWS = { IOC: 25, LYX: 20, HW: 22, PRV: 19, STAT: 22 }
const IDS = Object.entries(ROWS).flatMap(([family, count]) =>
  Array.from({ length: count }, (_, i) => `${family}-${String(i + 1).padStart(2, '0')}`),
)

const page = readFileSync(join(ROOT, 'docs/coverage.md'), 'utf8')
const rows = page
  .split('\n')
  .filter(line => /^\| [A-Z]+-\d\d /.test(line))
  .map(line => line.split('|').map(part => part.trim()))
  .map(([, id = '', , feeds = '', scenes = '', answer = '']) => ({ id, feeds, scenes, answer }))

const named = (text: string): readonly string[] =>
  text === '—' || text.startsWith('all ') ? [] : text.split(' ')
const missing = (folder: string, names: readonly string[]) =>
  names.filter(name => !existsSync(join(ROOT, 'documents', folder, `${name}.json`)))

test('[COV1] each row of the description stands once, and names feeds, scenes and rules that exist, or what is open', () => {
  expect(rows.map(({ id }) => id)).toEqual(IDS)
  for (const { id, feeds, scenes, answer } of rows) {
    const rules = rulesOf(answer)
    const unknown = [rules.unknown, missing('feeds', named(feeds)), missing('scenes', named(scenes))].flat()
    expect(unknown, id).toEqual([])
    const isOpen = /OPEN: \S/.test(answer)
    expect(
      rules.named.length > 0 || isOpen,
      `${id} is proved by nothing and does not say that it is open`,
    ).toBe(true)
    expect(isOpen || (feeds !== '—' && scenes !== '—'), `${id}: where it comes from and is seen`).toBe(true)
  }
})

test('[COV2] the page says truly how much is whole and how much is there in part', () => {
  const open = rows.filter(({ answer }) => answer.includes('OPEN'))
  const inPart = open.filter(({ answer }) => !answer.startsWith('OPEN'))
  expect(page).toContain(
    `Of ${rows.length} rows ${rows.length - open.length} are whole; ${inPart.length} are there in part.`,
  )
})
