import { expect, test } from 'vitest'
import { metricOf } from '../../../widgets/widget.fixture.ts'
import type { Fields } from '../../../../shared/model/value.ts'
import type { DrawnTrial, FeedSample, SampleRecord } from '../../../../shared/sync/trial.ts'
import { feedTrialWords } from '../../../language/feed-trial.ts'
import { notBound, nothingDrawn, refusalGroups, trialWord } from './drawn-trial.ts'

const words = feedTrialWords('zh')
const title = { zh: '未办结', en: 'open' }
const drawn = (over: Partial<DrawnTrial> = {}): DrawnTrial => ({
  ...{ now: 9, more: 0, silent: 0, unshown: [], documents: [['doc:metric/m', { id: 'm' }]] },
  panels: [{ scene: { zh: '道路', en: '' }, panel: { id: 'a' }, metrics: ['m'] }],
  ...{ before: [['m|211000||', 2]], after: [['m|211000||', 3]] },
  ...over,
})
const record = (path = '', reason = ''): SampleRecord => ({
  ...{ raw: '{}', inForce: null },
  mapped: path === 'ok' ? { ok: true, fact: {} } : { ok: false, path, reason },
})
const sample = (over: Partial<FeedSample> = {}): FeedSample => ({
  ...{ outcome: 'records', reason: '', pushed: null, came: 1, accepted: 1, refused: 0 },
  ...{ records: [record('ok')], beside: null, drawn: drawn() },
  ...over,
})

test('[FFM9] where nothing is drawn it is said why', () => {
  expect(nothingDrawn(null, 'zh')).toBe(words.untried)
  expect(nothingDrawn(sample({ drawn: null, records: [], outcome: 'silent' }), 'zh')).toBe(words.noRecords)
  expect(nothingDrawn(sample({ drawn: null, records: [record()], accepted: 0 }), 'zh')).toBe(words.unmapped)
  const refused = { drawn: null, records: [record('a', 'x')], accepted: 0 }
  expect(nothingDrawn(sample(refused), 'zh')).toBe(words.nonePasses)
  expect(nothingDrawn(sample({ drawn: null }), 'zh')).toBe(words.same)
  expect(nothingDrawn(sample({ drawn: drawn({ panels: [] }) }), 'zh')).toBe(words.noChange)
  expect(nothingDrawn(sample(), 'zh')).toBe('')
})

test('[FFM9] of a first version it is said what nobody sees yet, and where that is mended', () => {
  const unshown = [{ id: 'm', title }]
  expect(notBound(drawn({ panels: [], unshown }), 'zh')).toBeNull()
  const first = (over: Partial<DrawnTrial>) => notBound(drawn({ before: null, ...over }), 'zh')
  expect(first({})).toBeNull()
  expect(first({ unshown })).toEqual({ sentence: words.unshown, to: 'scenes', titles: ['未办结'] })
  expect(first({ unshown, panels: [] })).toEqual({
    ...{ sentence: '有 1 个指标统计这类记录,还没有面板用到。到场景里加一个面板、选其中一个:' },
    ...{ to: 'scenes', titles: ['未办结'] },
  })
  expect(first({ panels: [] })).toEqual({ sentence: words.noMetric, to: 'metrics', titles: [] })
  expect(first({ panels: [], silent: 3 })?.sentence).toContain('有 3 个指标统计这类记录,但都不含这些')
})

test('[FFM9] the picture is told both versions, each with the documents of its widgets, and the numbers that change as the wall has them', () => {
  const document = metricOf({ id: 'm', title }) as unknown as Fields
  const other = metricOf({ id: 'other' }) as unknown as Fields
  const number = { ...{ dims: [], bucket: '', before: 2, after: 3, others: 0, panels: [] } }
  const beside: FeedSample['beside'] = {
    ...{ accepted: 2, refused: 0, same: 0, onlyBefore: 0, onlyAfter: 1, fields: [] },
    numbers: [
      { ...number, document },
      { ...number, document, dims: ['x'], after: 2 },
      { ...number, document: other },
    ],
  }
  const told = trialWord({ beside, drawn: drawn() }, { kinds: [], language: 'zh' })
  expect(told).toMatchObject({ type: 'trial', now: 9, tag: '试跑', language: 'zh' })
  expect(told.sides).toEqual([
    { title: '现行版本', cells: [...drawn().documents, ['m|211000||', 2]] },
    { title: '新版 · 试跑', cells: [...drawn().documents, ['m|211000||', 3]] },
  ])
  expect(told.panels).toHaveLength(1)
  expect(told.panels[0]?.changes.map(each => [each.title, each.before, each.after])).toEqual([
    ['未办结', '2 件', '3 件'],
  ])
  const first = trialWord({ beside: null, drawn: drawn({ before: null }) }, { kinds: [], language: 'zh' })
  expect(first.sides.map(side => side.title)).toEqual(['本版 · 试跑'])
})

test('[FFM10] what is refused is counted by reason and place, most first, and leads to the first of them', () => {
  const records = [
    record('ok'),
    record('a', 'x'),
    record('b', 'y'),
    record('ok'),
    record('b', 'y'),
    record('b', 'x'),
  ]
  expect(refusalGroups({ records })).toEqual([
    { path: 'b', reason: 'y', count: 2, at: 2 },
    { path: 'a', reason: 'x', count: 1, at: 1 },
    { path: 'b', reason: 'x', count: 1, at: 5 },
  ])
  expect(refusalGroups({ records: [record()] })).toEqual([])
})
