import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEvaluation } from './evaluation.ts'
import { createLanguage } from './language.ts'

const evaluate = createEvaluation()
const made = (text: string, record: unknown = {}) => {
  const [outcome] = evaluate([text], record)
  return outcome!.ok ? outcome!.value : `! ${outcome!.reason}`
}
const language = createLanguage()
const faultIn = (text: string) => {
  const read = language.read(text)
  return read.ok ? null : read.fault
}

const RECORD = {
  姓名: '演示',
  '投资.额': '1,200',
  n: 3,
  big: 9_007_199_254_740_991,
  tags: ['甲', '乙'],
  inner: { deep: [{ x: 1 }] },
  none: null,
}

test('[EXPR1] everything that a record has is reached, in any language', () => {
  expect(made('record["姓名"] + "/" + record.tags[1]', RECORD)).toBe('演示/乙')
  expect(made('record["投资.额"].replace(",", "")', RECORD)).toBe('1200')
  expect(made('record.inner.deep[0].x', RECORD)).toBe(1)
  expect(made('record[?"电话"].orValue("无")', RECORD)).toBe('无')
  expect(made('record.none', RECORD)).toBe(null)
  expect(made('"姓名" in record && has(record.n) && !has(record.m)', RECORD)).toBe(true)
  expect(made('record.n > 2 ? "多" : "少"', RECORD)).toBe('多')
  expect(made('record.tags.filter(t, t != "甲").map(t, t + "类")', RECORD)).toEqual(['乙类'])
  expect(made('cel.bind(t, record.tags.join("、"), t + "。" + t)', RECORD)).toBe('甲、乙。甲、乙')
  expect(made('record.m', RECORD)).toMatch(/^! No such key: m \(at sign 8\)/)
})

/** What led out of other sandboxes, and what could lead out of this one. */
const ESCAPES = [
  'record.constructor',
  'record["constructor"]["constructor"]("return process")()',
  'record.constructor.constructor("return process")()',
  'record.__proto__',
  'record["__proto__"]',
  'record["__pro" + "to__"]',
  'record.prototype',
  'record.inner["constr" + "uctor"]',
  '"".constructor',
  '"".__proto__',
  '[].constructor',
  '[1][?"constructor"].orValue(1)',
  'record.tags.constructor',
  'record.tags["length"]',
  'record.toString()',
  'record.valueOf()',
  'record.__defineGetter__("x", record)',
  '"a".at(0)',
  '"a".repeat(9)',
  '"x".replace("x", "$&").constructor',
  '{"a": 1}.hasOwnProperty("a")',
  '{"__proto__": {"y": 1}}.y',
  'this',
  'globalThis',
  'process',
  'process.exit(1)',
  'require("fs")',
  'import("fs")',
  'eval("1")',
  'Function("return 1")()',
  '(() => 1)()',
  'function () {}',
  'new Date()',
  '`${1}`',
  'record.x = 1',
  'optional.none()',
  'google.protobuf.Timestamp',
  'timestamp("2026-01-01T00:00:00Z")',
  'duration("1h")',
  'bytes("a")',
  'b"a"',
  '1u',
  'type(record)',
  'string',
  'cel',
  'record.matchesLinear("a")',
]

test('[EXPR1] (T-EXPR-01) nothing leads out of the record', () => {
  const got = ESCAPES.map(text => [text, made(text, RECORD)] as const)
  for (const [text, value] of got) expect(value, text).toMatch(/^! /)
  // As records of JSON may have them: they are not seen, and what is made of one has no prototype of its own.
  const sent = JSON.parse(
    '{"__proto__": {"x": 1}, "constructor": 2, "prototype": 3, "a": {"__proto__": 4}}',
  ) as unknown
  expect(made('record', sent)).toEqual({ a: {} })
  expect(made('record.map(name, name)', sent)).toEqual(['a'])
  expect(({} as { x?: unknown }).x).toBeUndefined()
})

test('[EXPR1] (T-EXPR-01) getters and methods of a record are values at most, and are never called', () => {
  let called = 0
  const getting = Object.defineProperty({}, 'x', { get: () => ++called, enumerable: false })
  expect(made('record.x', getting)).toMatch(/^! No such key/)
  expect(made('record.f', { f: () => ++called })).toMatch(/^! /)
  expect(made('record.f()', { f: () => ++called })).toMatch(/^! there is no “f”/)
  expect(called).toBe(0)
})

