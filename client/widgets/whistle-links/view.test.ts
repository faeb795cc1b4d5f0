import { expect, test } from 'vitest'
import { MINUTE } from '../../../shared/calendar/civil.ts'
import { metricOf, NOW, shown } from '../widget.fixture.ts'
import { view } from './view.ts'

const columns = ['event', 'title', 'branchName', 'area', 'state', 'reportAt', 'doneAt']
const share = { aggregate: { type: 'ratio', of: [['done', '=', true]] }, unit: { zh: '%', en: '%' }, scale: 0.01, decimals: 1 } as const // oxfmt-ignore
const metrics = [
  ...['calls', 'came', 'over'].map(id => metricOf({ id, unit: { zh: '次', en: '' } })),
  ...['cameShare', 'overShare'].map(id => metricOf({ id, ...share })),
  metricOf({ id: 'latest', aggregate: { type: 'list', sort: [['event', 'desc']], limit: 30, columns } }),
]
const roles = {
  ...{ whistled: 'calls', reported: 'came', done: 'over' },
  ...{ reportedShare: 'cameShare', doneShare: 'overShare', latest: 'latest' },
}
const ago = (minutes: number) => NOW - minutes * MINUTE
const rows = [
  ['w3', ago(2), '反诈宣传', '文庙社区第4党支部', '211002016201', 'whistled', null, null],
  ['w2', ago(44), '供热不足走访', '罗大台路支部', '211002', 'reported', ago(38), null],
  ['w1', ago(60), null, null, '', 'done', ago(50), ago(32)],
]
const see = (cells: NonNullable<Parameters<typeof shown>[0]['cells']>, most = 5) => {
  const { panel, reader } = shown({ metrics, roles, options: { most }, cells })
  return view(panel, reader)
}

test('[WDG49] calls, answers and what was settled stand in a line, with their shares of the calls', () => {
  const { steps } = see({
    'calls|211000||': 285,
    'came|211000||': 281,
    'over|211000||': 264,
    'cameShare|211000||': { n: 281, d: 285 },
  })
  expect(steps.map(({ title, figure, share: part }) => [title, figure.text, part])).toEqual([
    ['吹哨', '285', ''],
    ['报到', '281', '98.6%'],
    ['办结', '264', '—'],
  ])
})

test('[WDG49] a call says what for, who and where, and how it stands by sign and words', () => {
  const { links } = see({ 'latest|211000||': { total: 3, rows } })
  expect(links.map(({ glyph, title, about, stands }) => [glyph, title, about, stands])).toEqual([
    ['none', '反诈宣传', '文圣 文庙社区第4党支部', '吹哨 2 分'],
    ['warn', '供热不足走访', '白塔区 罗大台路支部', '处置 38 分'],
    ['ok', '未知', '', '办结 09:52'],
  ])
  expect(see({ 'latest|211000||': { total: 3, rows } }, 1).links).toHaveLength(1)
})
