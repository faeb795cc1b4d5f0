import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { cityForTests } from '../mock-data/city-for-tests.ts'
import { FINANCE_BOOK } from '../mock-data/finance/finance.ts'
import { BOOKS } from '../mock-data/ledgers/books.ts'
import { ROOT } from '../scripts/command.ts'
import { loadDocuments } from '../server/documents/load.ts'
import { ledgerEntry } from '../shared/kinds/ledger-entry/kind.ts'
import { kinds } from '../shared/kinds/registry.ts'

test('[LWY3] (HW-03, HW-07, HW-08, HW-12, PRV-02, PRV-06, PRV-09, PRV-14) shipped ways name ledgers that the city has, and each has a form', () => {
  const { ways, feeds } = loadDocuments(join(ROOT, 'documents'), kinds, fault => {
    throw new Error(JSON.stringify(fault))
  })
  const city = cityForTests({ at: '2026-11-24T10:24:00+08:00' })
  onTestFinished(() => city.remove())
  const now = city.clock.now()
  const entries = [...BOOKS, FINANCE_BOOK].flatMap(book => book.entries(city, now))
  const ofLedgers = ways.filter(({ kind }) => kind === ledgerEntry.id)
  expect(ofLedgers.length).toBeGreaterThan(8)
  for (const { id, where } of ofLedgers)
    expect(
      entries.some(
        ({ ledger, category, stage, state }) =>
          ledger === where['ledger'] &&
          state === '推进中' &&
          [category, null].includes(where['category'] ?? null) &&
          [stage, null].includes(where['stage'] ?? null),
      ),
      id,
    ).toBe(true)
  const forms = feeds
    .filter(({ connector }) => connector === 'form')
    .map(({ kind, source }) => `${source} ${kind}`)
  for (const wanted of ['ledgers ledger-entry', 'finance ledger-entry', 'party party-whistle'])
    expect(forms).toContain(wanted)
  for (const { kind } of ways)
    expect(
      forms.some(form => form.endsWith(kind)),
      kind,
    ).toBe(true)
})
