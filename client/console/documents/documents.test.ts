import { expect, test } from 'vitest'
import { parseAlert, parseChannel } from '../../../shared/alerts/document.ts'
import { alertFaults } from '../../../shared/alerts/faults.ts'
import { feedRule, metricRule } from '../../../shared/alerts/rules.fixture.ts'
import { areas } from '../../../shared/city/ticket.fixture.ts'
import { parseMetric } from '../../../shared/metrics/document.ts'
import { smallKind, smallMetric } from '../../../shared/metrics/small-kind.fixture.ts'
import type { Value } from '../../../shared/model/value.ts'
import type { FeedBoard } from '../../../shared/sync/feedboard.ts'
import { CONSOLE_FAMILIES, type ToldDocument } from '../../../shared/sync/publications.ts'
import type { TriedCell } from '../../../shared/sync/trial.ts'
import { figureText } from '../../figures/number.ts'
import { documentFault } from '../../language/document-faults.ts'
import { documentWords } from '../../language/documents.ts'
import { familyIn, filterIn, rowsOf, wantedOf } from './list-rows.ts'
import { pretendedBy } from './pretend.ts'
import { triedRows } from './tried-rows.ts'

const words = documentWords('zh')
const { id, title, columns, inner = {} } = smallKind
const kinds = [{ id, title, columns, inner, parts: {} }]
const told = (over: Partial<ToldDocument> & Pick<ToldDocument, 'id'>): ToldDocument => ({
  ...{ title: { zh: over.id, en: '' }, kinds: [], owner: 'folder', version: null, at: null },
  ...{ isRetired: false, isFolderChanged: false, hasDraft: false, isFixed: false },
  ...over,
})

test('[EDT10] all words of a search are found in title, id and kinds, among those that are asked for', () => {
  const rows = rowsOf(
    [
      told({ id: 'case.open', title: { zh: '在办案件', en: 'Open' }, kinds: ['small'], hasDraft: true }),
      told({ id: 'case.late', owner: 'console', isFolderChanged: true, isRetired: true }),
      told({ id: 'lib.x', isFixed: true, kinds: ['other'], title: { zh: '', en: '' } }),
    ],
    kinds,
    'zh',
  )
  const ids = (text: string, show: string | null = null) =>
    wantedOf(rows, text, filterIn(show)).map(row => row.id)
  expect(rows.map(({ marks }) => marks)).toEqual([['draft'], ['drift', 'retired'], ['fixed']])
  expect(rows.map(row => [row.title, row.kinds])).toEqual([
    ...[
      ['在办案件', '小'],
      ['case.late', ''],
      ['lib.x', 'other'],
    ],
  ])
  expect([ids(''), ids('CASE 在办'), ids('小'), ids('case 没有')]).toEqual([
    ...[['case.open', 'case.late', 'lib.x'], ['case.open'], ['case.open'], []],
  ])
  const shows = ['draft', 'drift', 'retired', 'fixed', 'console', 'folder', 'nonsense']
  expect(shows.map(show => ids('', show).length)).toEqual([1, 1, 1, 1, 1, 2, 3])
  expect([familyIn('scene', CONSOLE_FAMILIES), familyIn(undefined, CONSOLE_FAMILIES)]).toEqual([
    'scene',
    'feed',
  ])
})

const cell = (value: Value, over: Partial<TriedCell> = {}): TriedCell => ({
  ...{ area: '211000', name: '辽阳市', dims: [], bucket: '', value, rows: 1 },
  ...over,
})
const shown = (cells: readonly TriedCell[], over: Parameters<typeof smallMetric>[0] = {}) =>
  triedRows(cells, { document: smallMetric(over), kinds, language: 'zh', words }).map(row => [
    row.area + (row.dim && ` ${row.dim}`),
    figureText(row.figure),
  ])

test('[EDT11] a tried number is the figure that the wall would show', () => {
  expect(shown([cell(12_345)])).toEqual([['辽阳市', '1.2万个']])
  expect(shown([cell(null)])).toEqual([['辽阳市', '—']])
  const share = {
    aggregate: { type: 'ratio', of: [] },
    scale: 0.01,
    decimals: 1,
    unit: { zh: '%', en: '%' },
  } as const
  expect(shown([cell({ n: 1, d: 3 }), cell({ n: 0, d: 0 }, { area: '1', name: '白塔区' })], share)).toEqual([
    ...[
      ['辽阳市', '33.3%'],
      ['白塔区', '—'],
    ],
  ])
  expect(
    shown([cell([30, null])], { aggregate: { type: 'percentile', field: 'amount', bins: [1], p: [50, 90] } }),
  ).toEqual([['辽阳市', 'P50 30 个 · P90 —']])
  const list = { type: 'list', sort: [['event', 'desc']], limit: 1, columns: ['word'] } as const
  expect(shown([cell({ total: 7, rows: [['a', 'x']] })], { aggregate: list })).toEqual([
    ['辽阳市', '共 7 条'],
  ])
})

test('[EDT11] a code is called by its name, and one that is not known is said to be so', () => {
  const cells = ['on', 'else', ''].map(code => cell(1, { dims: [code] }))
  expect(shown(cells, { by: ['state'] }).map(([place]) => place)).toEqual([
    ...['辽阳市 开', '辽阳市 else', '辽阳市 未知'],
  ])
  expect(shown([cell(1, { dims: ['small'] })], { by: ['kind'] })).toEqual([['辽阳市 小', '1 个']])
})

