import { expect, test } from 'vitest'
import type { FeedDocument } from '../model/documents.ts'
import { contractOf } from './contract.ts'
import { parseMapping } from './document.ts'
import { differencesOf, driftOf, newTally, shapeOf, tallyBy } from './drift.ts'
import { compiled, context, NOW } from './mapping.fixture.ts'
import { compileMapping } from './mapping.ts'
import { proposalsFor, type Proposal } from './proposals.ts'
import { compileTrace } from './trace.ts'

const MAPPING = {
  id: { from: 'code' },
  at: { from: 'reportedAt' },
  area: [{ district: 'district' }],
  fields: {
    name: { from: 'name', as: 'text', required: true, mask: false },
    beds: { from: 'beds', as: 'integer', required: true },
    waiting: { from: ['waiting', 'queue'], as: 'integer' },
    stage: { from: 'stage', as: 'code', table: { open: 'reported', shut: 'closed' } },
    isFull: { from: 'isFull', as: 'boolean' },
    wait: { from: 'wait.longest', as: 'duration', unit: 'minute' },
    contact: { from: 'contact', as: 'text' },
  },
} as const
const feed: FeedDocument = {
  ...{ id: 'h', title: { zh: '医院', en: 'h' }, department: { zh: '卫健委', en: 'd' }, source: 'test' },
  ...{ connector: 'http-poll', settings: {}, kind: 'thing', mapping: MAPPING },
  ...{ rhythm: { type: 'none' }, simulated: true },
}
const good = {
  ...{ code: 'A1', reportedAt: '2026-11-22 09:00:00', district: '白塔区', name: '演示医院', beds: 120 },
  ...{ waiting: 3, stage: 'open', isFull: '否', wait: { longest: 12 }, contact: null },
}
const parsed = parseMapping(MAPPING)
if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
const contract = contractOf(parsed.document)
const trace = (raw: object, mapping: unknown = MAPPING) => {
  const traced = compileTrace(mapping, context)?.(raw, NOW) ?? []
  return new Map(traced.map(each => [each.target, each]))
}

test('[MAP53] every target is read by itself: where from, what stands there masked, what comes of it or what is wrong', () => {
  const traced = trace({ ...good, beds: '一百', waiting: { n: 3 }, contact: '张三 13800000000' })
  expect([...traced.keys()]).toEqual([
    ...['id', 'at', 'area'],
    ...Object.keys(MAPPING.fields).map(name => `fields/${name}`),
  ])
  expect(traced.get('id')).toMatchObject({ paths: ['code'], seen: ['A1'], value: 'A1', fault: null })
  expect(traced.get('area')).toMatchObject({ paths: ['district'], value: '211002', fault: null })
  // Not only the first fault.
  expect(traced.get('fields/beds')).toMatchObject({
    ...{ seen: ['一百'], value: null, as: 'integer', required: true },
    fault: { reason: 'not a number: “一百”', blame: 'upstream' },
  })
  expect(traced.get('fields/waiting')?.fault?.reason).toBe('not a number: an object')
  expect(traced.get('fields/name')).toMatchObject({ value: '演示医院', fault: null })
  expect(JSON.stringify([...traced.values()])).not.toContain('13800000000')
})

test('[MAP53] what the kind has against a record stands at its target, readings by measure', () => {
  const check = () => ({ path: '/beds', reason: 'must be <= 100' })
  const traced = compileTrace(MAPPING, { ...context, check })?.(good, NOW) ?? []
  expect(traced.find(({ target }) => target === 'fields/beds')?.fault).toEqual({
    ...{ reason: 'does not fit the kind: beds: must be <= 100', blame: 'mapping' },
  })
  const values = { pressure: { from: 'p', as: 'decimal', scale: 1000, required: true } }
  const readings = { readings: { device: { from: 'd' }, at: { from: 't' }, values } }
  const of = (raw: object) => trace(raw, readings)
  expect(of({ d: 'x', t: NOW, p: 0.213 }).get('readings/values/pressure')).toMatchObject({
    ...{ value: 213, fault: null },
  })
  expect(of({ t: NOW, p: '高' }).get('readings/values/pressure')?.fault?.reason).toBe('not a number: “高”')
  expect(of({ t: NOW }).get('readings/device')?.fault?.reason).toBe('no value')
  expect(compileTrace({ fields: 1 }, context)).toBeNull()
})

test('[MAP54] against the contract a field is new, missing or of a type that cannot be read', () => {
  const { name: _name, ...rest } = good
  const raw = { ...rest, hospitalName: '演示医院', waiting: [1], extra: { a: 1, b: 'x' } }
  expect(differencesOf(raw, contract, null)).toEqual([
    { type: 'missing', path: 'name', target: 'fields/name', was: [], now: null },
    { type: 'retyped', path: 'waiting', target: 'fields/waiting', was: ['text', 'number'], now: 'list' },
    { type: 'new', path: 'hospitalName', target: '', was: [], now: 'text' },
    { type: 'new', path: 'extra.a', target: '', was: [], now: 'number' },
    { type: 'new', path: 'extra.b', target: '', was: [], now: 'text' },
  ])
  expect(differencesOf(good, contract, null)).toEqual([])
  // What our own connector adds is nothing new of the upstream.
  expect(differencesOf({ ...good, $at: '2026-10-31T18:02:52.800+08:00' }, contract, null)).toEqual([])
})

