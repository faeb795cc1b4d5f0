import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Page, Running } from '../server/connectors/connector.ts'
import { eventually, feedForTests } from '../server/connectors/feed-for-tests.ts'
import { workbookOf } from '../server/connectors/files/workbook-for-tests.ts'
import { connectors } from '../server/connectors/registry.ts'
import { loadDocuments } from '../server/documents/load.ts'
import { kinds } from '../shared/kinds/registry.ts'
import { createIntake } from './intake.fixture.ts'

const FEED = 'ledger-county'
const at = (text: string) => Date.parse(`${text}+08:00`)
const NOW = at('2026-11-28T09:00:00')

let home: string
let started: Running[]
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'file-order-'))
  started = []
})
afterEach(async () => {
  for (const running of started) await running.stop()
  rmSync(home, { recursive: true })
})

/** The book of a month, in which two entries stand. */
function lay(month: string, states: readonly [string, string], writtenAt: number): void {
  const rows = states.map((state, i) => [
    '乡村振兴',
    '乡村治理',
    `A${i + 1}`,
    '演示事项',
    state,
    '2026-08-03 09:00:00',
  ])
  const path = join(home, `辽阳县台账_${month}.xlsx`)
  const head = ['台账', '专题', '编号', '事项', '状态', '开始时间']
  writeFileSync(path, workbookOf([head, ...rows]))
  utimesSync(path, writtenAt / 1000, writtenAt / 1000)
}

/** The shipped feed on the folder, and what the city makes of what it takes, a minute later with each page. */
function watching() {
  const { feeds } = loadDocuments(new URL('../documents', import.meta.url).pathname, kinds, fault => {
    throw new Error(JSON.stringify(fault))
  })
  const { settings } = feeds.find(({ id }) => id === FEED)!
  const intake = createIntake(NOW, ['ledger-entry'])
  let pages = 0
  let position: string | null = null
  return {
    async takes(count: number): Promise<void> {
      await eventually(() => pages >= count, () => pages) // prettier-ignore
    },
    start(): void {
      const journal = feedForTests({ ...settings, everySeconds: 1 })
      const take = async (page: Page) => {
        const taken = await journal.access.take(page)
        intake.take(FEED, page.records, NOW + pages * 60_000)
        position = page.position ?? position
        pages++
        return taken
      }
      const access = { ...journal.access, take, position: () => position, now: () => NOW, fileOf: () => home }
      started.push(connectors.get('file-drop')!.start(access))
    },
    async startAnew(): Promise<void> {
      await started.pop()?.stop()
      position = null
      this.start()
    },
    states: () => ['A1', 'A2'].map(number => intake.rowsOf('ledgers/').get(number)?.row['state']),
  }
}

test('[FDR18] [MAP73] a book of an older month never stands over that of a newer one, whenever it is taken; one that is mended stands over itself', async () => {
  lay('202609', ['推进中', '未开始'], at('2026-10-03T09:00:00'))
  lay('202610', ['已完成', '推进中'], at('2026-11-03T09:00:00'))
  const city = watching()
  city.start()
  await city.takes(2)
  expect(city.states()).toEqual(['done', 'going'])
  // With the position lost all are taken again; and one that was forgotten is laid at last.
  lay('202608', ['未开始', '未开始'], at('2026-11-27T09:00:00'))
  await city.startAnew()
  await city.takes(5)
  expect(city.states()).toEqual(['done', 'going'])
  // Mended under its name, after the newer one.
  lay('202609', ['已终止', '已终止'], at('2026-11-27T10:00:00'))
  await city.takes(6)
  expect(city.states()).toEqual(['done', 'going'])
  lay('202610', ['已终止', '推进中'], at('2026-11-27T11:00:00'))
  await city.takes(7)
  expect(city.states()).toEqual(['stopped', 'going'])
})
