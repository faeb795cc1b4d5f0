import { expect, test } from 'vitest'
import { number, text } from '../../shared/kinds/columns.ts'
import type { Traced } from '../../shared/mapping/trace.ts'
import { quarantineWords } from '../language/quarantine.ts'
import { hand, takeHanded } from './handed.ts'
import {
  changeText,
  chosenIn,
  madeText,
  proposalText,
  queryOf,
  rawLines,
  reasonText,
  targetName,
  targetsInOrder,
  valueText,
} from './quarantine.ts'

/** Monday 2026-11-23 00:00 in China. */
const NOW = 1_795_363_200_000
const words = quarantineWords('zh')
const place = (code: string) => (code === '211002016' ? '文圣街道' : code)
const columns = {
  'fields/a': number('a', '甲', 'a', { zh: '%', en: '%' }, 0.1),
  'fields/b': text('b', '乙名', 'b', { x: { zh: '乙', en: 'x' } }),
}
const traced = (target: string, over: Partial<Traced> = {}): Traced => ({
  ...{
    target,
    paths: [target],
    expressions: [],
    as: 'text',
    required: false,
    byHeader: false,
    seen: [],
    value: 'x',
    fault: null,
  },
  ...over,
})
const fault = { reason: 'not a number: “甲”', blame: 'upstream' } as const

test('[CNS7] a record is written line by line, with what is wrong in it marked where it stands', () => {
  const record = { no: 'A', beds: '甲', wait: { longest: 5 }, list: [1, { x: null }], none: [] }
  const lines = rawLines(record, {
    targets: [traced('beds', { fault })],
    differences: [
      { type: 'new', path: 'wait.longest', target: '', was: [], now: 'number' },
      { type: 'missing', path: 'gone', target: 'fields/gone', was: [], now: null },
    ],
  })
  expect(lines.map(({ text }) => text)).toEqual([
    ...[
      '{',
      '  "no": "A",',
      '  "beds": "甲",',
      '  "wait": {',
      '    "longest": 5',
      '  },',
      '  "list": [',
      '    1,',
    ],
    ...['    {', '      "x": null', '    }', '  ],', '  "none": []', '}'],
  ])
  expect(lines.flatMap(({ mark }, i) => (mark === null ? [] : [[i, mark]]))).toEqual([
    [2, 'fault'],
    [4, 'new'],
  ])
  expect(JSON.parse(lines.map(({ text }) => text).join('\n'))).toEqual(record)
  expect(
    rawLines(
      Array.from({ length: 900 }, () => 1),
      { targets: [], differences: [] },
    ),
  ).toHaveLength(401)
})

test('[CNS7] what is wrong is on top, what found nothing last', () => {
  const order = targetsInOrder([
    traced('id'),
    traced('fields/a', { value: null }),
    traced('fields/b', { fault, value: null }),
    traced('fields/c', { value: 0 }),
  ])
  expect(order.map(({ target }) => target)).toEqual(['fields/b', 'id', 'fields/c', 'fields/a'])
  const made = (target: string, as: string, value: string | number) =>
    madeText(traced(target, { as, value }), { language: 'zh', place, columns, nothing: '无' })
  expect([made('at', '', NOW), made('readings/at', '', NOW), made('fields/doneAt', 'instant', NOW)]).toEqual([
    ...['2026-11-23 00:00', '2026-11-23 00:00', '2026-11-23 00:00'],
  ])
  expect([made('fields/a', 'integer', 5), made('fields/d', 'duration', 60_000)]).toEqual(['50%', '60000 ms'])
  expect([
    made('area', '', '211002016'),
    made('fields/b', 'code', 'x'),
    made('fields/c', 'text', ''),
  ]).toEqual([...['文圣街道', '乙', '无']])
  expect(targetName('fields/a', columns, 'en', words)).toBe('a')
  expect(targetName('readings/device', {}, 'zh', words)).toBe('设备')
})

test('[CNS7] reasons, changes and proposals are said in the reader’s language', () => {
  expect(reasonText(fault.reason, words)).toBe('不是数值: “甲”')
  expect(reasonText('of another system: x', words)).toBe('of another system: x')
  expect(reasonText('no value', quarantineWords('en'))).toBe('no value')
  const said = (type: 'code' | 'unit', about: string) =>
    proposalText({ type, about, target: 'x', changes: [], document: {} as never }, words)
  expect(said('code', 'opened = reported')).toBe('码表加 opened = reported')
  expect(said('unit', 'minute')).toBe('没有单位的数按 分钟 计')
  expect(
    changeText({ path: 'x', before: { a: 'x', b: 'y' }, after: { a: 'x', b: 'y', c: 'z' } }, words),
  ).toEqual({
    ...{ before: '(无)', after: '{"c":"z"}' },
  })
  expect(changeText({ path: 'x', before: true, after: null }, words)).toEqual({
    before: 'true',
    after: '(去掉)',
  })
  expect(valueText('y'.repeat(200), '')).toHaveLength(121)
})

test('[CNS8] what is chosen stands in the address, and nothing else does', () => {
  const chosen = { feed: 'a', group: 'a/00', entry: '7', drift: '', settled: 'discarded' } as const
  expect(queryOf(chosen)).toEqual({ feed: 'a', group: 'a/00', entry: '7', settled: 'discarded' })
  expect(chosenIn(queryOf(chosen))).toEqual(chosen)
  expect(chosenIn({ entry: '7;x', feed: ['a'], settled: 'x' })).toEqual({
    ...{ feed: '', group: '', entry: '', drift: '', settled: '' },
  })
})

test('[CNS10] what is handed to an editor is taken once, by the editor of that document alone', () => {
  const handed = {
    family: 'feed',
    document: { id: 'a' },
    note: 'why',
    from: '/console/quarantine?x=1',
  } as const
  hand(handed)
  expect(takeHanded('feed', 'a')).toBe(handed)
  expect(takeHanded('feed', 'a')).toBeNull()
  hand(handed)
  expect([takeHanded('feed', 'b'), takeHanded('feed', 'a')]).toEqual([null, null])
  hand(handed)
  expect(takeHanded('metric', 'a')).toBeNull()
})
