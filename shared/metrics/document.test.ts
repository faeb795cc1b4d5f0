import { expect, test } from 'vitest'
import { parseMetric } from './document.ts'
import { shownNumber } from './shown.ts'
import { fewKind, otherKind, smallKind, smallMetric } from './small-kind.fixture.ts'

const kinds = [smallKind, otherKind, fewKind]
const faultsOf = (raw: unknown) => {
  const parsed = parseMetric(raw, kinds)
  return parsed.ok ? [] : parsed.faults
}
const without = (name: string) =>
  Object.fromEntries(Object.entries(smallMetric({})).filter(([each]) => each !== name))

test('[MET1] a document in order is taken as it is', () => {
  const metric = smallMetric({
    where: [['state', 'in', ['on', null]]],
    by: ['word', 'good'],
  })
  expect(parseMetric(metric, kinds)).toEqual({ ok: true, document: metric })
})

test.each<[string, unknown, RegExp]>([
  ['no document', 7, /^\/: must be object/],
  ['a missing member', without('areas'), /required properties areas/],
  ['a member too many', { ...smallMetric({}), formula: 'a+b' }, /^\/formula: has no place here/],
  [
    'an unknown level',
    { ...smallMetric({}), areas: ['village'] },
    /^\/areas\/0: must be one of city, district/,
  ],
  [
    'an unknown aggregate',
    { ...smallMetric({}), aggregate: { type: 'median' } },
    /aggregate\/type: must be one of/,
  ],
  ['a sum without a field', { ...smallMetric({}), aggregate: { type: 'sum' } }, /^\/aggregate: .*field/],
  [
    'a count of a field',
    { ...smallMetric({}), aggregate: { type: 'count', field: 'amount' } },
    /^\/aggregate\/field: has/,
  ],
  ['a day of nothing', { ...smallMetric({}), window: { type: 'day' } }, /^\/window: .*field/],
  [
    'an unknown operator',
    { ...smallMetric({}), where: [['word', '~', 'a']] },
    /^\/where\/0\/1: must be one of =, !=/,
  ],
  ['no title in English', { ...smallMetric({}), title: { zh: '数' } }, /^\/title: .*en/],
  ['an id with a sign of cell keys', { ...smallMetric({}), id: 'a|b' }, /^\/id:/],
])('[MET1] refuses %s', (_, raw, sentence) => {
  expect(faultsOf(raw).join('\n')).toMatch(sentence)
})

test.each<[string, Parameters<typeof smallMetric>[0], string]>([
  ['a kind', { kind: 'nobody' }, '/kind: there is no kind "nobody", only small, other, few'],
  ['inner rows', { over: 'parts' }, '/over: small has no inner rows "parts"'],
  ['a column', { where: [['colour', '=', 'red']] }, '/where/0: small has no column "colour"'],
  ['an inner column', { over: 'items', by: ['word'] }, '/by/0: small/items has no column "word"'],
  ['a column of every kind', { kind: ['small', 'other'], by: ['word'] }, '/by/0: other has no column "word"'],
  [
    'a number to sum',
    { aggregate: { type: 'sum', field: 'word' } },
    '/aggregate/field: "word" of small is of type text; it must be number',
  ],
  [
    'an instant to look at',
    { window: { type: 'day', field: 'amount' } },
    '/window/field: "amount" of small is of type number; it must be instant',
  ],
  ['a list to have', { where: [['word', 'has', 'a']] }, '/where/0: "has" cannot be asked of a text'],
  ['something to compare', { where: [['good', '<', true]] }, '/where/0: "<" cannot be asked of a flag'],
  [
    'bins that rise',
    { aggregate: { type: 'percentile', field: 'amount', bins: [1, 1], p: [50] } },
    '/aggregate/bins: upper bounds must rise',
  ],
  [
    'a field to be filled',
    { aggregate: { type: 'filled', fields: { small: ['word', 'colour'] } } },
    '/aggregate/fields/small/1: small has no column "colour"',
  ],
  [
    'the fields of a whole record',
    { aggregate: { type: 'filled', fields: { other: ['good'] } } },
    '/aggregate/fields: nothing says what a whole small has',
  ],
])('[MET2] refuses a metric that lacks %s', (_, over, sentence) => {
  expect(faultsOf(smallMetric(over))).toEqual([sentence])
})

