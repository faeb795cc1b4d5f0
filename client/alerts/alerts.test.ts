import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { AUDIENCES, type Audience } from '../../shared/access/principal.ts'
import areasDocument from '../../documents/areas/liaoyang.json' with { type: 'json' }
import { compileAreas } from '../../shared/areas/areas.ts'
import type { AreasDocument } from '../../shared/areas/document.ts'
import type { SceneDocument } from '../../shared/model/documents.ts'
import { cellsOf } from '../../shared/sync/topic.ts'
import { TOLD_COLUMNS, TOLD_METRIC } from '../../shared/alerts/told.ts'
import { instant } from '../../shared/calendar/naive.fixture.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { ToldAlert } from '../../shared/sync/alert.ts'
import { alertWords } from '../language/alerts.ts'
import { bannerOf } from './banner.ts'
import { cardOf, partsOf } from './list.ts'

const NOW = instant('2026-11-24 10:24')
const SINCE = instant('2026-11-24 10:20')
const words = alertWords('zh')

const ROW: Fields = {
  ...{ title: '燃气压力越限', titleEn: 'Gas', severity: '2', state: 'raised', what: '燃气压力越限' },
  ...{ place: '白塔区', value: '2 处', count: 3, since: SINCE, sound: true, acknowledgedAt: null },
  ...{ role: null, post: null, area: '211002', event: SINCE },
  ...{ publicTitle: '停气', publicTitleEn: null, publicPlace: '白塔区' },
}

const banner = (rows: readonly Fields[], audience: Audience = 'internal', total = rows.length) =>
  bannerOf({
    cells: {
      get: key =>
        key === `${TOLD_METRIC[audience]}|211000||`
          ? {
              total,
              rows: rows.map((row, i) => [
                `a-${i}`,
                ...TOLD_COLUMNS[audience].map(name => row[name] ?? null),
              ]),
            }
          : null,
      of: () => [],
      documents: () => new Map(),
    },
    ...{ city: '211000', audience, language: 'zh', words, now: NOW, nameOf: area => `<${area}>` },
  })

describe('the banner', () => {
  test('[ALB1] it is there while something is told: which, where, how much, since when, and how many more', () => {
    expect(banner([])).toBeNull()
    expect(banner([ROW, ROW], 'internal', 7)).toMatchObject({
      ...{ level: 'II级', severity: '2', title: '燃气压力越限', isSeen: false, seenBy: '' },
      ...{ about: '白塔区 燃气压力越限 2 处 共 3 处', since: '自 10:20', more: '另有 6 条' },
      rings: [`a-0 ${SINCE}`, `a-1 ${SINCE}`],
    })
    expect(banner([{ ...ROW, count: 1 }])).toMatchObject({ about: '白塔区 燃气压力越限 2 处', more: '' })
  })

  test('[ALB2] what is acknowledged says so, by a post, and sounds no more', () => {
    const seen = { ...ROW, state: 'acknowledged', acknowledgedAt: NOW, role: 'operator', post: '211000' }
    expect(banner([seen])).toMatchObject({
      ...{ isSeen: true, rings: [], seenBy: '已确认 <211000> 值班员 10:24' },
    })
    // What stands behind a silent one is heard.
    expect(banner([{ ...ROW, sound: false }, ROW, seen])).toMatchObject({ rings: [`a-1 ${SINCE}`] })
  })

  test('[ALB5] the first level says for how long nobody has acknowledged it, and no other does', () => {
    const first = { ...ROW, severity: '1' }
    const at = (since: number, row: Fields = first) => banner([{ ...row, since }])
    expect(at(SINCE)).toMatchObject({ isGravest: true, lasting: '已持续 4 分' })
    expect(at(NOW - 125 * 60_000)).toMatchObject({ lasting: '已持续 2 小时 5 分' })
    // The minute of a screen may be behind.
    expect(at(NOW + 30_000)).toMatchObject({ lasting: '已持续 0 分' })
    expect(banner([ROW])).toMatchObject({ isGravest: false, lasting: '' })
    const seen = { ...first, state: 'acknowledged', acknowledgedAt: NOW, role: 'operator', post: '211000' }
    expect(at(SINCE, seen)).toMatchObject({ isGravest: false, lasting: '' })
  })

  test('[ALB7] what is read aloud does not change with its value, nor by the minute', () => {
    const first = { ...ROW, severity: '1' }
    expect(banner([first])).toMatchObject({ heard: 'I级 燃气压力越限 白塔区' })
    const later = banner([{ ...first, value: '9 处', count: 9, since: NOW - 125 * 60_000 }])
    expect(later?.heard).toBe(banner([first])?.heard)
    const seen = { ...ROW, state: 'acknowledged', acknowledgedAt: NOW, role: 'operator', post: '211000' }
    expect(banner([seen])?.heard).toBe('II级 燃气压力越限 白塔区 已确认 <211000> 值班员 10:24')
  })

  test('[ALB3] screens that people pass by read their own words, and no value', () => {
    expect(banner([ROW], 'public')).toMatchObject({ title: '停气', about: '白塔区 共 3 处' })
    expect(JSON.stringify(banner([ROW], 'public'))).not.toContain('2 处')
  })

  test('[ALB1] [ALB3] every topic has what is told to its audience, whatever its scene and place, and nothing of the other', () => {
    const areas = compileAreas(areasDocument as unknown as AreasDocument)
    const scene = { id: 's', panels: [], layouts: {} } as unknown as SceneDocument
    const has = (audience: Audience, metric: string) =>
      cellsOf({ scene: 's', place: '211002', audience }, scene, areas)(`${metric}|${areas.city.id}||`)
    expect([has('internal', 'alert.told'), has('internal', 'alert.told.public')]).toEqual([true, false])
    expect([has('public', 'alert.told'), has('public', 'alert.told.public')]).toEqual([false, true])
    expect(has('internal', 'alert.open')).toBe(false)
  })

  test('[ALB1] its columns are those of the metrics that are shipped', () => {
    for (const audience of AUDIENCES) {
      const file = new URL(`../../documents/metrics/${TOLD_METRIC[audience]}.json`, import.meta.url)
      const document = JSON.parse(readFileSync(file, 'utf8')) as {
        readonly aggregate: { readonly columns: unknown }
      }
      expect(document.aggregate.columns).toEqual(TOLD_COLUMNS[audience])
    }
  })
})

test('[ALB4] the page parts what is open from what is over, and says what keeps one from being told or seen', () => {
  const told = (row: Fields, isBlind = false): ToldAlert => ({
    id: 'a',
    row: { ...ROW, ...row },
    can: [],
    isBlind,
  })
  const parts = partsOf([told({ open: true }), told({ open: false, state: 'cleared' })])
  expect(parts.map(({ name, alerts }) => [name, alerts.length])).toEqual([
    ['open', 1],
    ['history', 1],
  ])
  const card = cardOf(
    told({ open: true, shelved: true, shelvedUntil: NOW, quiet: true }, true),
    words,
    'zh',
    NOW,
  )
  expect(card).toMatchObject({ glyph: 'bad', level: 'II级', state: '待确认', title: '燃气压力越限' })
  expect(card.notes).toEqual([
    ...['自 10:20', '搁置至 10:24', '静默时段，暂不告知', '数据不全、延迟或断源，暂无法判断'],
  ])
})
