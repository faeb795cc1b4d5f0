import { expect, test } from 'vitest'
import { JSON_LIMITS, parseJson } from './json.ts'

const parse = (text: string) => parseJson(Buffer.from(text))

test('[JSN1] what is too large, too deep or too many is refused before it is parsed', () => {
  const deep = (n: number) => '['.repeat(n) + ']'.repeat(n)
  expect(parse(deep(JSON_LIMITS.depth)).ok).toBe(true)
  expect(parse(deep(JSON_LIMITS.depth + 1))).toEqual({ ok: false, reason: 'nested deeper than 32' })
  expect(parse('['.repeat(2_000_000)).ok).toBe(false)
  expect(parse(`[${'0,'.repeat(JSON_LIMITS.nodes)}0]`)).toEqual({
    ok: false,
    reason: 'more than 100000 values',
  })
  expect(parseJson(Buffer.alloc(JSON_LIMITS.bytes + 1, 0x20))).toMatchObject({
    reason: 'the body is larger than 5 MB',
  })
})

test('[JSN1] brackets and commas inside text are text', () => {
  const text = JSON.stringify({ a: '['.repeat(100), b: '\\"[[[{{{', c: ',,,,' })
  expect(parse(text)).toEqual({ ok: true, value: JSON.parse(text) })
})

test('[JSN2] (T-PP-01) keys that could reach a prototype are left out', () => {
  const parsed = parse('{"a":1,"__proto__":{"x":1},"b":{"constructor":{"prototype":{}}}}')
  expect(parsed).toEqual({ ok: true, value: { a: 1, b: {} } })
  expect(parsed.ok && Object.getPrototypeOf(parsed.value)).toBe(Object.prototype)
})

test('[JSN3] bytes that are not UTF-8 and text that is not JSON are refused with a sentence', () => {
  expect(parseJson(Buffer.from([0x22, 0xc1, 0xc9, 0x22]))).toEqual({
    ok: false,
    reason: 'the body is not UTF-8',
  })
  for (const text of ['', '{', 'NaN', '[1,]', '{"a":1}}', ']]', '"']) expect(parse(text).ok).toBe(false)
})
