import { expect, test } from 'vitest'
import { phraseText } from '../../figures/phrase.ts'
import { metricOf, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const list = metricOf({
  id: 'sections',
  aggregate: {
    type: 'list',
    sort: [['event', 'desc']],
    limit: 40,
    columns: ['section', 'sectionName', 'event', 'gradeNo', 'target', 'factors'],
  },
})
const share = (id: string, by: readonly string[]) =>
  metricOf({
    ...{ id, by, unit: { zh: '%', en: '%' }, scale: 0.01 },
    aggregate: { type: 'ratio', of: [['met', '=', true]] },
  })

type Row = readonly [string, string, string, number, number | null, number | null, readonly string[] | null]
const see = (rows: readonly Row[]) =>
  shown({
    metrics: [list, share('met', ['sectionName']), share('all', [])],
    roles: { list: 'sections', met: 'met', all: 'all' },
    options: { kind: 'water-sample' },
    cells: {
      'sections|211000||': { total: rows.length, rows: rows.map(row => [...row]) },
      'met|211000|太子河城区断面|': { n: 9, d: 10 },
      'all|211000||': { n: 97, d: 100 },
    },
  })

const CITY = ['太子河城区断面', 20] as const

test('[SCL1] (IOC-24) each section has its newest class beside the class wanted; what is worse is yellow and named', () => {
  const { panel, reader } = see([
    ['river/2', 'LY-DM-2', CITY[0], CITY[1], 4, 3, ['ammonia']],
    ['river/1', 'LY-DM-2', CITY[0], 10, 2, 3, []],
    ['river/3', 'LY-DM-1', '太子河入境断面', 20, 2, 2, []],
  ])
  const rows = view(panel, reader)
  expect(rows.map(({ name, met, tone }) => [name, met, tone])).toEqual([
    ['太子河入境断面', true, undefined],
    ['太子河城区断面', false, 'warn'],
  ])
  expect(rows[1]).toMatchObject({ factors: 'ammonia', share: '90%', word: '4' })
  expect(rows[1]!.steps.filter(({ isOn }) => isOn)).toHaveLength(4)
  expect(rows[1]!.steps.findIndex(({ isTarget }) => isTarget)).toBe(2)
  expect(phraseText(heading(panel, reader).finding!)).toBe('未达标 1 处')
  expect(phraseText(heading(panel, reader).summary!)).toBe('本月达标 97%')
})

test('[SCL1] what was not measured has no class and is neither as wanted nor worse', () => {
  const { panel, reader } = see([['river/2', 'LY-DM-2', CITY[0], CITY[1], null, 3, null]])
  expect(view(panel, reader)[0]).toMatchObject({ word: '未定类', met: null, tone: undefined, factors: '' })
  expect(view(panel, reader)[0]!.steps.some(({ isOn }) => isOn)).toBe(false)
  expect(heading(panel, reader).finding).toEqual([])
})
