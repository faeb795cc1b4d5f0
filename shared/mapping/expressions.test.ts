import { expect, test } from 'vitest'
import { contractOf } from './contract.ts'
import { parseMapping } from './document.ts'
import { differencesOf } from './drift.ts'
import type { Outcome } from './expressions.ts'
import { compileMapping } from './mapping.ts'
import { bare, context, faultsOf, head, NOW } from './mapping.fixture.ts'
import { proposalsFor } from './proposals.ts'
import { compileTrace } from './trace.ts'

const cel = (text: string) => ({ cel: text })
const gave = (values: { readonly [text: string]: unknown }) =>
  new Map(Object.entries(values).map(([text, value]) => [text, { ok: true, value } as Outcome]))
const failed = (text: string, reason: string) => new Map<string, Outcome>([[text, { ok: false, reason }]])

function mapped(document: unknown, raw: unknown, computed?: ReadonlyMap<string, Outcome>) {
  const mapping = compileMapping(document, context)
  if (!mapping.ok) throw new Error(JSON.stringify(mapping.faults))
  const answer = mapping.map(raw, { now: NOW, ...(computed === undefined ? {} : { computed }) })
  return { expressions: mapping.map.expressions, ...answer }
}

test('[MAP60] an expression stands wherever a path may, and is told to who evaluates it, once', () => {
  const document = {
    id: { join: ['id', cel('i')] },
    version: { from: cel('v') },
    at: { from: ['at', cel('a')] },
    event: { from: cel('a') },
    op: { from: cel('o'), table: { I: 'put' } },
    area: [{ community: cel('c'), town: cel('t') }, { code: cel('d') }],
    fields: {
      title: { from: cel('x'), as: 'text' },
      amount: { from: ['amount', cel('m')], as: 'decimal', unit: '万元', to: '元', scale: 1 },
      where: { as: 'point', crs: 'wgs84', lon: cel('lon'), lat: cel('lat') },
      same: { from: cel('x'), as: 'text' },
    },
  }
  const values = { i: 7, v: '3', a: '2026-11-22 08:00', o: 'I', c: '无此社区', t: '跃进街道', d: null }
  const answer = mapped(document, head, gave({ ...values, x: ' 甲 ', m: '1.5', lon: 123.1, lat: 41.2 }))
  expect(new Set(answer.expressions)).toEqual(
    new Set(['i', 'v', 'a', 'o', 'c', 't', 'd', 'x', 'm', 'lon', 'lat']),
  )
  expect(answer.ok && answer.fact).toMatchObject({
    ...{ id: 'test/A1/7', version: 3, op: 'put' },
    ...{ at: Date.parse('2026-11-22T09:00:00+08:00'), event: Date.parse('2026-11-22T08:00:00+08:00') },
    fields: { title: '甲', amount: 15_000, where: { lon: 123.1, lat: 41.2 }, same: '甲' },
  })
  expect(answer.ok && answer.flags).toContain('unlocated')
})

test('[MAP60] it is of the whole record: none stands inside of rows, and one that is none is a fault of the document', () => {
  const inside = { items: { from: 'items', as: 'objects', fields: { n: { from: cel('x'), as: 'text' } } } }
  expect(faultsOf({ ...bare, fields: inside })).toEqual([
    {
      path: '/fields/items/fields/n/from/cel',
      message: expect.stringContaining('none stands inside of rows'),
    },
  ])
  const wrong = { ...bare, id: { from: cel('no expression') }, area: [{ town: cel('no expression') }] }
  expect(faultsOf(wrong)).toEqual([
    { path: '/area/0/town/cel', message: 'it is none' },
    { path: '/id/from/cel', message: 'it is none' },
  ])
  expect(faultsOf({ ...bare, id: { from: { cell: 'x' } } })).not.toEqual([])
  expect(faultsOf({ ...bare, id: { from: cel('x'.repeat(2_001)) } })).not.toEqual([])
  const { faultIn: _, ...nobody } = context
  expect(compileMapping({ ...bare, id: { from: cel('x') } }, nobody)).toMatchObject({
    faults: [{ path: '/id/from/cel', message: 'no expression can be evaluated here' }],
  })
})

const amount = (more = {}) => ({ ...bare, fields: { amount: { from: cel('x'), as: 'integer', ...more } } })

