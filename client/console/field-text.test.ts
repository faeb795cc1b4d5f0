import { expect, test } from 'vitest'
import { instant } from '../../shared/calendar/naive.fixture.ts'
import { kinds } from '../../shared/kinds/registry.ts'
import type { Value } from '../../shared/model/value.ts'
import type { DocumentsGround } from '../../shared/sync/publications.ts'
import { fieldName, instantText, placeBy, shownBy, valueText } from './field-text.ts'

type Kind = DocumentsGround['kinds'][number]

/** As the server tells it to the page. */
function kindOf(id: string): Kind {
  const { title, columns, inner = {}, parts } = kinds.find(each => each.id === id)!
  return JSON.parse(JSON.stringify({ id, title, columns, inner, parts })) as Kind
}
const place = placeBy([
  { id: '211000', name: '辽阳市', level: 'city' },
  { id: '211002', name: '文圣区', level: 'district' },
  { id: '211002016', name: '文圣街道', level: 'town' },
])
const written = (kind: string, field: string, value: Value, language: 'zh' | 'en' = 'zh') =>
  valueText(value, shownBy(field, kindOf(kind)), { language, place })
const at = instant('2026-11-23 08:30')

test('[CNS12] instants are times of the city, whichever way the kind says that they are some', () => {
  for (const field of ['at', 'event', 'fields/takenAt', 'fields/doneAt'])
    expect([field, written('occurrence', field, at)]).toEqual([field, '2026-11-23 08:30'])
  expect(written('sensor', 'at', at, 'en')).toBe('2026-11-23 08:30')
  expect(written('occurrence', 'fields/number', at), 'a text').toBe(String(at))
})

test('[CNS12] two instants that differ look different', () => {
  expect([0, 1_000, 1_001, 60_000].map(more => instantText(at + more))).toEqual([
    ...['2026-11-23 08:30', '2026-11-23 08:30:01', '2026-11-23 08:30:01.001', '2026-11-23 08:31'],
  ])
})

test('[CNS12] codes, places, flags and units are words where the kind knows them', () => {
  expect([written('occurrence', 'flags', ['late', 'masked']), written('occurrence', 'flags', [])]).toEqual([
    ...['迟到、已脱敏', '—'],
  ])
  expect(written('occurrence', 'flags', ['late'], 'en')).toBe('reported late')
  expect([written('sensor', 'values/temperature', 215), written('sensor', 'values/temperature', -3)]).toEqual(
    [...['21.5°C', '-0.3°C']],
  )
  expect(written('hall-queue', 'fields/waitMs', 90_000)).toBe('1.5 分钟')
  expect([written('occurrence', 'area', ''), written('occurrence', 'area', '211002016')]).toEqual([
    ...['未定位', '文圣街道'],
  ])
  expect([written('occurrence', 'area', '999999999'), written('occurrence', 'op', 'drop')]).toEqual([
    ...['999999999', '撤下'],
  ])
})

test('[CNS12] what lies within a town is told with its code, so that two of them are two', () => {
  const each = ['211000', '211002', '211002016', '211002016001', '211009001001'].map(place)
  expect(each).toEqual(['辽阳市', '文圣区', '文圣街道', '文圣街道 211002016001', '211009001001'])
})

test('[CNS12] nothing, an empty text, yes and no are not alike; what nobody knows is as it was written, and not for ever', () => {
  const each = [null, '', 'x', true, false, 7, { a: 1 }].map(value =>
    written('occurrence', 'fields/new', value),
  )
  expect(each).toEqual(['—', '空文字', 'x', '是', '否', '7', '{"a":1}'])
  expect(written('occurrence', 'fields/title', 'y'.repeat(200))).toHaveLength(121)
  expect(valueText(at, shownBy('fields/new', undefined), { language: 'zh', place })).toBe(String(at))
})

test('[CNS12] a field is called as its column is, or as what stands around every record', () => {
  const named = (field: string) => fieldName(field, kindOf('occurrence'), 'zh')
  expect([named('at'), named('event'), named('flags'), named('fields/new')]).toEqual([
    ...['上游更新时间', '发生时间', '质量标记', 'new'],
  ])
})