test('[EXPR2] what may not be used is told before, with its place', () => {
  expect(faultIn('record.n')).toBe(null)
  expect(faultIn('record.n +')).toMatch(/at sign 11\)$/)
  expect(faultIn('record.x + "')).toMatch(/Unterminated string.*at sign/)
  expect(faultIn('rekord.n')).toBe('there is no “rekord”: an expression sees record alone (at sign 1)')
  expect(faultIn('record.n.sqrt()')).toMatch(/^there is no “sqrt” here; there are all, .*at sign 10\)$/)
  expect(faultIn('now()')).toMatch(/^there is no “now” here/)
  expect(faultIn('1 + "a"')).toMatch(/^no such overload: int \+ string/)
  expect(faultIn('record.a.matches("(")')).toMatch(/^the pattern “\(” cannot be used: .*missing/)
  expect(faultIn('record.a.matches("(?<=x)a")')).toMatch(/cannot be used/)
  expect(faultIn('"a".matches(1)')).toMatch(/matches\(int\)/)
  expect(faultIn('{record.a: 1}')).toBe('the names of an object are texts in quotes (at sign 1)')
  expect(faultIn('{{"a": 1}: 1}')).toMatch(/^the names of an object/)
  expect(faultIn('record.?a')).toMatch(/^it may give nothing: say with \.orValue/)
  expect(faultIn('[1].map(a, [1].map(b, [1].map(c, [1].map(d, d))))')).toMatch(/^at most 3 of/)
  expect(faultIn(`record.a${' + record.a'.repeat(200)}`)).toMatch(/exceeded|maxAstNodes|too/i)
  expect(faultIn(`${'('.repeat(200)}1${')'.repeat(200)}`)).toMatch(/exceeded|maxDepth|too/i)
  expect(faultIn(`record.a.matches("${'a'.repeat(501)}")`)).toMatch(/at most 500 signs/)
})

test('[EXPR3] a text without a number is no number, and never 0', () => {
  expect(made('int(record.t)', { t: '12' })).toBe(12)
  expect(made('int("-7") + int(2.9) + int(1)')).toBe(-4)
  expect(made('double(record.t) + double(1)', { t: '12.5' })).toBe(13.5)
  for (const t of ['', ' ', '0x10', '0b1', '1e3', '1.5', '十', 'Infinity', 'NaN'])
    for (const as of ['int', 'double']) {
      if (as === 'double' && t === '1.5') continue
      expect(made(`${as}(record.t)`, { t }), `${as} ${t}`).toMatch(/^! (int|double)\(\) /)
    }
})

test('[EXPR3] a value is told as a record says it', () => {
  expect(made('1 + 1')).toBe(2)
  expect(made('9007199254740993')).toBe('9007199254740993')
  expect(made('record.big + 0.0', RECORD)).toBe(9_007_199_254_740_991)
  expect(made('{"a": [1, 2], "b": [3]}')).toEqual({ a: [1, 2], b: [3] })
  expect(made('record.inner', RECORD)).toEqual({ deep: [{ x: 1 }] })
  expect(made('0.0 / 0.0')).toMatch(/^! it gave NaN/)
  expect(made('1.0 / 0.0')).toMatch(/^! it gave Infinity/)
  expect(made('1 / 0')).toMatch(/^! division by zero/)
  expect(made('record.t + record.t', { t: '演'.repeat(40_000) })).toMatch(/^! it gave 80002 signs/)
  // Numbers of a record are never whole ones to the language: what is added to them is written so as well.
  expect(made('record.n + 1.0', RECORD)).toBe(4)
  expect(made('record.n + 1', RECORD)).toMatch(/^! no such overload: dyn<double> \+ int/)
})

const EVIL = [
  '(a+)+$',
  '(a|aa)+$',
  '^(a|a?)+$',
  '^(a+)+$',
  '(.*a){20}$',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '(x+x+)+y',
]

test('[EXPR4] (T-REDOS-01) patterns that do not end elsewhere end here, also those that a record brings', () => {
  const text = `${'a'.repeat(50_000)}!`
  for (const pattern of EVIL) {
    expect(made('record.t.matches(record.p)', { t: text, p: pattern }), pattern).toBe(false)
    expect(made(`record.t.matches(${JSON.stringify(pattern)})`, { t: text }), pattern).toBe(false)
  }
  expect(made('record.t.matches(record.p)', { t: text, p: '((a{0,100}){0,100}){0,100}' })).toMatch(
    /^! .*repeat/,
  )
  expect(made('record.t.matches(record.p)', { t: text, p: '(a)\\1' })).toMatch(/^! .*escape/)
})

test('[EXPR4] what a pattern finds is its first group, or all of it', () => {
  expect(made('record.t.find("([0-9]+)号楼")', { t: '安居小区 12号楼 3单元' })).toBe('12')
  expect(made('record.t.find("[0-9]+单元")', { t: '安居小区 12号楼 3单元' })).toBe('3单元')
  expect(made('record.t.find("[0-9]+层")', { t: '安居小区' })).toBe('')
  expect(made('"a" .matches("^b$")')).toBe(false)
  expect(made('"第二季度".matches("^第[一二三四]季度$")')).toBe(true)
})

test('[EXPR2] whatever is written is read or refused, and nothing throws', () => {
  const word = fc.constantFrom(
    ...[
      'record',
      '.',
      '[',
      ']',
      '(',
      ')',
      '"a"',
      '1',
      '1.5',
      '+',
      '?',
      ':',
      'map',
      'matches',
      'cel',
      'bind',
      ',',
    ],
    ...[
      'x',
      'has',
      '&&',
      '==',
      '{',
      '}',
      'in',
      'constructor',
      '__proto__',
      '-',
      '!',
      '姓',
      '\u2028',
      'orValue',
    ],
  )
  let read = 0
  fc.assert(
    fc.property(fc.array(word, { maxLength: 14 }), words => {
      const text = words.join('')
      const [outcome] = evaluate([text], RECORD)
      if (outcome!.ok) read++
      else expect(outcome!.reason).not.toBe('')
    }),
    { numRuns: 10_000 },
  )
  expect(read).toBeGreaterThan(5)
})
