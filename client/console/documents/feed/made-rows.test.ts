import { expect, test } from 'vitest'
import { instant } from '../../../../shared/calendar/naive.fixture.ts'
import type { Fields } from '../../../../shared/model/value.ts'
import { madeRows } from './made-rows.ts'

const at = instant('2026-11-23 08:30')
const names: { readonly [code: string]: string } = { '211000': '辽阳市', '211002016': '文圣街道' }
const told = { language: 'zh', place: (code: string) => names[code] ?? code } as const
const record = (fields: Fields, over: Fields = {}): Fields => ({
  ...{ type: 'record', kind: 'occurrence', kindVersion: 1, id: 'a/1', part: 'main', op: 'put' },
  ...{ version: 0, at, hash: 'x', event: at, area: '211002016', flags: [] },
  ...{ fields, ...over },
})
const rows = (own: Fields, other: Fields | null = null) =>
  madeRows(own, other, undefined, told).map(({ name, text, differs }) => [
    name,
    text,
    ...(differs ? ['!'] : []),
  ])

test('[FFM12] what a record becomes is told field by field, in words, and what is so of every record is left out', () => {
  expect(rows(record({ title: '塌陷' }))).toEqual([
    ['id', 'a/1'],
    ['at', '2026-11-23 08:30'],
    ['event', '2026-11-23 08:30'],
    ['area', '文圣街道'],
    ['fields/title', '塌陷'],
  ])
  const reading = { device: 'd', at, area: '211000', values: { level: 3 } }
  expect(rows({ type: 'readings', kind: 'sensor', readings: [reading] })).toEqual([
    ['device', 'd'],
    ['at', '2026-11-23 08:30'],
    ['area', '辽阳市'],
    ['values/level', '3'],
  ])
})

test('[FFM12] where two versions stand side by side the fields are marked that differ, on both sides, and those that one of them lacks', () => {
  const [before, after] = [
    record({ title: '塌陷', no: '1' }),
    record({ title: '路面塌陷' }, { op: 'drop', hash: 'y' }),
  ]
  const marked = (all: readonly (readonly string[])[]) => all.filter(([, , mark]) => mark === '!')
  expect(marked(rows(before, after))).toEqual([
    ['op', '登记', '!'],
    ['fields/title', '塌陷', '!'],
    ['fields/no', '1', '!'],
  ])
  expect(marked(rows(after, before))).toEqual([
    ['op', '撤下', '!'],
    ['fields/title', '路面塌陷', '!'],
    ['fields/no', '—', '!'],
  ])
})
