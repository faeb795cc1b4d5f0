import { expect, test } from 'vitest'
import { cellKey } from '../../../shared/model/cell.ts'
import { feedOf, metricOf, shown } from '../widget.fixture.ts'
import { view } from './view.ts'

const metrics = [metricOf({ id: 'class', by: ['main'] }), metricOf({ id: 'cases' })]
const roles = { value: 'class@towns', sum: 'class', towns: 'cases@towns', all: 'cases' }
const options = {
  groups: [
    { title: { zh: '街面', en: '' }, keys: ['街面秩序'] },
    { title: { zh: '其他', en: '' }, keys: [] },
  ],
}
const TOWN = '211002016'
const cells = {
  [cellKey('class', '211000', ['街面秩序'])]: 9,
  [cellKey('class', TOWN, ['街面秩序'])]: 5,
  [cellKey('class', TOWN, ['市容环境'])]: 2,
  'cases|211000||': 15,
  [`cases|${TOWN}||`]: 8,
}

test('[CTW3] groups and what they leave over add up to all, in the city and in every town', () => {
  const { panel, reader } = shown({ metrics, roles, options, cells })
  const [street, rest] = view(panel, reader).maps
  expect([street?.text, rest?.text]).toEqual(['9', '6'])
  expect([street?.towns.get(TOWN), rest?.towns.get(TOWN)]).toEqual([{ count: 5 }, { count: 3 }])
  expect(street?.towns.size).toBe(50)
  expect(rest?.cell).toBe('')
})

test('[CTW3] before its source has spoken a town is unknown, and so is what is left over', () => {
  const feeds = [[feedOf({ id: 'cases' }), null] as const]
  const { panel, reader } = shown({ metrics, roles, options, feeds, cells: {} })
  const [street, rest] = view(panel, reader).maps
  expect([street?.text, rest?.text, rest?.towns.get(TOWN)]).toEqual(['—', '—', { count: null }])
})
