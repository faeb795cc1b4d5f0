import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../scripts/command.ts'
import { coverageRowsOf, ROW_IDS } from '../scripts/spec/coverage.ts'
import { rulesOf } from './answered.ts'

const page = readFileSync(join(ROOT, 'docs/coverage.md'), 'utf8')
const rows = coverageRowsOf(page)

const missing = (folder: string, names: readonly string[]) =>
  names.filter(name => !existsSync(join(ROOT, 'documents', folder, `${name}.json`)))

test('[COV1] each row of the description stands once, and names feeds, scenes and rules that exist, or what is open', () => {
  expect(rows.map(({ id }) => id)).toEqual(ROW_IDS)
  for (const { id, feeds, scenes, answer } of rows) {
    const rules = rulesOf(answer)
    const unknown = [rules.unknown, missing('feeds', feeds), missing('scenes', scenes)].flat()
    expect(unknown, id).toEqual([])
    const isOpen = /OPEN: \S/.test(answer)
    expect(
      rules.named.length > 0 || isOpen,
      `${id} is proved by nothing and does not say that it is open`,
    ).toBe(true)
    // Only the command centre itself is fed by all, and seen everywhere.
    const isEverywhere = id === 'IOC-01'
    expect(
      isOpen || isEverywhere || (feeds.length > 0 && scenes.length > 0),
      `${id}: where it comes from and is seen`,
    ).toBe(true)
  }
})

test('[COV2] the page says truly how much is whole and how much is there in part', () => {
  const open = rows.filter(({ answer }) => answer.includes('OPEN'))
  const inPart = open.filter(({ answer }) => !answer.startsWith('OPEN'))
  expect(page).toContain(
    `Of ${rows.length} rows ${rows.length - open.length} are whole; ${inPart.length} are there in part.`,
  )
})

test('[COV3] each walk that the page names goes at a desk and on a phone, and no other does', () => {
  const folder = join(ROOT, 'tests/trust')
  const table = page.slice(page.indexOf('| mechanism ')).split('\n').slice(2)
  const named = table.flatMap(line => line.split('|')[2]?.trim().split(' ') ?? [])
  const sources = new Map(
    readdirSync(folder)
      .filter(file => file.endsWith('.e2e.test.ts'))
      .map(file => [file.slice(0, -'.e2e.test.ts'.length), readFileSync(join(folder, file), 'utf8')]),
  )
  const walks = [...sources].filter(([, source]) => /\bisInHand\(/.test(source)).map(([name]) => name)
  // Two mechanisms may be walked in one file, on one server.
  expect([...new Set(named)].sort()).toEqual(walks.sort())
  for (const name of named) {
    const sizes = /import \{([^}]*)\} from '.\/in-hand.ts'/.exec(sources.get(name)!)?.[1] ?? ''
    expect(/PAIRS|DESK.*PHONE/.test(sizes), name).toBe(true)
  }
})
