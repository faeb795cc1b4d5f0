import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical, digest } from './digest.ts'

const bitsOf = (hex: string) => [...hex].map(d => parseInt(d, 16).toString(2).padStart(4, '0')).join('')
const differing = (a: string, b: string) => {
  const [x, y] = [bitsOf(a), bitsOf(b)]
  return [...x].filter((bit, i) => bit !== y[i]).length
}

const anyText = fc.array(fc.integer({ min: 0, max: 0xffff })).map(codes => String.fromCharCode(...codes))

describe('digest', () => {
  test('[DIG1] the digest of a text never changes: journals hold it', () => {
    expect(digest('')).toBe('0e77696f11e57397')
    expect(digest('a')).toBe('1a648e5489f1f03e')
    expect(digest('辽阳')).toBe('3f44d775afcdbd13')
    expect(digest('{"area":"211002016","op":"put"}')).toBe('dd18b97fded3c2dd')
  })

  test('[DIG1] it is 16 lower-case hex digits, whatever the text', () => {
    fc.assert(fc.property(anyText, text => /^[0-9a-f]{16}$/.test(digest(text))))
  })

  test('[DIG2] 50000 texts that differ in little have no common digest, and each half behaves like 32 random bits', () => {
    const digests = Array.from({ length: 50_000 }, (_, i) => digest(`{"id":"GD-${i}","amount":${i % 7}}`))
    expect(new Set(digests).size).toBe(digests.length)
    // 50000² / 2^33 = 0.3 equal halves are to be expected of chance.
    for (const half of [digests.map(d => d.slice(0, 8)), digests.map(d => d.slice(8))]) {
      expect(digests.length - new Set(half).size).toBeLessThan(6)
    }
  })

  test('[DIG2] one changed bit of a text changes half of the digest', () => {
    let changed = 0
    let least = 64
    const trials = 3000
    for (let i = 0; i < trials; i++) {
      const text = `2026-11-22 第${i * 7919}号 ${'x'.repeat(i % 9)}`
      const at = i % text.length
      const other =
        text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << (i % 16))) + text.slice(at + 1)
      const bits = differing(digest(text), digest(other))
      changed += bits
      least = Math.min(least, bits)
    }
    expect(changed / trials).toBeGreaterThan(31.5)
    expect(changed / trials).toBeLessThan(32.5)
    expect(least).toBeGreaterThan(8)
  })

  test('[DIG2] texts that differ only in zero characters at the end differ in their digest', () => {
    const texts = Array.from({ length: 9 }, (_, n) => 'abc' + '\0'.repeat(n))
    expect(new Set(texts.map(digest)).size).toBe(texts.length)
  })
})

describe('canonical', () => {
  test('[DIG3] the order in which names were written does not matter', () => {
    expect(canonical({ b: [1, { d: null, c: 'x' }], a: true })).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}')
    expect(canonical({ 10: 'a', 9: 'b', a: 'c' })).toBe('{"10":"a","9":"b","a":"c"}')
  })

  test('[DIG3] it is JSON of the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(JSON.parse(canonical(value as never))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
})
