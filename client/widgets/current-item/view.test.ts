import { expect, test } from 'vitest'
import type { Value } from '../../../shared/model/value.ts'
import { phraseText } from '../../figures/phrase.ts'
import { metricOf, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const list = (id: string, columns: readonly string[], by: readonly string[] = []) =>
  metricOf({ id, by, aggregate: { type: 'list', sort: [], limit: 50, columns } })
const metrics = [
  list('projects', ['number', 'title', 'light', 'stageName']),
  list('items', [
    ...['number', 'title', 'department', 'window', 'phone', 'light'],
    ...['used', 'limit', 'overdueDays', 'prerequisites', 'ready'],
  ]),
  list('needs', ['item', 'title', 'department', 'light', 'overdueDays'], ['number']),
]
const projects = [
  ['p/1', 'A-1', '新材料二期', 'red', '施工许可'],
  ['p/2', 'A-2', '康养城', 'green', ''],
]
const items = [
  ['p/1#6', 'A-1', '施工许可证', '市住建局', 'B07', '0419-0000007', 'red', 14, 8, 6, 2, 1],
  ['p/3#1', 'A-3', '立项批复', '市发改委', null, null, 'yellow', 1, 8, null, 0, 0],
  ['p/1#4', 'A-1', '土地征收', '市自然资源局', null, null, 'yellow', 9, 51, null, 0, 0],
]
const needs = [
  ['n1', '施工许可证', '施工图审查', '图审机构', 'green', null],
  ['n2', '施工许可证', '消防审查', '市住建局', 'red', 6],
  ['n3', '土地征收', '勘测定界', '市自然资源局', 'green', null],
]

function see(record?: string, most = 12) {
  const cells: { [key: string]: Value } = {
    'projects|211000||': { total: 2, rows: projects },
    'items|211000||': { total: 3, rows: items },
    'needs|211000|A-1|': { total: 3, rows: needs },
  }
  const { panel, reader } = shown({
    metrics,
    roles: { projects: 'projects', items: 'items', needs: 'needs' },
    options: { most },
    cells,
    ...(record === undefined ? {} : { record }),
  })
  return { drawn: view(panel, reader), heading: heading(panel, reader) }
}

test('[WID29] the chosen project, else the first: its most urgent item, whom to call, and what it waits for', () => {
  const { drawn, heading } = see()
  expect(heading).toMatchObject({ title: '新材料二期', subtitle: '当前环节 施工许可' })
  expect(phraseText(heading.summary ?? [])).toBe('超期')
  expect(drawn).toMatchObject({
    id: 'p/1#6',
    title: '施工许可证',
    used: '14',
    limit: '8',
    tone: 'bad',
    department: '市住建局',
    reach: 'B07　0419-0000007',
  })
  expect(
    drawn?.groups.map(({ title, lines }) => [title, ...lines.map(line => [line.title, line.state])]),
  ).toEqual([
    ['前置要件 1 / 2', ['施工图审查', '完成'], ['消防审查', '超 6 日']],
    ['同时在办', ['土地征收', '第 9 / 51 日']],
  ])
})

test('[WID29] prerequisites go before what runs beside them when there is little room', () => {
  expect(see(undefined, 2).drawn?.groups.map(group => group.title)).toEqual(['前置要件 1 / 2'])
})

test('[WID29] a project with nothing in progress says so', () => {
  const { drawn, heading } = see('p/2#3')
  expect(drawn).toBeNull()
  expect(heading.title).toBe('康养城')
  expect(heading.subtitle).toBeUndefined()
})