test('[EDT11] of a series the newest bucket is told, and its course from the oldest on', () => {
  const cells = [300, 100, 200].map(at => cell(at / 100, { bucket: String(at), rows: 2 }))
  const [row, ...others] = triedRows(cells, { document: smallMetric({}), kinds, language: 'zh', words })
  expect([others, row?.line, row?.rows, row && figureText(row.figure)]).toEqual([[], [1, 2, 3], 6, '3 个'])
})

test('[EDT11] a number of which a pretended upstream tells says so', () => {
  const feed = [told({ id: 'a', kinds: ['small'] }), told({ id: 'b', kinds: ['other'] })]
  const board = {
    feeds: [
      { id: 'a', simulated: true },
      { id: 'b', simulated: false },
    ],
  } as unknown as FeedBoard
  const isPretended = pretendedBy({ feed, metric: [] }, board)
  expect([isPretended({ kind: ['other', 'small'] }), isPretended({ kind: 'other' })]).toEqual([true, false])
  expect(pretendedBy({ feed, metric: [] }, null)({ kind: 'small' })).toBe(false)
})

function areSaidInChinese(faults: readonly string[]): void {
  for (const fault of faults) {
    const sentence = fault.replace(/^\/[^:]*: /, '')
    expect([sentence, documentFault('zh', sentence)]).toEqual([
      sentence,
      expect.stringMatching(/[\u4e00-\u9fff]/),
    ])
    expect(documentFault('en', sentence)).toBe(sentence)
  }
}

test('[EDT12] what the server says of a metric is said in Chinese, and what nobody foresaw as it is', () => {
  const bad: readonly Parameters<typeof smallMetric>[0][] = [
    { kind: 'nobody' },
    { over: 'steps' },
    { where: [['nothing', '=', 1]] },
    { where: [['state', '=', 'gone']] },
    { where: [['marks', '=', 'x']] },
    { where: [['amount', '<', null]] },
    { aggregate: { type: 'sum', field: 'word' } },
    { aggregate: { type: 'percentile', field: 'amount', bins: [2, 1], p: [50] } },
    { aggregate: { type: 'list', sort: [['event', 'desc']], limit: 1, columns: ['word'] } },
    { decimals: 9 },
    { by: ['word', 'word'] },
    { id: 'A|b' },
  ]
  const faults = bad.flatMap(over => {
    const parsed = parseMetric(smallMetric(over), [smallKind])
    return parsed.ok ? [] : parsed.faults
  })
  const lacking = parseMetric({ id: 7, extra: 1 }, [smallKind])
  const all = [...faults, ...(lacking.ok ? [] : lacking.faults)]
  expect(all.length).toBeGreaterThan(bad.length)
  areSaidInChinese(all)
  expect(documentFault('zh', 'scene overview/panels/1/metrics/a: there is no metric "case.x"')).toBe(
    '场景 overview/panels/1/metrics/a 没有指标 case.x',
  )
  expect(documentFault('zh', 'something nobody foresaw')).toBe('something nobody foresaw')
})

test('[EDT12] what the server says of a rule and of a channel is said in Chinese', () => {
  const ofNumber = (over: object, rest: object = {}) => metricRule({ over, ...rest } as never)
  const { condition: _, ...unconditioned } = metricRule()
  const parsed = [
    unconditioned,
    metricRule({ condition: { above: 1, clear: 2 } }),
    metricRule({ condition: { below: 2, clear: 1 } }),
    metricRule({ quiet: { from: '22:00', to: '22:00', tellUpTo: 1 } }),
    feedRule({ condition: { above: 1 }, groupBy: 'area' }),
    { ...metricRule(), severity: 9 },
  ].flatMap(rule => {
    const found = parseAlert(rule)
    return found.ok ? [] : found.faults
  })
  const metrics = [
    smallMetric({ id: 'n', areas: ['city'] }),
    smallMetric({ id: 'newest', aggregate: { type: 'last', columns: ['amount'] } }),
    smallMetric({ id: 'line', window: { type: 'series', field: 'event', bucket: 'hour', keep: 4 } }),
    smallMetric({ id: 'bins', aggregate: { type: 'percentile', field: 'amount', bins: [1], p: [50] } }),
  ]
  const named = [
    ofNumber(
      { metric: 'none', areas: 'city' },
      { channels: ['none'], escalate: { afterMinutes: 1, channels: ['x'] } },
    ),
    ofNumber({ metric: 'n', areas: 'town', dims: ['a'], column: 'x' }, { groupBy: 'area' }),
    ofNumber({ metric: 'n', areas: { area: '999999' } }),
    ...['newest', 'line', 'bins'].map(metric => ofNumber({ metric, areas: 'city' })),
    feedRule({ over: { feeds: ['none'], state: 'late' } }),
  ].flatMap(rule => alertFaults(rule, { feeds: [], channels: [], metrics, areas }))
  const signed = parseChannel({ id: 'a', title: { zh: 'a', en: '' }, form: 'wecom', address: 'A', sign: 'B' })
  const all = [...parsed, ...named, ...(signed.ok ? [] : signed.faults)]
  areSaidInChinese(all)
  expect(new Set(all.map(fault => documentFault('zh', fault))).size).toBeGreaterThan(18)
  expect(documentFault('zh', 'alert duty/over/metric: there is no metric "a"')).toBe(
    '告警规则 duty/over/metric 没有指标 a',
  )
})