test('[MAP61] what it gave is converted, masked and checked like what stands at a path', () => {
  expect(mapped(amount(), head, gave({ x: '1,200' }))).toMatchObject({ fact: { fields: { amount: 1_200 } } })
  expect(mapped(amount({ default: 4 }), head, gave({ x: '' }))).toMatchObject({
    fact: { fields: { amount: 4 } },
  })
  expect(mapped(amount({ required: true }), head, gave({ x: null }))).toMatchObject({
    quarantined: { reason: 'no value', blame: 'upstream', path: 'fields/amount' },
  })
  expect(mapped(amount(), head, gave({ x: '很多' }))).toMatchObject({
    quarantined: { reason: 'not a number: “很多”', path: 'fields/amount' },
  })
  const text = { ...bare, fields: { text: { from: cel('x'), as: 'text' } } }
  expect(mapped(text, head, gave({ x: '电话13800000000' }))).toMatchObject({
    flags: ['masked'],
    fact: { fields: { text: '电话138****0000' } },
  })
})

test('[MAP61] (T-PII-01) one that failed sets its record aside, masked and named with its place', () => {
  const answer = mapped(amount(), head, failed('x', 'No such key: 13800000000 (at sign 8)'))
  expect(answer).toMatchObject({
    quarantined: {
      reason: 'the expression failed: No such key: 138****0000 (at sign 8) in “x”',
      ...{ blame: 'mapping', path: 'fields/amount' },
    },
  })
  expect(mapped(amount(), head)).toMatchObject({
    quarantined: { reason: 'the expression failed: nobody evaluated “x”', blame: 'ours' },
  })
  expect(mapped(amount(), head, new Map())).toMatchObject({ ok: false, quarantined: { blame: 'ours' } })
})

test('[MAP61] only where its value is needed: a path before it has one, or the record is dropped', () => {
  const failing = failed('x', 'whatever')
  const second = { ...bare, fields: { amount: { from: ['amount', cel('x')], as: 'integer' } } }
  expect(mapped(second, { ...head, amount: 3 }, failing)).toMatchObject({ fact: { fields: { amount: 3 } } })
  expect(mapped(second, head, failing)).toMatchObject({ ok: false })
  const dropping = { ...amount(), op: { from: 'op', table: { D: 'drop' } } }
  expect(mapped(dropping, { ...head, op: 'D' }, failing)).toMatchObject({ fact: { op: 'drop' } })
})

test('[MAP53] what came of an expression is seen beside what was made of it, masked', () => {
  const document = { ...amount(), at: { from: ['at', cel('t')] } }
  const trace = compileTrace(document, context)!
  const traced = (computed: ReadonlyMap<string, Outcome>) =>
    trace(head, NOW, computed).find(({ target }) => target === 'fields/amount')
  expect(traced(gave({ x: '13800000000' }))).toMatchObject({
    ...{ paths: [], expressions: ['x'], seen: ['138****0000'], value: 13_800_000_000, fault: null },
  })
  expect(traced(failed('x', 'division by zero'))).toMatchObject({
    ...{ seen: [null], value: null, fault: { reason: 'the expression failed: division by zero in “x”' } },
  })
})

test('[MAP54] a field of which an expression speaks is looked at', () => {
  const text = `record.total + record["投资.额"] + record['单位'].name`
  const parsed = parseMapping({ ...bare, fields: { amount: { from: cel(text), as: 'integer' } } })
  const contract = parsed.ok ? contractOf(parsed.document) : []
  const raw = { ...head, total: 1, tot: 1, '投资.额': 2, 单位: { name: 'x' }, 单: 3 }
  expect(differencesOf(raw, contract, null).map(({ path }) => path)).toEqual(['tot', '单'])
})

test('[MAP57] what an expression gave may want a table or a mark of nothing as well, and no other name', () => {
  const feed = { id: 'f', mapping: amount() } as unknown as Parameters<typeof proposalsFor>[0]
  const found = proposalsFor(feed, context, { ...head, x: 5 }, NOW, gave({ x: '尚未报' }))
  expect(found.map(({ type, about }) => [type, about])).toEqual([['missing', '尚未报']])
  const both = { ...bare, fields: { amount: { from: ['was', cel('x')], as: 'integer', required: true } } }
  const other = { id: 'f', mapping: both } as unknown as Parameters<typeof proposalsFor>[0]
  const lacking = proposalsFor(other, context, { ...head, wass: 5 }, NOW, gave({ x: null }))
  expect(lacking.map(({ type }) => type)).toEqual(['optional'])
})
