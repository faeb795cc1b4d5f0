import { expect, test } from 'vitest'
import { metricOf, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const columns = ['number', 'parent', 'title', 'stage', 'doneAt']
const metrics = [
  metricOf({ id: 'list', aggregate: { type: 'list', sort: [['doneAt', 'asc']], limit: 40, columns } }),
]
const at = (date: string) => Date.parse(`${date}T17:00:00+08:00`)
const ROWS = [
  ['n', 'N', null, '一网通办', '在建', null],
  ['b', 'B', null, '最多跑一次', '减环节', at('2021-06-30')],
  ['a', 'A', null, '一窗四家', '四家合一窗', at('2019-12-31')],
  ['a1', 'A-1', 'A', '房产交易', null, at('2019-12-31')],
  ['a2', 'A-2', 'A', '契税征缴', null, at('2019-12-31')],
]
const see = (rows: unknown[][] = ROWS) =>
  shown({
    ...{ metrics, roles: { list: 'list' }, options: {} },
    cells: { 'list|211000||': { total: rows.length, rows } as never },
  })

test('[MLS1] (LYX-13) milestones in the order in which they were reached, with their parts; what is ahead last', () => {
  const { panel, reader } = see()
  expect(
    view(panel, reader).stones.map(({ year, title, isReached, parts }) => [
      year,
      title,
      isReached,
      parts.map(part => part.title),
    ]),
  ).toEqual([
    ['2019', '一窗四家', true, ['房产交易', '契税征缴']],
    ['2021', '最多跑一次', true, []],
    ['', '一网通办', false, []],
  ])
  expect(heading(panel, reader).empty).toBe(false)
  expect(heading(see([]).panel, see([]).reader).empty).toBe(true)
})
