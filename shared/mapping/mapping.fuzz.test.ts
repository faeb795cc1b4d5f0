import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonical, digest } from '../model/digest.ts'
import type { RecordFact } from '../model/fact.ts'
import { compiled, NOW } from './mapping.fixture.ts'
import { LONG } from '../../scripts/check/long-form.ts'

const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31)
const options = { numRuns: LONG ? 50_000 : 2_000, seed }

/** Every converter at once. */
const everything = {
  id: { from: ['id', 'a.id'] },
  part: { from: 'part', prefix: 'step:' },
  version: { from: 'version' },
  at: { from: 'at' },
  event: { from: ['event', 'at'] },
  op: { from: 'op', table: { U: 'put', D: 'drop' } },
  area: [{ code: 'code' }, { community: 'c', town: 't', district: 'd' }, { point: 'point' }],
  fields: {
    identifier: { from: 'v', as: 'identifier' },
    text: { from: 'v', as: 'text' },
    free: { from: 'v', as: 'freeText' },
    integer: { from: 'n', as: 'integer' },
    decimal: { from: 'n', as: 'decimal', unit: '万元', to: '元', scale: 100 },
    column: { from: 'n', as: 'decimal', unit: '元', to: '万元', headerUnit: true },
    boolean: { from: 'b', as: 'boolean' },
    code: { from: 'v', as: 'code', table: ['a'] },
    instant: { from: 'when', as: 'instant' },
    date: { from: 'when', as: 'date' },
    month: { from: 'when', as: 'month' },
    period: { from: 'when', as: 'period' },
    duration: { from: 'n', as: 'duration' },
    point: { lon: 'x', lat: 'y', as: 'point', crs: 'bd09mc' },
    place: { from: 'p', as: 'point', crs: 'gcj02' },
    list: { from: 'rows', as: 'list', of: { as: 'text' }, separator: ',' },
    rows: {
      from: 'rows',
      as: 'objects',
      fields: { n: { from: 'n', as: 'integer' }, t: { from: 'v', as: 'text' } },
    },
  },
  order: [['instant', 'instant']],
}
const map = compiled(everything)
const single = Object.entries(everything.fields).map(([name, spec]): [string, typeof map] => [
  name,
  compiled({ id: { from: 'id' }, at: { from: 'at' }, fields: { [name]: spec } }),
])
const readings = compiled({
  readings: {
    device: { from: 'id' },
    at: { from: 'at' },
    values: { n: { from: 'n', as: 'decimal', scale: 10 }, b: { from: 'b', as: 'boolean' } },
    position: { lon: 'x', lat: 'y', as: 'point', crs: 'wgs84' },
  },
})

const names = [
  'id',
  'a',
  'part',
  'version',
  'at',
  'event',
  'op',
  'code',
  'c',
  't',
  'd',
  'v',
  'n',
  'b',
  'when',
  'x',
  'y',
  'p',
  'rows',
  '__proto__',
  'constructor',
  'toString',
  'n(亿元)',
]
const nasty = fc.constantFrom(
  ...[
    '',
    ' ',
    '—',
    '0',
    '-0',
    '1e309',
    '9'.repeat(400),
    '2026-11-22 09:01:02',
    '11月22日',
    '2月29日',
    '46348',
    '123.17,41.26',
    'U',
    'D',
    '安居社区',
    '211002',
  ],
  ...[
    '13800000000',
    '=1+1',
    '<b>',
    '\u0000',
    '\ud800',
    '𠮷',
    'a'.repeat(3_000),
    '１２．５万元',
    '5吨',
    'NaN',
    'Infinity',
    '__proto__',
    'P1D',
    '2026.1',
  ],
  ...[
    0,
    -0,
    -1,
    1.5,
    1e308,
    -1e308,
    5e-324,
    2 ** 53,
    46348.5,
    20261122,
    1_795_309_262,
    NaN,
    Infinity,
    true,
    false,
    null,
    undefined,
    [],
    {},
  ],
)
const value = fc.oneof(
  { weight: 4, arbitrary: nasty },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
)
const record = fc.dictionary(
  fc.constantFrom(...names),
  fc.oneof(value, fc.array(value, { maxLength: 3 }), fc.dictionary(fc.constantFrom(...names), value)),
)
const hostile = fc.oneof(
  { weight: 6, arbitrary: record },
  { weight: 1, arbitrary: fc.jsonValue() },
  { weight: 1, arbitrary: nasty },
)

