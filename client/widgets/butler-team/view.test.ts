import { expect, test } from 'vitest'
import type { Value } from '../../../shared/model/value.ts'
import { metricOf, shown } from '../widget.fixture.ts'
import { heading, view } from './view.ts'

const list = (id: string, columns: readonly string[]) =>
  metricOf({ id, aggregate: { type: 'list', sort: [], limit: 50, columns } })
const metrics = [
  list('projects', ['number', 'title']),
  list('team', [
    ...['number', 'key', 'chief', 'department', 'office', 'light', 'itemsOpen', 'itemsOverdue', 'obstacles'],
    ...['title', 'daysLeft', 'overdueDays', 'pressed', 'unsigned'],
  ]),
  list('items', ['number', 'butlerKey']),
  list('pressed', ['target', 'item', 'awaits']),
]
const team = [
  ['b2', 'A-1', '2', false, '市自然资源局', null, 'red', 2, 1, 0, '用地规划', -3, 3, 1, 0],
  ['b1', 'A-1', '1', true, '科协', null, 'yellow', 1, 0, 0, '施工图审查', 2, null, 0, 0],
  ['b3', 'A-1', '3', false, null, '演示二热力', 'yellow', 0, 0, 2, null, null, null, 0, 0],
  ['b4', 'A-1', '4', false, '演示供电公司', null, 'grey', 0, 0, 0, null, null, null, 0, 0],
  ['b9', 'A-2', '1', true, '商务局', null, 'green', 0, 0, 0, null, null, null, 0, 0],
]

function see(record?: string, most = 5) {
  const cells: { [key: string]: Value } = {
    'projects|211000||': {
      total: 3,
      rows: [
        ['p/1', 'A-1', '新材料二期'],
        ['p/2', 'A-2', '康养城'],
        ['p/3', 'A-3', '小项目'],
      ],
    },
    'team|211000||': { total: 5, rows: team },
    'items|211000||': {
      total: 2,
      rows: [
        ['p/1#6', 'A-1', '2'],
        ['p/1#7', 'A-1', '1'],
      ],
    },
    'pressed|211000||': {
      total: 2,
      rows: [
        ['s1', 'p/1', '6', 'acknowledgement'],
        ['s2', 'p/2', '6', 'plan'],
      ],
    },
  }
  const { panel, reader } = shown({
    metrics,
    roles: { projects: 'projects', team: 'team', items: 'items', pressed: 'pressed' },
    options: { most },
    cells,
    ...(record === undefined ? {} : { record }),
  })
  return { rows: view(panel, reader), heading: heading(panel, reader) }
}

test('[BTM1] (LYX-08) the chief butler stands first, and each says what is open, late and in the way with him', () => {
  const { rows, heading } = see()
  expect(heading).toEqual({ subtitle: '新材料二期' })
  expect(rows.map(({ post, office, open, over, about }) => [post, office, open, over, about])).toEqual([
    ['总管家', '科协', '在办 1', '', '施工图审查 剩 2 日'],
    ['分管家', '市自然资源局', '在办 2', '超 1', '用地规划 超 3 日'],
    ['分管家', '演示二热力', '在办 0', '', '障碍 2'],
    ['分管家', '演示供电公司', '无在办事项', '', ''],
  ])
  expect(rows.map(({ glyph }) => glyph)).toEqual(['warn', 'bad', 'warn', 'none'])
  expect(new Set(rows.map(({ id }) => id)).size).toBe(4)
  expect(rows[0]!.id).toBe('b1')
  expect(see(undefined, 2).rows).toHaveLength(2)
})

test('[BTM2] what the chief butler presses for counts with what was pressed for here, and so does what nobody signed for', () => {
  expect(see().rows.map(({ pressed }) => pressed)).toEqual(['', '督办 2 待签收 1', '', ''])
  expect(see('p/2').rows.map(({ office, pressed }) => [office, pressed])).toEqual([['商务局', '']])
})

test('[BTM1] another project that is chosen shows its own; one without butlers has none', () => {
  expect(see('p/2#4').heading).toEqual({ subtitle: '康养城' })
  expect(see('p/3').rows).toEqual([])
})
