import { expect, test } from 'vitest'
import { phraseText } from '../../figures/phrase.ts'
import { metricOf, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const metrics = [
  metricOf({ id: 'root', aggregate: { type: 'last', columns: ['name', 'asOf'] } }),
  metricOf({
    id: 'units',
    aggregate: { type: 'list', sort: [['unit', 'asc']], limit: 60, columns: ['unit', 'unitName', 'area'] },
  }),
  metricOf({ id: 'branches', by: ['unit'] }),
  ...['towns', 'onDuty', 'weak'].map(id => metricOf({ id })),
]
const roles = {
  ...{ root: 'root@city', units: 'units@city', branches: 'branches@city', towns: 'towns@towns' },
  ...{
    onDuty: 'onDuty@towns',
    weak: 'weak@towns',
    onDutyBelow: 'onDuty@districts',
    weakBelow: 'weak@districts',
  },
}
const cells = {
  'root|211000||': ['辽阳市委', Date.parse('2026-10-31T00:00:00+08:00')],
  'units|211000||': {
    total: 3,
    rows: [
      ['u1', '211002', '白塔区', '211002'],
      ['u2', 'SYS-GX', '高新区', '211000'],
      ['u3', 'SYS-JG', '市直机关', '211000'],
    ],
  },
  'branches|211000|211002|': 802,
  'branches|211000|SYS-GX|': 84,
  'branches|211000|SYS-JG|': 401,
  'onDuty|211002||': 24,
  'weak|211002||': 2,
  'towns|211002016||': 229,
  'onDuty|211002016||': 9,
}
const see = (place?: string) => {
  const { panel, reader } = shown({ metrics, roles, cells, ...(place === undefined ? {} : { place }) })
  return { rows: view(panel, reader), heading: heading(panel, reader) }
}

test('[WDG50] the city goes down to its districts, then lists its systems by size, which lead nowhere', () => {
  const { rows, heading: head } = see()
  expect(rows).toHaveLength(9)
  expect(rows[0]).toMatchObject({
    title: '白塔区',
    place: '211002',
    share: 1,
    onDuty: { text: '24' },
    weak: 2,
  })
  expect(rows.slice(7).map(({ title, place, share }) => [title, place, share])).toEqual([
    ['市直机关', '', 0.5],
    ['高新区', '', 84 / 802],
  ])
  expect(phraseText(head.summary!)).toBe('组织 10-31 网格 8 秒前')
})

test('[WDG50] a district goes down to its towns, and a town is the end', () => {
  const { rows } = see('211002')
  expect(rows.map(({ title }) => title)).toEqual(['文圣', '武圣', '南门', '襄平'])
  expect(rows[0]).toMatchObject({
    place: '211002016',
    figure: { text: '229' },
    onDuty: { text: '9' },
    share: 1,
  })
  expect(see('211002016').rows).toMatchObject([{ title: '文圣', place: '' }])
})
