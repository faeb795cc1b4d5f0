import { describe, expect, test } from 'vitest'
import { compilePath, parsePath } from './path.ts'

function read(path: string, raw: unknown): unknown {
  const parsed = parsePath(path)
  if (!parsed.ok) throw new Error(parsed.message)
  return compilePath(parsed.steps)(raw)
}

describe('paths', () => {
  test('[MAP2] names, indexes and quoted headers find their value', () => {
    const raw = {
      a: { b: [{ c: 1 }, [2, 3]] },
      上报时间: 't',
      '投资额(万元)': 5,
      'x.y': { 'q"[0]': 'z' },
      'a b': 6,
    }
    expect(read('a.b[0].c', raw)).toBe(1)
    expect(read('a.b[1][1]', raw)).toBe(3)
    expect(read('上报时间', raw)).toBe('t')
    expect(read('"上报时间"', raw)).toBe('t')
    expect(read('投资额(万元)', raw)).toBe(5)
    expect(read('a b', raw)).toBe(6)
    expect(read('"x.y"."q\\"[0]"', raw)).toBe('z')
    expect(read('[1].n', [null, { n: 7 }])).toBe(7)
  })

  test('[MAP2] what is not there is undefined, whatever stands in its place', () => {
    for (const raw of [null, undefined, 5, 'text', true, [], {}, { a: null }, { a: 5 }, { a: [1] }]) {
      expect(read('a.b[0].c', raw)).toBeUndefined()
    }
    expect(read('a.length', { a: [1, 2] })).toBeUndefined()
    expect(read('a.length', { a: 'text' })).toBeUndefined()
    expect(read('length', { length: 3 })).toBe(3)
    expect(read('a[0]', { a: { 0: 'x' } })).toBeUndefined()
  })

  test('[MAP2] what a record inherits is never read (T-PP-01)', () => {
    const polluted = Object.create({ stolen: 'x' }) as object
    expect(read('stolen', polluted)).toBeUndefined()
    for (const name of ['toString', 'hasOwnProperty', 'valueOf']) expect(read(name, {})).toBeUndefined()
    expect(read('toString', { toString: 'own' })).toBe('own')
    for (const path of ['__proto__', 'a.__proto__.b', 'constructor', 'a."constructor"', 'a.prototype']) {
      expect(parsePath(path)).toEqual({
        ok: false,
        message: expect.stringContaining('can be no part of a path'),
      })
    }
  })

  test('[MAP1] what is no path says where it stops being one', () => {
    for (const path of [
      '',
      '.a',
      'a.',
      'a..b',
      'a[',
      'a[x]',
      'a[-1]',
      'a]',
      '"a',
      '"a"b',
      'a"b"',
      '[0]a',
      'a[1234567]',
    ]) {
      expect(parsePath(path).ok, path).toBe(false)
    }
    expect(parsePath('a.b..c')).toEqual({ ok: false, message: 'cannot read the path at “..c”' })
    expect(parsePath(Array(13).fill('a').join('.')).ok).toBe(false)
    expect(parsePath(Array(12).fill('a').join('.')).ok).toBe(true)
  })
})
