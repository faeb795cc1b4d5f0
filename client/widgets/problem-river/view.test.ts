import { expect, test } from 'vitest'
import { DAY } from '../../../shared/calendar/civil.ts'
import { metricOf, NOW, shown } from '../widget.fixture.ts'
import { courseOf } from './course.ts'
import { view } from './view.ts'

const metrics = [
  metricOf({ id: 'flow', by: ['source', 'group', 'state'] }),
  metricOf({ id: 'sources', by: ['source'] }),
  metricOf({ id: 'groups', by: ['group'] }),
  metricOf({ id: 'states', by: ['state'] }),
  ...['collected', 'struck'].map(id => metricOf({ id })),
  metricOf({
    id: 'open',
    aggregate: { type: 'list', sort: [['dueAt', 'asc']], limit: 9, columns: ['group', 'groupName', 'dueAt'] },
  }),
]
const roles = Object.fromEntries(metrics.map(({ id }) => [id, id]))
const CELLS = {
  'flow|211000|cadre,funds,struck_off|': 3,
  'flow|211000|tea,utilities,struck_off|': 1,
  'flow|211000|cadre,utilities,handling|': 1,
  'flow|211000|cadre,,rejected|': 1,
  'flow|211000|tea,,collected|': 1,
  'sources|211000|cadre|': 5,
  'sources|211000|tea|': 2,
  'groups|211000|funds|': 3,
  'groups|211000|utilities|': 2,
  'states|211000|rejected|': 1,
  'collected|211000||': 7,
  'struck|211000||': 4,
  'open|211000||': { total: 1, rows: [['p', 'utilities', '迁改专班', NOW + 5 * DAY]] },
}
const see = (cells: NonNullable<Parameters<typeof shown>[0]['cells']> = CELLS) => {
  const options = { kind: 'problem', heads: ['collected', 'struck'], foot: [] }
  const { panel, reader } = shown({ metrics, roles, options, cells })
  return view(panel, reader)
}

test('[WDG61] (HW-04) each problem is a line from where it was heard to where it stands, largest banks first', () => {
  const { strands, per, sources, groups, heads, exits, open } = see()
  expect(per).toBe(1)
  expect(strands.map(({ source, group, reach }) => [source, group, reach])).toEqual([
    ...Array.from({ length: 3 }, () => ['cadre', 'funds', 'end']),
    ['cadre', 'utilities', 'group'],
    ['cadre', '', 'rejected'],
    ['tea', 'utilities', 'end'],
    ['tea', '', 'analysis'],
  ])
  expect([sources.map(({ count }) => count), groups.map(({ count }) => count)]).toEqual([
    [5, 2],
    [3, 2],
  ])
  expect(heads.map(({ text, cell }) => [text, cell])).toEqual([
    ['7', 'collected|211000||'],
    ['4', 'struck|211000||'],
  ])
  expect(exits.map(({ text }) => text)).toEqual(['1', '0'])
  expect(open).toContain('迁改专班 → 11-27')
})

test('[WDG61] where there are thousands a line is several, and none is lost', () => {
  const { strands, per } = see({ ...CELLS, 'flow|211000|cadre,funds,struck_off|': 2_600 })
  expect(per).toBe(11)
  expect(strands.length).toBeLessThan(300)
  expect(new Set(strands.map(({ reach }) => reach))).toEqual(
    new Set(['end', 'group', 'rejected', 'analysis']),
  )
})

test('[WDG61] lines stay within their room, and the open one stops before the enterprise’s word', () => {
  const room = { width: 1856, height: 470 }
  const course = courseOf(see(), room)
  const numbers = [course.through, course.open, course.out].join(' ').match(/-?\d+(\.\d+)?/g) ?? []
  expect(numbers.map(Number).every(n => n >= 0 && n <= room.width)).toBe(true)
  expect(course.stop).not.toBeNull()
  expect(course.through.match(/M/g)).toHaveLength(4)
  expect(course.open.match(/M/g)).toHaveLength(2)
  expect(course.out.match(/M/g)).toHaveLength(1)
  // No two lines run over one another.
  const starts = `${course.through}${course.out}${course.open}`.match(/M[\d.]+ [\d.]+/g) ?? []
  expect(new Set(starts).size).toBe(7)
  const [first, second] = course.sources
  expect(first!.y).toBeLessThan(second!.y)
})
