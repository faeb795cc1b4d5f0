import { expect, test } from 'vitest'
import { codingAt, isCoded, withCode } from './coding.ts'
import { bare, compiled, head } from './mapping.fixture.ts'

const unknownIn = (mapping: object, record: object) => {
  const mapped = compiled({ ...bare, ...mapping })({ ...head, ...record })
  return mapped.unknown ?? []
}
const status = { from: 's', as: 'code', table: { '1': 'open' } }

test('[MAP70] a code that nobody knows is noted where it stands, once, masked and cut', () => {
  const fields = { status, rows: { from: 'r', as: 'objects', fields: { status } } }
  expect(unknownIn({ fields }, { s: '7', r: [{ s: '8' }, { s: '8' }, { s: '1' }] })).toEqual([
    { as: 'code', target: 'fields/rows/fields/status', path: 's', word: '8', within: '' },
    { as: 'code', target: 'fields/status', path: 's', word: '7', within: '' },
  ])
  expect(unknownIn({ fields }, { s: '1' })).toEqual([])
  const [phone, long] = ['13800000000', 'x'.repeat(100)].map(
    s => unknownIn({ fields: { status } }, { s })[0]?.word,
  )
  expect([phone, long]).toEqual(['138****0000', `${'x'.repeat(59)}…`])
})

test('[MAP70] of a refused record words are noted too, of one that is dropped none', () => {
  const refused = { status, n: { from: 'n', as: 'integer', required: true } }
  expect(unknownIn({ fields: refused }, { s: '7' })).toHaveLength(1)
  const op = { from: 'op', table: { D: 'drop' } }
  expect(unknownIn({ fields: { status }, op, id: { fields: ['status'] } }, { s: '7', op: 'D' })).toEqual([])
})

test('[MAP70] a place that nobody knows is noted with the wider one inside which it was looked for', () => {
  const area = [{ code: 'code' }, { community: 'c', town: 't' }, { town: 't', district: 'd' }]
  expect(unknownIn({ area, fields: {} }, { c: '无此社区', t: '文圣街道' })).toEqual([
    { as: 'place', target: 'area/1/community', path: 'c', word: '无此社区', within: '211003001' },
  ])
  expect(unknownIn({ area, fields: {} }, { t: '无此街道', d: '白塔区' })).toEqual([
    { as: 'place', target: 'area/2/town', path: 't', word: '无此街道', within: '211002' },
  ])
  expect(unknownIn({ area, fields: {} }, { code: '211002001999', c: '安居社区' })).toEqual([
    { as: 'place', target: 'area/0/code', path: 'code', word: '211002001999', within: '' },
  ])
  expect(unknownIn({ area, fields: {} }, { t: '文圣街道', d: '—' })).toEqual([])
})

test('[MAP71] a department is told by its usual name', () => {
  const map = compiled(
    { ...bare, fields: { department: { from: 'd', as: 'department' } } },
    { departmentOf: name => (name === '市建委' ? '市住建局' : name) },
  )
  const told = (d: unknown) => {
    const mapped = map({ ...head, d })
    return mapped.ok && mapped.fact.type === 'record' ? mapped.fact.fields['department'] : mapped
  }
  expect([told(' 市建委 '), told('市城管局'), told(null)]).toEqual(['市住建局', '市城管局', null])
})

test('[MAP72] a word is read as the code that is assigned to it, and all else stays', () => {
  const list = { from: 'l', as: 'code', table: ['a', 'b'] }
  const mapping = { ...bare, fields: { status, list, named: { from: 'n', as: 'code', codes: 'x' } } }
  const coded = withCode(mapping, 'fields/status', '7', 'open')
  expect(coded).toEqual({
    ...mapping,
    fields: { ...mapping.fields, status: { ...status, table: { '1': 'open', '7': 'open' } } },
  })
  expect(codingAt(withCode(mapping, 'fields/list', 'c', 'c'), 'fields/list')).toEqual({
    type: 'list',
    list: ['a', 'b', 'c'],
  })
  expect(codingAt(withCode(mapping, 'fields/list', 'c', 'a'), 'fields/list')).toEqual({
    ...{ type: 'table', table: { a: 'a', b: 'b', c: 'a' } },
  })
  expect(withCode(mapping, 'fields/named', '7', 'open')).toBe(mapping)
  expect(['fields/none', 'fields/toString', 'fields/status/from'].map(at => codingAt(mapping, at))).toEqual([
    null,
    null,
    null,
  ])
  const coding = codingAt(coded, 'fields/status')!
  expect(['7', '７', '8', 'toString'].map(word => isCoded(word, coding, {}))).toEqual([
    true,
    true,
    false,
    false,
  ])
  const named = codingAt(mapping, 'fields/named')!
  expect([isCoded('7', named, { x: { '7': 'open' } }), isCoded('7', named, {})]).toEqual([true, false])
})
