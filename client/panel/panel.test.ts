import { describe, expect, test } from 'vitest'
import { freshness } from '../../shared/freshness/freshness.ts'
import type { FeedDocument, Rhythm } from '../../shared/model/documents.ts'
import { FEED_FAULTS, faultText } from '../../shared/model/feed-fault.ts'
import { phraseText } from '../figures/phrase.ts'
import { sayIn } from '../language/say-in.fixture.ts'
import type { FeedState } from '../widgets/feed-state.ts'
import { feedOf, NOW, reportAt } from '../widgets/widget.fixture.ts'
import { noteOf } from './note.ts'
import { panelState, saidIn, type PanelFacts, type PanelState } from './panel-state.ts'
import { tagsOf, type TagFacts } from './tag.ts'

const say = sayIn('zh')
const every30s: Rhythm = { type: 'every', seconds: 30 }

function feed(age: number | null, over: Partial<FeedDocument> = {}, reason = ''): FeedState {
  const document = feedOf({
    id: 'hotline',
    title: { zh: '热线平台', en: 'Hotline' },
    rhythm: every30s,
    ...over,
  })
  const report = age === null ? null : reportAt(NOW - age, { reason })
  return {
    id: document.id,
    document,
    rhythm: document.rhythm,
    report,
    freshness: freshness(report, document.rhythm, NOW),
  }
}
const MINUTE = 60_000
const live = feed(8000)
const late = feed(75_000)
const failed = feed(47 * MINUTE, {}, 'unreachable: connect ECONNREFUSED 127.0.0.1:4101')
const waiting = feed(null)

describe('the state', () => {
  const facts = (over: Partial<PanelFacts> = {}): PanelFacts => ({
    known: true,
    feeds: [live],
    offline: false,
    recounting: false,
    replay: false,
    empty: false,
    denied: false,
    broken: false,
    ...over,
  })

  test('[PAN1] live, late and failed are those of the worst feed', () => {
    expect(panelState(facts())).toBe('live')
    expect(panelState(facts({ feeds: [live, late] }))).toBe('late')
    expect(panelState(facts({ feeds: [failed, late, live] }))).toBe('failed')
  })

  test('[PAN2] it waits for the server, and for feeds that have not spoken; one of several hides nothing', () => {
    expect(panelState(facts({ known: false }))).toBe('loading')
    expect(panelState(facts({ feeds: [waiting] }))).toBe('loading')
    expect(panelState(facts({ feeds: [waiting, live] }))).toBe('live')
    expect(panelState(facts({ feeds: [] }))).toBe('live')
  })

  test('[PAN3] the graver state is shown: withheld, broken, replay, offline, counted anew, then what the feeds say', () => {
    const order: readonly (readonly [Partial<PanelFacts>, PanelState])[] = [
      [{ denied: true }, 'denied'],
      [{ broken: true }, 'broken'],
      [{ replay: true }, 'replay'],
      [{ offline: true }, 'offline'],
      [{ recounting: true }, 'recounting'],
      [{ feeds: [failed] }, 'failed'],
    ]
    order.forEach(([, state], i) => {
      const worse = Object.assign({}, ...order.slice(i).map(([over]) => over)) as Partial<PanelFacts>
      expect(panelState(facts(worse))).toBe(state)
    })
    expect(panelState(facts({ empty: true, feeds: [late] }))).toBe('late')
    expect(panelState(facts({ empty: true }))).toBe('empty')
  })
})

