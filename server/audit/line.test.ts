import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AuditError } from './audit.ts'
import { entry, START } from './audit.fixture.ts'
import { beginningOf, lineOf, NO_HASH } from './line.ts'

const HOSTILE = [
  'line\nbreak\r\n{"n":1}',
  '","action":"audit.gap","x":"',
  '\u0000\u0007\u001b[2J\u007f\u0085\u009b31m',
  '\u2028\u2029\ufeff\u200b\u00ad',
  '\u202eesrever\u2066\u2069',
  '\ud800 lone \udc00',
  '\u{e0041}\u{e007f}\uf8ff',
  '<script>alert(1)</script> ${jndi:ldap://x} %n%s',
  '__proto__',
  '张三\\u000a',
]

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u

/** JSON keeps no half of a pair; all other texts come back as they were. */
const kept = (text: string) => text

test('[AUD2] a record is one line, its fields in one order', () => {
  expect(lineOf(12, NO_HASH, START, entry({ details: { b: 1, a: ['甲', null] } }))).toBe(
    `${beginningOf(12, NO_HASH)}2026-11-29T08:00:00.000+08:00",` +
      '"actor":{"type":"person","id":"7","name":"anquan"},"address":"192.0.2.7","action":"people.authorise",' +
      '"object":"person/12","outcome":"done","details":{"b":1,"a":["甲",null]}}',
  )
})

test('[AUD2] (T-AUD-03) whatever a text holds, it is that text and nothing else', () => {
  const written = (text: string) =>
    entry({
      actor: { type: 'nobody', id: text, name: text },
      ...{ address: text, object: text, details: { after: [text, { reason: text }] } },
    })
  const holds = (text: string) => {
    const line = lineOf(3, NO_HASH, START, written(text))
    expect(line).not.toMatch(INVISIBLE)
    expect(JSON.parse(line)).toEqual({
      n: 3,
      prev: NO_HASH,
      at: '2026-11-29T08:00:00.000+08:00',
      ...written(kept(text)),
    })
  }
  HOSTILE.forEach(holds)
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), holds))
  fc.assert(fc.property(fc.constantFrom(...HOSTILE), fc.constantFrom(...HOSTILE), (a, b) => holds(a + b)))
})

test('[AUD2] (T-AUD-03) a text names no field', () => {
  for (const name of [...HOSTILE, '', '甲', 'a b', '1', 'a'.repeat(65)]) {
    const details = { before: { [name]: 1, plain: { deep: true } } }
    const line = lineOf(1, NO_HASH, START, entry({ details }))
    const { details: back } = JSON.parse(line) as { details: unknown }
    expect(back).toEqual({ before: [[name.length > 1_000 ? '' : name, 1], ['plain', { deep: true }]] }) // oxfmt-ignore
  }
})

test('[AUD2] what is too long is cut, and says by how much', () => {
  const long = (details: object) =>
    (JSON.parse(lineOf(1, NO_HASH, START, entry({ details: details as never }))) as { details: unknown })
      .details
  expect(long({ reason: 'a'.repeat(5_000) })).toEqual({ reason: `${'a'.repeat(4_000)}…+1000` })
  expect(long({ reason: `${'a'.repeat(3_999)}😀` })).toEqual({ reason: `${'a'.repeat(3_999)}…+2` })
  expect(long({ list: Array(501).fill(1) })).toEqual({ list: [...Array<number>(500).fill(1), '…+1'] })
  const deep = Array.from({ length: 20 }).reduce<object>(inner => ({ inner }), { end: 1 })
  expect(JSON.stringify(long(deep))).toBe(`${'{"inner":'.repeat(8)}"…"${'}'.repeat(8)}`)
  const wide = { list: Array(499).fill('甲'.repeat(1_000)) }
  expect(long(wide)).toEqual({ cut: expect.any(Number), begin: expect.stringContaining('甲甲') })
  const name = 'n'.repeat(100_000)
  const full = entry({ actor: { type: 'nobody', id: name, name }, address: name, object: name })
  expect(lineOf(1, NO_HASH, START, full).length).toBeLessThan(2_000)
})

test('[AUD2] an action is ours: another is refused', () => {
  for (const action of ['people', '', 'People.edit', 'a.b\n', 'a. b', '人.员', 'a.b"', '.a'])
    expect(() => lineOf(1, NO_HASH, START, entry({ action }))).toThrow(AuditError)
  for (const action of ['people.edit', 'session.sign-in', 'a.b.c'])
    expect(lineOf(1, NO_HASH, START, entry({ action }))).toContain(`"action":"${action}"`)
})