test(`[MAP4] whatever a record is, the answer is a fact or a quarantine entry (A7, seed ${seed})`, () => {
  const seen = { ok: 0, refused: 0 }
  fc.assert(
    fc.property(hostile, raw => {
      for (const [name, mapper] of [['all', map], ['readings', readings], ...single] as [
        string,
        typeof map,
      ][]) {
        const sound =
          typeof raw === 'object' && raw !== null && name !== 'all' ? { ...raw, id: 'A1', at: NOW } : raw
        const mapped = mapper(sound)
        if (mapped.ok) {
          seen.ok++
          expect(JSON.parse(JSON.stringify(mapped.fact)), name).toEqual(mapped.fact)
          if (mapped.fact.type === 'record') expectWhole(mapped.fact)
        } else {
          seen.refused++
          expect(mapped.quarantined.blame, `${name}: ${mapped.quarantined.reason}`).not.toBe('ours')
          expect(JSON.stringify(mapped.quarantined).length).toBeLessThan(200_000)
        }
      }
    }),
    { numRuns: options.numRuns / 4, seed },
  )
  expect(seen.ok).toBeGreaterThan(options.numRuns / 4)
  expect(seen.refused).toBeGreaterThan(options.numRuns / 4)
})

function expectWhole({ area, event, fields, op, hash, at }: RecordFact): void {
  expect(hash).toBe(digest(canonical({ area, event, fields, op })))
  expect(Number.isSafeInteger(at) && Number.isSafeInteger(event)).toBe(true)
}

test(`[MAP4] what throws while it is read is refused as our fault and harms nobody else (seed ${seed})`, () => {
  const trap = new Proxy(
    { id: 'A1', at: NOW },
    {
      getOwnPropertyDescriptor: () => {
        throw new Error('trap 13800000000')
      },
    },
  )
  expect(map(trap)).toMatchObject({
    ok: false,
    quarantined: { blame: 'ours', reason: 'the mapping failed: “Error: trap 138****0000”', path: '' },
  })
  expect(readings({ id: 'A1', at: NOW }).ok).toBe(true)
})

test(`[MAP2] no record changes what other objects inherit (T-PP-01, seed ${seed})`, () => {
  const before = Object.getOwnPropertyNames(Object.prototype).join()
  for (const text of [
    '{"__proto__":{"polluted":1},"id":"A1"}',
    '{"constructor":{"prototype":{"polluted":1}}}',
    '{"rows":[{"__proto__":{"polluted":1}}]}',
  ]) {
    const mapped = map(JSON.parse(text))
    expect(mapped.ok).toBe(false)
  }
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before)
})

test(`[MAP46] no mobile number reaches a fact or the quarantine (T-PII-01, seed ${seed})`, () => {
  const mobile = fc.stringMatching(/^1[3-9]\d{9}$/)
  const around = fc
    .tuple(fc.string({ maxLength: 20 }), mobile, fc.string({ maxLength: 20 }))
    .map(([before, n, after]) => `${before}，${n}。${after}`)
  const map = compiled({
    id: { from: 'id' },
    at: { from: 'at' },
    fields: {
      t: { from: 't', as: 'text' },
      f: { from: 'f', as: 'freeText' },
      c: { from: 'c', as: 'code', table: ['a'] },
      n: { from: 'n', as: 'integer' },
    },
  })
  let facts = 0
  fc.assert(
    fc.property(around, around, around, fc.option(around), (t, f, c, n) => {
      const mapped = map({ id: 'A1', at: NOW, t, f, c, n })
      if (mapped.ok) facts++
      // A hash has digits of its own.
      const kept = JSON.stringify(mapped, (name, value: unknown) => (name === 'hash' ? '' : value))
      expect(kept).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/)
    }),
    options,
  )
  expect(facts).toBeGreaterThan(options.numRuns / 20)
})
