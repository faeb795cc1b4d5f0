import { expect, test } from 'vitest'
import { coverageFaults, coverageRowsOf, ROW_IDS, type Shipped } from './coverage.ts'
import { titlesOf } from './titles.ts'

const line = (id: string, feeds = 'hotline', scenes = 'city') =>
  `| ${id} | what | ${feeds} | ${scenes} | RFG1 |`
const PAGE = ROW_IDS.map(id => line(id)).join('\n')
const EVERY = titlesOf('a.test.ts', `test('[AB1] (${ROW_IDS.join(', ')}) all', () => {})`)

const SHIPPED: Shipped = {
  feeds: [
    { id: 'hotline', kind: 'order' },
    { id: 'stat-key', kind: 'indicator' },
    { id: 'air', kind: 'air' },
  ],
  metrics: [
    { id: 'orders', kind: ['case', 'order'], where: [] },
    { id: 'values', kind: 'indicator', where: [['code', '=', 'PRV-03']] },
    { id: 'air', kind: 'air', where: [] },
  ],
  scenes: [
    {
      id: 'city',
      panels: [
        { id: 'one', metrics: { value: 'orders@city' } },
        { id: 'two', metrics: { value: 'values@city' }, options: { rows: [{ code: 'HW-19-2' }] } },
        { id: 'wall', metrics: { value: 'air@city' } },
      ],
      layouts: {
        'wall-16': { areas: ['one wall'] },
        desk: { areas: ['one'] },
        phone: { areas: ['stack'], stacks: { stack: { panels: [{ panel: 'two' }] } } },
      },
    },
  ],
}

const faultsOf = (page: string, titles = EVERY) => coverageFaults(coverageRowsOf(page), titles, SHIPPED)
const withRow = (id: string, feeds: string, scenes = 'city') =>
  PAGE.replace(line(id), line(id, feeds, scenes))

test('[SPC7] every row of the description stands once', () => {
  expect(ROW_IDS).toHaveLength(108)
  expect(faultsOf(PAGE)).toEqual([])
  expect(faultsOf(PAGE.replace(`${line('HW-02')}\n`, ''))).toEqual([
    'HW-02: docs/coverage.md has no such row',
  ])
  expect(faultsOf(`${PAGE}\n${line('HW-02')}`)).toEqual(['HW-02: docs/coverage.md has it twice'])
  expect(faultsOf(`${PAGE}\n${line('HW-23')}`)).toContain('HW-23: the description has no such row')
})

test('[SPC7] what a row names is there, and is read where it can be held in the hand', () => {
  expect(faultsOf(withRow('IOC-02', 'nothing'))).toEqual(['IOC-02: there is no feed nothing'])
  expect(faultsOf(withRow('IOC-02', 'hotline', 'city party'))).toEqual(['IOC-02: there is no scene party'])
  expect(faultsOf(withRow('IOC-02', 'hotline air'))).toEqual([
    'IOC-02: nothing of air is read on a desk, a tablet or a phone in city',
  ])
})

test('[SPC7] published figures are read by the codes of their row, in a panel or by a metric of their own', () => {
  expect(faultsOf(withRow('HW-19', 'stat-key'))).toEqual([])
  expect(faultsOf(withRow('PRV-03', 'stat-key'))).toEqual([])
  expect(faultsOf(withRow('HW-01', 'stat-key'))).toEqual([
    'HW-01: none of its published figures is on a desk, a tablet or a phone in city',
  ])
})

test('[SPC8] a row is proved by a running test that has it in its title, or literally in the table of its title', () => {
  const others = ROW_IDS.filter(id => id !== 'HW-19')
  const but = (source: string) =>
    faultsOf(PAGE, titlesOf('a.test.ts', `test('[AB1] (${others.join(', ')}) all', () => {})\n${source}`))
  const wanting = ['HW-19: no running test has it in its title']
  expect(but('')).toEqual(wanting)
  expect(but(`test.skip('[AB1] (HW-19) one', () => {})`)).toEqual(wanting)
  expect(but(`test('[AB1] (HW-199) one', () => {})`)).toEqual(wanting)
  expect(but(`test.each(rows.map(row => row))('[AB1] (%s) one', () => {})`)).toEqual(wanting)
  expect(but(`test.each([['HW-19', 1]])('[AB1] one', () => {})`)).toEqual(wanting)
  for (const named of [
    `test('[AB1] (HW-19) one', () => {})`,
    `test.each([['HW-19-2', 1]])('[AB1] (%s) one', () => {})`,
    `const ROWS = [['HW-19', 1]]\ntest.each(ROWS)('[AB1] (%s) one', () => {})`,
  ])
    expect(but(named), named).toEqual([])
})
