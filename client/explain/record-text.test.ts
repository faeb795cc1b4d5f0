import { expect, test } from 'vitest'
import type { RecordColumn } from '../../shared/sync/explain.ts'
import { areas, NOW } from '../widgets/widget.fixture.ts'
import { recordTexts, type Words } from './record-text.ts'

const text = (zh: string) => ({ zh, en: zh })
const columns: readonly RecordColumn[] = [
  { name: 'event', title: text('时间'), type: 'instant' },
  { name: 'kind', title: text('类别'), type: 'text' },
  { name: 'area', title: text('区划'), type: 'text' },
  { name: 'state', title: text('状态'), type: 'text' },
  { name: 'marks', title: text('标记'), type: 'list' },
  { name: 'open', title: text('在办'), type: 'flag' },
  { name: 'investment', title: text('总投资'), type: 'number', unit: text('亿元'), scale: 10_000 },
]
const words: Words = {
  now: NOW,
  language: 'zh',
  areas,
  kindName: kind => (kind === 'case' ? '案件' : kind),
  word: (kind, column, code) => (kind === 'case' && column !== 'area' ? `${column}:${code}` : code),
}
const read = (...values: readonly unknown[]) => recordTexts({ columns: [...columns] }, values, words)

test('[XPL5] a record is read in words: kinds, places, codes, and numbers with their unit', () => {
  expect(read(NOW - 60_000, 'case', '211002016', 'closed', ['late', 'masked'], true, 425_000)).toEqual([
    '10:23',
    '案件',
    '文圣街道',
    'state:closed',
    'marks:late、marks:masked',
    '✓',
    '42.5亿元',
  ])
})

test('[XPL5] what is unknown is no word, and a place nobody knows keeps its code', () => {
  expect(read(null, null, '', null, [], null, null)).toEqual(['—', '—', '—', '—', '', '—', '—'])
  expect(read(NOW, 'other', '211002', 'x', [], false, 1_190_0000).slice(1)).toEqual([
    'other',
    '白塔区',
    'x',
    '',
    '×',
    '1190亿元',
  ])
})