describe('the tag', () => {
  const tags = (state: PanelState, feeds: readonly FeedState[], over: Partial<TagFacts> = {}) =>
    tagsOf({
      state,
      feeds,
      now: NOW,
      lostAt: null,
      replayAt: NOW,
      waited: 1.2,
      catchingUp: null,
      recount: null,
      say,
      language: 'zh',
      ...over,
    }).map(({ name, text, look, glyph }) => [glyph, name === undefined ? text : `${name} ${text}`, look])

  test('[PAN4] [PAN10] every state has words, a sign and a look of its own', () => {
    expect(tags('live', [live])).toEqual([['ok', '8 秒前', 'plain']])
    expect(tags('late', [late])).toEqual([['stale', '迟 45 秒', 'dashed']])
    expect(tags('failed', [failed])).toEqual([[undefined, '已断 46 分', 'inverse']])
    expect(tags('loading', [waiting])).toEqual([['none', '正在取数 1 秒', 'plain']])
    expect(tags('offline', [live], { lostAt: NOW - 3 * MINUTE })).toEqual([['stale', '离线 3 分', 'dashed']])
    expect(tags('recounting', [live], { recount: { share: 34, since: NOW } })).toEqual([
      ['stale', '重算中 34 %', 'dashed'],
    ])
    expect(tags('replay', [live], { replayAt: NOW - 24 * 60 * MINUTE })).toEqual([
      ['replay', '回看 11-21 10:24', 'replay'],
    ])
    expect(tags('denied', [live])).toEqual([['lock', '受限', 'plain']])
    expect(tags('broken', [live])).toEqual([['bad', '无法显示', 'plain']])
  })

  test('[PAN9] while the past comes in a live panel says how much of it is here', () => {
    const half = { catchingUp: 34 }
    expect(tags('live', [live], half)).toEqual([
      ['none', '正在补数 34 %', 'plain'],
      ['ok', '8 秒前', 'plain'],
    ])
    expect(tags('empty', [live], half)[0]).toEqual(['none', '正在补数 34 %', 'plain'])
    expect(tags('late', [late], half)).toEqual([['stale', '迟 45 秒', 'dashed']])
  })

  test('[PAN5] two rhythms in one panel are both stated, by name', () => {
    const monthly: Rhythm = { type: 'by', time: '08:00', graceMinutes: 60, days: 'monthly' }
    const party = feed(22 * 24 * 60 * MINUTE, { id: 'party', title: { zh: '组织', en: '' }, rhythm: monthly })
    const grid = feed(8000, { id: 'grid', title: { zh: '网格', en: '' } })
    expect(tags('live', [party, grid]).map(([, text]) => text)).toEqual(['组织 10-31', '网格 8 秒前'])
    const calls = feed(4 * MINUTE, { id: 'calls', rhythm: { ...monthly, days: 'every' } })
    expect(tags('live', [grid, calls]).map(([, text]) => text)).toEqual(['4 分前'])
    expect(tags('live', [grid, calls, party])).toHaveLength(3)
    expect(tags('live', [grid, waiting]).map(([, text]) => text)).toEqual(['8 秒前'])
    expect(tags('live', [waiting])).toEqual([])
    const daily = feed(22 * 24 * 60 * MINUTE, { id: 'daily', rhythm: { ...monthly, days: 'every' } })
    expect(tags('live', [party, daily]).map(([, text]) => text)).toEqual(['10-31'])
  })

  test('[PAN14] what people filled in is said to be that, beside whatever else spoke, and however lately', () => {
    const byHand = feed(4 * MINUTE, {
      ...{ id: 'filed', title: { zh: '营商月报', en: '' }, rhythm: { type: 'none' }, manual: true },
    })
    const grid = feed(8000, { id: 'grid', title: { zh: '网格', en: '' } })
    expect(tags('live', [byHand]).map(([, text]) => text)).toEqual(['填报 4 分前'])
    expect(tags('live', [grid, byHand]).map(([, text]) => text)).toEqual([
      '网格 8 秒前',
      '营商月报 填报 4 分前',
    ])
    // Of one rhythm with it: neither lends the other its age or its mark.
    const published = (age: number) =>
      feed(age, { id: 'gdp', title: { zh: '生产总值', en: '' }, rhythm: { type: 'none' } })
    for (const age of [MINUTE, 300 * MINUTE])
      expect(tags('live', [published(age), byHand]).map(([, text]) => text)[1]).toBe('营商月报 填报 4 分前')
    for (const state of ['late', 'failed', 'offline', 'replay'] as const)
      expect(tags(state, [grid, byHand]).map(([, text]) => text)).toContain('填报')
    expect(
      tags('live', [grid, waiting])
        .map(([, text]) => text)
        .join(),
    ).not.toContain('填报')
  })
})

describe('the note', () => {
  const note = (state: PanelState, feeds: readonly FeedState[]) =>
    phraseText(noteOf({ state, feeds, now: NOW, say, language: 'zh' }))

  test('[PAN6] a panel that is not live says until when its data reach, when they should come, and who is silent', () => {
    expect(note('late', [live, late])).toBe('数据截至 10:23 · 应每 30 秒一次')
    expect(note('failed', [late, failed])).toBe('末值 09:37 热线平台 连接不上')
    expect(note('failed', [feed(47 * MINUTE)])).toBe('末值 09:37 热线平台 无上报')
    expect(note('loading', [waiting])).toBe('等待 热线平台 首次上报')
    expect(note('loading', [])).toBe('等待服务器应答')
    expect(note('empty', [live])).toBe('数据源正常,有新数据会立即出现。')
    expect(note('live', [live])).toBe('')
  })

  test('[PAN11] why a source failed is said in the language of the screen, whatever its system said', () => {
    for (const fault of FEED_FAULTS) {
      const silent = feed(
        47 * MINUTE,
        {},
        faultText({ fault, detail: 'connect ECONNREFUSED 127.0.0.1:4101' }),
      )
      expect(note('failed', [silent])).toMatch(/^末值 09:37 热线平台 [\u4e00-\u9fff,]+$/)
    }
    expect(note('failed', [feed(47 * MINUTE, {}, 'HTTP 503')])).toBe('末值 09:37 热线平台 取数出错')
    const absent = { ...waiting, report: reportAt(0, { reason: 'folder: ENOENT' }) }
    expect(note('loading', [absent])).toBe('等待 热线平台 首次上报 投放的文件夹或文件打不开')
  })

  test('[PAN13] a panel that waits says in its title row nothing of numbers that nobody told', () => {
    const heading = { finding: [{ text: '卡在' }], summary: [{ text: '超期', figure: '—' }] }
    expect(saidIn('loading', heading)).toEqual({})
    expect(saidIn('late', heading)).toBe(heading)
  })
})
