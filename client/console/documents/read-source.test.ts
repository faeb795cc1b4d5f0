import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Value } from '../../../shared/model/value.ts'
import { lineOf, placed, readSource, type SourceCode } from './read-source.ts'
import { inOrderOf, saysSame, written } from './written.ts'

const json = fc.jsonValue({ maxDepth: 5 }) as fc.Arbitrary<Value>
const document = fc.dictionary(fc.string(), json, { maxKeys: 6, noNullPrototype: true })

test('[EDT1] whatever JSON can say is read as JSON reads it, in whatever spacing', () => {
  fc.assert(
    fc.property(document, fc.constantFrom(undefined, 1, 2, '\t'), (value, space) => {
      const read = readSource(JSON.stringify(value, null, space))
      expect(read.ok && JSON.stringify(read.document)).toBe(JSON.stringify(value))
    }),
  )
})

test('[EDT1] what is written is what was read: no member is lost, none is made up', () => {
  fc.assert(
    fc.property(document, value => {
      const read = readSource(written(value))
      expect(read.ok && JSON.stringify(read.document)).toBe(JSON.stringify(value))
    }),
  )
})

test('[EDT1] a name that means something to the language is a name like any other', () => {
  const read = readSource('{"__proto__": 1, "constructor": [2]}')
  expect(read.ok && Object.entries(read.document)).toEqual([
    ['__proto__', 1],
    ['constructor', [2]],
  ])
})

test.each<[string, number, SourceCode]>([
  ['', 1, 'ends'],
  ['{\n  "a": 1', 2, 'ends'],
  ['{\n  "a": 1,\n}', 3, 'unexpected'],
  ['{\n  "a" 1\n}', 2, 'unexpected'],
  ['{ "a": 01 }', 1, 'unexpected'],
  ['{ "a": .5 }', 1, 'unexpected'],
  ['{}\n\nx', 3, 'unexpected'],
  ['{\n  "a": "b\n}', 2, 'text'],
  ['{ "a": "\\q" }', 1, 'text'],
  ['{\n  "a": 1,\n  "b": 2,\n  "a": 3\n}', 4, 'twice'],
  ['[1, 2]', 1, 'noObject'],
  ['7', 1, 'noObject'],
  [`{"a": ${'['.repeat(50)}`, 1, 'deep'],
])('[EDT2] %j is told to be wrong on line %i: %s', (text, line, code) => {
  expect(readSource(text)).toMatchObject({ ok: false, fault: { line, code } })
})

test('[EDT2] JSON takes nothing that is refused here, but a name that stands twice', () => {
  fc.assert(
    fc.property(document, fc.nat(), fc.constantFrom('', ',', '"', '}', 'x', ' '), (value, at, sign) => {
      const text = JSON.stringify(value, null, 1)
      const place = at % (text.length + 1)
      const spoilt = text.slice(0, place) + sign + text.slice(place + 1)
      const read = readSource(spoilt)
      let isJson = true
      try {
        JSON.parse(spoilt)
      } catch {
        isJson = false
      }
      if (read.ok) expect(isJson).toBe(true)
      else if (isJson) expect(['twice', 'noObject']).toContain(read.fault.code)
    }),
    { numRuns: 300 },
  )
})

test('[EDT2] a fault of the server is told on the line of its member, or of the nearest around it', () => {
  const read = readSource('{\n  "where": [\n    ["state", "=",\n      "on"]\n  ],\n  "a/b~": {"c": 1}\n}')
  if (!read.ok) throw new Error(read.fault.code)
  const at = (pointer: string) => lineOf(read.lines, pointer)
  expect(['/where/0', '/where/0/2', '/where/0/2/zh', '/a~1b~0/c', '/nothing', ''].map(at)).toEqual([
    ...[3, 4, 4, 6, 1, 1],
  ])
  expect(placed('/where/0/1: must be one of =, !=')).toEqual({
    ...{ pointer: '/where/0/1', sentence: 'must be one of =, !=' },
  })
  expect(placed('/: must be object')).toEqual({ pointer: '', sentence: 'must be object' })
  expect(placed('scene overview/panels/1: no metric')).toEqual({
    ...{ pointer: '', sentence: 'scene overview/panels/1: no metric' },
  })
})

test('[EDT1] the order of members says nothing; that of a list does', () => {
  expect(saysSame({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true)
  expect(saysSame({ a: 1, b: [1, 2] }, { b: [2, 1], a: 1 })).toBe(false)
  expect([saysSame({ a: null }, {}), saysSame({ a: 1 }, { b: 1 }), saysSame([], {})]).toEqual([
    ...[false, false, false],
  ])
  expect(JSON.stringify(inOrderOf({ a: 1, b: { c: 1, d: 2 } }, { x: 0, b: { d: 2, c: 3 }, a: 1 }))).toBe(
    '{"a":1,"b":{"c":3,"d":2},"x":0}',
  )
})