/** What was usual of a hundred records, of which some have no queue and one sends a text. */
const usual = () => {
  const tally = newTally()
  const add = tallyBy(contract)
  for (let i = 0; i < 100; i++)
    add(tally, {
      ...good,
      ignored: i,
      ...(i % 3 === 0 ? { waiting: undefined } : {}),
      ...(i === 7 && { beds: '7' }),
    })
  return shapeOf(tally)
}
const driftIn = (records: readonly object[]) => {
  const tally = newTally()
  const add = tallyBy(contract)
  records.forEach(raw => add(tally, raw))
  return driftOf(contract, usual(), tally)
}
const twenty = (of: (i: number) => object) => Array.from({ length: 20 }, (_, i) => of(i))

test('[MAP55] drift is what most records have otherwise than was usual, and not one odd record', () => {
  expect(driftIn(twenty(() => ({ ...good, ignored: 'x' })))).toEqual([])
  expect(driftIn(twenty(i => (i < 9 ? { ...good, fresh: 1, beds: true, name: undefined } : good)))).toEqual(
    [],
  )
  const { name: _name, waiting: _waiting, ...rest } = good
  expect(driftIn(twenty(() => ({ ...rest, title: '演示医院', beds: { total: 1 } })))).toEqual([
    { type: 'missing', path: 'name', target: 'fields/name', was: ['text'], now: null },
    { type: 'retyped', path: 'beds', target: 'fields/beds', was: ['number', 'text'], now: 'object' },
    { type: 'new', path: 'title', target: '', was: [], now: 'text' },
  ])
  // What is null tells nothing of its type, and is there.
  expect(driftIn(twenty(() => ({ ...good, name: null })))).toEqual([])
})

test('[MAP54] what is usual of an upstream is no difference', () => {
  const shape = usual()
  expect(shape.unread).toEqual(['ignored'])
  const { waiting: _waiting, ...rest } = good
  expect(differencesOf({ ...good, ignored: 1 }, contract, shape)).toEqual([])
  expect(differencesOf({ ...rest, ignored: 1 }, contract, shape).map(({ path }) => path)).toEqual(['waiting'])
  expect(differencesOf({ ...good, name: 5 }, contract, shape)).toEqual([
    { type: 'retyped', path: 'name', target: 'fields/name', was: ['text'], now: 'number' },
  ])
})

const proposed = (raw: object) => proposalsFor(feed, context, raw, NOW)
const told = (raw: object) => proposed(raw).map(({ type, target, about }) => [type, target, about])
const mends = (raw: object) => {
  for (const { document, type } of proposed(raw))
    expect(compiled(document.mapping)(raw, NOW).ok, type).toBe(true)
}

test('[MAP56] a field under another name is proposed, the old name stays before it', () => {
  const { beds: _beds, ...rest } = good
  const raw = { ...rest, bedsTotal: 120, remark: 'x' }
  const [first, ...others] = proposed(raw)
  expect(first).toMatchObject({
    ...{ type: 'renamed', target: 'fields/beds', about: 'bedsTotal' },
    changes: [{ path: '/mapping/fields/beds/from', before: 'beds', after: ['beds', 'bedsTotal'] }],
  })
  expect(compiled(first?.document.mapping)(raw, NOW)).toMatchObject({ fact: { fields: { beds: 120 } } })
  expect(compiled(first?.document.mapping)(good, NOW).ok).toBe(true)
  // It may also do without.
  expect(others).toMatchObject([{ type: 'optional', changes: [{ before: true, after: null }] }])
  mends(raw)
  expect(feed.mapping).toEqual(MAPPING)
})

test('[MAP56] of several names the likest, never one of another type; alone the only one', () => {
  const { code: _code, ...rest } = good
  expect(told({ ...rest, hospitalCode: 'A1', codes: [1], area: 'x' })).toEqual([
    ['renamed', 'id', 'hospitalCode'],
  ])
  const { reportedAt, ...timeless } = good
  expect(told({ ...timeless, 时间: reportedAt })).toEqual([['renamed', 'at', '时间']])
  // What could not be read as a time is no name of one.
  expect(told({ ...timeless, reportedTime: 'heute' })).toEqual([])
  expect(told({ ...good, wait: { max: 4 } })).toEqual([])
})

test('[MAP56] a value that became a group of values is looked for inside it', () => {
  expect(told({ ...good, beds: { total: 120, label: '张' } })).toContainEqual([
    'renamed',
    'fields/beds',
    'beds.total',
  ])
  mends({ ...good, beds: { total: 120 } })
})

