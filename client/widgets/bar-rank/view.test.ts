import { expect, test } from 'vitest'
import { bareText } from '../../figures/number.ts'
import { feedOf, metricOf, shown } from '../widget.fixture.ts'
import { titleEms } from '../title-width.ts'
import { heading, view } from './view.ts'

const metrics = [
  metricOf({ id: 'cases' }),
  metricOf({ id: 'open' }),
  metricOf({ id: 'late' }),
  metricOf({ id: 'class', by: ['c'] }),
  metricOf({ id: 'group', by: ['c', 'g'] }),
]

test('[WDG24] places are ranked, the largest first, with the open part and the overdue', () => {
  const roles = { value: 'cases@towns', part: 'open@towns', late: 'late@towns' }
  const cells = {
    'cases|211002016||': 39,
    'cases|211002017||': 20,
    'open|211002016||': 13,
    'late|211002016||': 3,
  }
  const { panel, reader } = shown({ metrics, roles, options: { by: 'area', most: 2 }, cells })
  const [first, second, ...rest] = view(panel, reader)
  expect(first).toMatchObject({ title: '文圣街道', beside: '白塔区', place: '211002016', share: 1, late: 3 })
  expect(first?.part).toBeCloseTo(13 / 39)
  expect(second).toMatchObject({ title: '武圣街道', share: 20 / 39, late: 0 })
  expect(rest).toEqual([])
  expect(heading(panel, reader)).toEqual({ subtitle: '前 2 / 共 50', empty: false })
})

test('[WDG53] where there is nothing to rank the ranking says that its source is fine, and nothing of its length', () => {
  const headingOf = (value: string, by: 'area' | 'dim', silent: boolean) => {
    const feeds = silent ? ([[feedOf({ id: 'cases' }), null]] as const) : undefined
    const { panel, reader } = shown({ metrics, roles: { value }, options: { by }, cells: {}, feeds })
    return heading(panel, reader)
  }
  expect(headingOf('cases@towns', 'area', false)).toEqual({ empty: true })
  expect(headingOf('class', 'dim', false)).toEqual({ empty: true })
  expect(headingOf('class', 'dim', true)).toEqual({ empty: false })
  expect(headingOf('cases@towns', 'area', true)).toMatchObject({ empty: false })
})

test('[FIG9] a part of more than ten thousand keeps its 万', () => {
  const cells = { 'cases|211002016||': 64_832, 'open|211002016||': 23_000 }
  const roles = { value: 'cases@towns', part: 'open@towns' }
  const { panel, reader } = shown({ metrics, roles, options: { by: 'area', most: 1 }, cells })
  expect(view(panel, reader).map(({ figure, partText }) => [bareText(figure), partText])).toEqual([
    ['6.5万', '2.3万'],
  ])
})

test('[WDG24] an unknown class is a row of its own', () => {
  const cells = { 'class|211000|市容环境|': 4, 'class|211000|%00|': 9 }
  const { panel, reader } = shown({ metrics, roles: { value: 'class' }, options: { by: 'dim' }, cells })
  expect(view(panel, reader).map(row => [row.title, row.figure.text])).toEqual([
    ['未知', '9'],
    ['市容环境', '4'],
  ])
})

test('[WDG24] of shares the lowest are first where a panel says so, none of them left out, and what is unknown is last', () => {
  const share = metricOf({
    ...{ id: 'share', by: ['c'], unit: { zh: '%', en: '%' }, scale: 0.01 },
    aggregate: { type: 'ratio', of: [['open', '=', true]] },
  })
  const cells = {
    'share|211000|甲|': { n: 19, d: 20 },
    'share|211000|乙|': { n: 0, d: 3 },
    'share|211000|丙|': { n: 0, d: 0 },
    'share|211000|丁|': { n: 1, d: 2 },
  }
  const rowsOf = (most: number) => {
    const options = { by: 'dim', first: 'least', most }
    const { panel, reader } = shown({ metrics: [share], roles: { value: 'share' }, options, cells })
    return view(panel, reader).map(({ title, figure }) => [title, figure.text])
  }
  expect(rowsOf(9)).toEqual([
    ['乙', '0'],
    ['丁', '50'],
    ['甲', '95'],
    ['丙', '—'],
  ])
  expect(rowsOf(2).map(([title]) => title)).toEqual(['乙', '丁'])
})

test('[CTW14] where groups name the rows, two groups of one class have their own names, and what has no group that of its class', () => {
  const dims = ['公用事业,供热', '公用事业,供水', '交通运输,%00', '%00,%00']
  const cells = Object.fromEntries(dims.map((each, i) => [`group|211000|${each}|`, 9 - i]))
  const { panel, reader } = shown({
    metrics,
    roles: { value: 'group' },
    options: { by: 'dim', named: 1 },
    cells,
  })
  expect(view(panel, reader).map(row => row.title)).toEqual(['供热', '供水', '交通运输', '未知'])
  const byClass = shown({ metrics, roles: { value: 'group' }, options: { by: 'dim' }, cells })
  expect(view(byClass.panel, byClass.reader)[0]?.title).toBe('公用事业')
})

test('[CTW9] the longest name decides the room of all names, and the open part is told as a number', () => {
  const cells = { 'class|211000|市容环境|': 4, 'class|211000|文圣区农业农村局|': 9, 'open|211000||': 1 }
  const roles = { value: 'class', part: 'class' }
  const { panel, reader } = shown({ metrics, roles, options: { by: 'dim' }, cells })
  const rows = view(panel, reader)
  expect(titleEms(rows)).toBe(8)
  expect(titleEms([])).toBe(4)
  expect(titleEms(rows.map(row => ({ ...row, title: row.title + row.title })))).toBe(9)
  expect(rows[1]).toMatchObject({ partText: '4', part: 4 / 9, partCell: 'class|211000|市容环境|' })
})
