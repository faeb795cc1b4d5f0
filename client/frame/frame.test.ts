import { expect, test } from 'vitest'
import { freshness } from '../../shared/freshness/freshness.ts'
import { cellKey } from '../../shared/model/cell.ts'
import { phraseText } from '../figures/phrase.ts'
import { sayIn } from '../language/say-in.fixture.ts'
import type { FeedState } from '../widgets/feed-state.ts'
import { feedOf, metricOf, NOW, reportAt, shown } from '../widgets/widget.fixture.ts'
import { frameView } from './frame-panel.ts'
import { pastLabel, recountText, truthLabel, truthOf, truthPhrase } from './truth.ts'

const feed = (age: number | null): FeedState => {
  const document = feedOf({ id: 'a' })
  const report = age === null ? null : reportAt(NOW - age)
  return {
    id: 'a',
    document,
    rhythm: document.rhythm,
    report,
    freshness: freshness(report, document.rhythm, NOW),
  }
}

test('[FRM1] the header counts every feed by its state, and leaves out what is not', () => {
  const truth = truthOf([feed(1), feed(1), feed(60_000), feed(600_000), feed(null)])
  expect(truth).toEqual({ all: 5, live: 2, late: 1, failed: 1, waiting: 1, catchingUp: null })
  expect(phraseText(truthPhrase(truth, sayIn('zh')))).toBe('数据源 2/5正常 延迟 1 断源 1 待数 1')
  expect(truthPhrase(truth, sayIn('zh')).map(part => part.glyph)).toEqual(['ok', 'stale', 'bad', 'none'])
  expect(truthLabel(truth, sayIn('en'))).toBe('2 of 5 feeds live, 1 late, 1 failed')
  expect(phraseText(truthPhrase(truthOf([feed(1)]), sayIn('zh')))).toBe('数据源 1/1正常')
  expect(truthPhrase(truthOf([feed(600_000)]), sayIn('zh'))[0]?.glyph).toBe('none')
})

test('[FRM1] (填报) a form that nobody has filled in yet is no source that is silent', () => {
  const form = { ...feed(null), document: { ...feedOf({ id: 'form' }), manual: true as const } }
  expect(phraseText(truthPhrase(truthOf([feed(1), form]), sayIn('zh')))).toBe('数据源 1/1正常')
})

test('[FRM1] while feeds bring in their past the header says how far they are', () => {
  const behind = { ...feed(1), report: reportAt(NOW - 1, { backlog: { left: 2, of: 3 } }) }
  const truth = truthOf([feed(1), behind])
  expect(phraseText(truthPhrase(truth, sayIn('zh')))).toBe('数据源 2/2正常 正在补数 33%')
  expect(phraseText(truthPhrase(truth, sayIn('zh'), true))).toBe('数据源 2/2正常')
})

test('[FRM15] what is read aloud says how it stands, and nothing of what moves by the minute', () => {
  const behind = (left: number) =>
    truthOf([feed(1), { ...feed(1), report: reportAt(NOW - 1, { backlog: { left, of: 300 } }) }])
  expect(truthLabel(behind(200), sayIn('zh'))).toBe('数据源 2 / 2 正常,延迟 0,断源 0, 正在补数')
  expect(truthLabel(behind(100), sayIn('zh'))).toBe(truthLabel(behind(200), sayIn('zh')))
  expect(pastLabel(null, false, 0, sayIn('zh'))).toBe('')
  expect(pastLabel(null, true, 0, sayIn('zh'))).toBe('全部数字重算中')
  expect(pastLabel('10:24', true, 2, sayIn('zh'))).toBe('离线 自 10:24, 2 个场景验签未通过,沿用原版')
})

test('[FRM7] while all numbers are counted anew the header says how far it is, and of when they are', () => {
  expect(recountText({ share: 34, since: NOW - 60_000 }, NOW, sayIn('zh'))).toBe(
    '重算中 34 % · 数据截至 10:23',
  )
})

test('[FRM8] what a failed source, or a lost server, last said is no note in the ink of now', () => {
  const at = (age: number, lostAt?: number) => {
    const { panel, reader } = shown({
      metrics: [metricOf({ id: 'air' }), metricOf({ id: 'fires' })],
      feeds: [[feedOf({ id: 'cases' }), reportAt(NOW - age)]],
      roles: { air: 'air', fires: 'fires' },
      options: { notes: [{ role: 'air' }], alert: 'fires' },
      cells: { [cellKey('air', '211000', [])]: 113, [cellKey('fires', '211000', [])]: 1 },
      lostAt,
    })
    return frameView(panel, reader)
  }
  expect(at(8_000)).toMatchObject({ alerting: true })
  expect(at(8_000).notes[0]).not.toHaveProperty('tone')
  expect(at(600_000).notes[0]).toMatchObject({ figure: '113', glyph: 'stale', tone: 'dim' })
  expect(at(8_000, NOW - 1).notes[0]).toMatchObject({ figure: '113', glyph: 'stale', tone: 'dim' })
})

test('[FRM10] the air is said in a word too, of the index as it is shown', () => {
  const air = metricOf({ id: 'air', aggregate: { type: 'mean', field: 'aqi' } })
  const said = (n: number) => {
    const { panel, reader } = shown({
      ...{ metrics: [air], roles: { air: 'air' }, cells: { [cellKey('air', '211000', [])]: { n, d: 10 } } },
      options: { notes: [{ text: { zh: 'AQI', en: 'AQI' }, role: 'air', grade: 'aqi' }] },
    })
    return phraseText(frameView(panel, reader).notes)
  }
  expect([460, 504, 506, 1130].map(said)).toEqual(['AQI 46优', 'AQI 50优', 'AQI 51良', 'AQI 113轻度污染'])
})