test.each<[Parameters<typeof smallMetric>[0], string]>([
  [{ where: [['state', '=', 'On']] }, '/where/0: "state" (text) is never "On"'],
  [{ where: [['amount', '>', '3']] }, '/where/0: "amount" (number) is never "3"'],
  [{ where: [['good', '=', 1]] }, '/where/0: "good" (flag) is never 1'],
  [{ where: [['state', 'in', ['on', 'ofF']]] }, '/where/0: "state" (text) is never "ofF"'],
  [{ where: [['state', 'in', 'on']] }, '/where/0: "in" needs a list'],
  [{ where: [['word', '=', ['a']]] }, '/where/0: "word" (text) is never ["a"]'],
  [{ where: [['amount', '<', null]] }, '/where/0: nothing is < null'],
  [
    { aggregate: { type: 'ratio', of: [['good', '=', 'yes']] } },
    '/aggregate/of/0: "good" (flag) is never "yes"',
  ],
])('[MET3] refuses a condition that is never true: %#', (over, sentence) => {
  expect(faultsOf(smallMetric(over))).toEqual([sentence])
})

const list = { type: 'list', sort: [['amount', 'desc']], limit: 5, columns: ['word'] } as const
const inner = { type: 'list', sort: [['size', 'desc']], limit: 5, columns: ['size'] } as const
const unbounded = [
  '/window: a list of small needs a day, or a condition that few fulfil at a time (open = true)',
]

test.each<[string, Parameters<typeof smallMetric>[0], readonly string[]]>([
  ['over all time', { aggregate: list }, unbounded],
  ['the newest of all time', { aggregate: { type: 'last', columns: ['word'] } }, unbounded],
  ['of a year', { aggregate: list, window: { type: 'year', field: 'event' } }, unbounded],
  ['of what is not open', { aggregate: list, where: [['open', '!=', true]] }, unbounded],
  ['of what is good', { aggregate: list, where: [['good', '=', true]] }, unbounded],
  ['of what is open', { aggregate: list, where: [['open', '=', true]] }, []],
  ['of a day', { aggregate: list, window: { type: 'day', field: 'event' } }, []],
  [
    'of each hour',
    { aggregate: list, window: { type: 'series', field: 'event', bucket: 'hour', keep: 24 } },
    [],
  ],
  ['of a kind of which there are few', { kind: 'few', aggregate: list }, []],
  ['of inner rows that are open', { over: 'items', aggregate: inner, where: [['open', '=', true]] }, []],
  ['of inner rows', { over: 'items', aggregate: inner }, unbounded],
  [
    'that rolls',
    {
      aggregate: list,
      where: [['open', '=', true]],
      window: { type: 'rolling', field: 'event', minutes: 60 },
    },
    ['/window: a list cannot roll; look at the day instead'],
  ],
])('[MET4] a list %s', (_, over, faults) => {
  expect(faultsOf(smallMetric(over))).toEqual(faults)
})

test.each([
  ['a count', { aggregate: { type: 'count' } as const }, []],
  ['a sum', { aggregate: { type: 'sum', field: 'amount' } as const }, []],
  ['a list', { aggregate: list }, ['/window: what changes is a count or a sum']],
  [
    'a share',
    { aggregate: { type: 'ratio', of: [['open', '=', true]] } as const },
    ['/window: what changes is a count or a sum'],
  ],
])('[MET15] a change is one of %s or it is none', (_, over, faults) => {
  const window = { type: 'change', field: 'event', days: 7 } as const
  expect(faultsOf(smallMetric({ ...over, window }))).toEqual(faults)
})

test('[MET4] a list over several kinds needs a bound in each of them', () => {
  expect(faultsOf(smallMetric({ kind: ['few', 'small'], aggregate: list }))).toEqual(unbounded)
})

test('[MET7] numbers and quotients are divided by the scale, and unknown stays unknown', () => {
  const percent = smallMetric({ scale: 0.01 })
  expect(shownNumber(smallMetric({ scale: 10_000 }), 10_890_000)).toBe(1089)
  expect(shownNumber(percent, { n: 3, d: 4 })).toBe(75)
  for (const value of [null, { n: 0, d: 0 }, [1, 2], { total: 1, rows: [] }, 'a'])
    expect(shownNumber(percent, value)).toBeNull()
})