test('[MAP57] codes, words, marks of nothing and units are proposed, only where they help', () => {
  expect(told({ ...good, stage: 'opened' })[0]).toEqual(['code', 'fields/stage', 'opened = reported'])
  expect(told({ ...good, isFull: '部分' })).toEqual([
    ['word', 'fields/isFull', '部分 = yes'],
    ['word', 'fields/isFull', '部分 = no'],
  ])
  expect(told({ ...good, waiting: '待核' })).toEqual([['missing', 'fields/waiting', '待核']])
  // Required: a mark of nothing would not help.
  expect(told({ ...good, beds: '待核' })).toEqual([])
  expect(told({ ...good, beds: 12.5 })).toEqual([['rounded', 'fields/beds', '12.5']])
  const unitless = {
    ...MAPPING,
    fields: { ...MAPPING.fields, wait: { from: 'wait.longest', as: 'duration' } },
  }
  const ways = proposalsFor({ ...feed, mapping: unitless }, context, good, NOW)
  expect(ways.map(({ about }) => about)).toEqual(['minute', 'hour', 'second'])
  expect(told(good)).toEqual([])
  mends({ ...good, stage: 'opened' })
})

test('[MAP57] (T-PII-01) what was masked is put into no document', () => {
  expect(told({ ...good, stage: '138****0000', waiting: '张**' })).toEqual([])
})

test('[MAP56] an operation that is not in the table is proposed as both', () => {
  const op = { from: 'op', table: { I: 'put' } }
  const ways = proposalsFor({ ...feed, mapping: { ...MAPPING, op } }, context, { ...good, op: 'D' }, NOW)
  expect(ways.map(({ about }) => about)).toEqual(['D = put', 'D = drop'])
})

/** A mapping of many fields, of each of which nothing is there, and a record of as many others. */
function manyMissing(as: string) {
  const names = Array.from({ length: 60 }, (_, i) => `countOfWard${i}`)
  const fields = Object.fromEntries(
    names.map(name => [name, { from: [name, `${name}Now`], as, required: true }]),
  )
  const stage = { from: 'stage', as: 'code', codes: 'stages' }
  const raw = Object.fromEntries(names.map((name, i) => [`${name}New`, `word ${i}`]))
  const mapping = { ...MAPPING, fields: { ...fields, stage } }
  return {
    feed: { ...feed, mapping } as FeedDocument,
    raw: { ...raw, code: 'A1', reportedAt: good.reportedAt },
  }
}

/** How often the codes in force are asked for: once in each making of a mapping at least. */
function askedBy(work: (counted: typeof context) => unknown): number {
  let asked = 0
  work({
    ...context,
    get codes() {
      asked++
      return context.codes
    },
  })
  return asked
}

test('[MAP58] of a record with everything at fault so much is tried as is needed, and not more', () => {
  const of = (as: string) => {
    const { feed: many, raw } = manyMissing(as)
    const proposals: Proposal[] = []
    const asked = askedBy(counted => proposals.push(...proposalsFor(many, counted, raw, NOW)))
    const trying = askedBy(counted => compileTrace(many.mapping, counted))
    const making = askedBy(counted => compileMapping(many.mapping, counted))
    expect(trying * making).toBeGreaterThan(0)
    return {
      proposals: proposals.length,
      asked,
      of: (tried: number, made: number) => tried * trying + made * making,
    }
  }
  // Each idea helps: the first look, eight that are tried, and eight documents.
  const helped = of('text')
  expect(helped.proposals).toBe(8)
  expect(helped.asked).toBe(helped.of(1 + 8, 8))
  // A new name helps none, since words are no numbers; to do without does, each fourth idea.
  const hardly = of('integer')
  expect(hardly.proposals).toBe(6)
  expect(hardly.asked).toBe(hardly.of(1 + 24, 6))
})

test('[MAP59] (T-PII-01) names that are somebody are one, and neither told nor kept', () => {
  const person = (i: number) => ({ [`1380000${1000 + i}`]: 1, [`1390000${1000 + i}`]: 2 })
  const tally = newTally()
  const add = tallyBy(contract)
  for (let i = 0; i < 100; i++) add(tally, { ...good, by: person(i), 金额: 1 })
  const shape = shapeOf(tally)
  expect(shape.unread).toEqual(['by.*', '金额'])
  expect(tally.unread.get('by.*')?.n).toBe(100)
  const later = newTally()
  twenty(i => ({ ...good, by: person(500 + i), ...person(i), 金额: 1 })).forEach(raw => add(later, raw))
  const told = [{ type: 'new', path: '*', target: '', was: [], now: 'number' }]
  expect(driftOf(contract, shape, later)).toEqual(told)
  expect(differencesOf({ ...good, by: person(7), ...person(8) }, contract, shape)).toEqual(told)
  // Of a copy that is masked already it is the same.
  expect(differencesOf({ ...good, '138****1000': 1 }, contract, shape)).toEqual(told)
})
