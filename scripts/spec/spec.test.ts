import { expect, test } from 'vitest'
import { disagreements } from './compare.ts'
import { unguardedIn } from './guards.ts'
import { rulesOf } from './rules.ts'
import { titlesOf } from './titles.ts'

const check = (markdown: string, source: string) =>
  disagreements(rulesOf('SPEC.md', markdown), titlesOf('a.test.ts', source))

test('[SPC1] a rule without a running test is a fault', () => {
  expect(check('- [AB1] one\n- [AB2] two', `test('[AB1] one', () => {})`)).toEqual([
    'SPEC.md:2: no running test says [AB2]',
  ])
  for (const skipped of [
    `test.skip('[AB1] one', () => {})`,
    `test.todo('[AB1] one')`,
    `describe.skip('all', () => { test('[AB1] one', () => {}) })`,
    `// test('[AB1] one', () => {})`,
    'write(`test("[AB1] one", () => {})`)',
    `describe('[AB1] one', () => {})`,
    `test('one [AB1]', () => {})`,
  ]) {
    expect(check('- [AB1] one', skipped), skipped).toEqual(['SPEC.md:1: no running test says [AB1]'])
  }
})

test('[SPC2] a title with an unknown rule is a fault', () => {
  expect(check('- [AB1] one', `\ntest('[AB1] [AB2] both', () => {})`)).toEqual([
    'a.test.ts:2: no SPEC.md has a rule [AB2]',
  ])
  expect(check('', `test.skip('[AB9] gone', () => {})`)).toEqual(['a.test.ts:1: no SPEC.md has a rule [AB9]'])
  expect(check('', `test('[T-JSON-01] a domain id is no rule', () => {})`)).toEqual([
    'a.test.ts:1: no SPEC.md has a rule [T-JSON-01]',
  ])
})

test('[SPC3] two rules with one number are a fault', () => {
  expect(check('- [AB1] one\n- [AB1] again', `test('[AB1] one', () => {})`)).toEqual([
    'SPEC.md:2: [AB1] is already the number of a rule at SPEC.md:1',
  ])
})

test('[SPC4] one title may name several rules, in every form that registers a test', () => {
  const rules = '- [AB1] one\n* [AB2] two\n  - [ABCD34] three'
  for (const source of [
    `test('[AB1] [AB2][ABCD34] all', () => {})`,
    `it.each([1, 2])('[AB1] [AB2] [ABCD34] of %d', n => {})`,
    'describe("all", () => { test(`[AB1] [AB2] [ABCD34] for ${name}`, () => {}) })',
    `test.concurrent('[AB1] [AB2] [ABCD34] all', () => {})`,
    `scenario('[AB1] [AB2] [ABCD34] all', () => {})`,
  ]) {
    expect(check(rules, source), source).toEqual([])
  }
})

test('[SPC5] links, check boxes and fenced examples are no rules', () => {
  const markdown = '- [ ] later\n- [AB](x.md)\n```\n- [AB1] example\n```\n- [AB2] real'
  expect(rulesOf('SPEC.md', markdown)).toEqual([{ id: 'AB2', at: 'SPEC.md:6' }])
})

test('[SPC6] a search of which nothing is expected but that it found no fault is a fault', () => {
  const property = 'fc.assert(fc.property(n, n => { expect(f(n)).toBe(n) }))'
  const at = (source: string) => unguardedIn('a.fuzz.test.ts', source).map(fault => fault.split(':')[1])
  const bare = [
    `test('x', () => { ${property} })`,
    `test('x', () => { expect(n).toBe(0); ${property} })`,
    `test('x', () => { ${property}; expect(seen).toBe(3); ${property} })`,
    `test('x', async () => { await ${property} })\ntest('y', () => { expect(1).toBe(1) })`,
    `describe('all', () => { test('x', () => { ${property} }); test('y', () => { expect(1).toBe(1) }) })`,
    `function agrees(n) { ${property} }\ntest('x', () => { agrees(1) })`,
    `export function contract() { describe('k', () => { test('x', () => { ${property} }) }) }`,
  ]
  for (const source of bare) expect(at(source), source).toEqual(['1'])
  for (const source of [
    `test('x', () => { ${property}; expect(seen).toBeGreaterThan(3) })`,
    `test('x', () => { for (const way of ways) ${property}\nexpect(Math.min(a, b)).toBeGreaterThan(0) })`,
    `test('x', () => { ${property}; if (isTimed) expect(seen).toBe(3) })`,
    `function agrees(n) { ${property}; expect(seen).toBe(3) }\ntest('x', () => { agrees(1) })`,
    `test('x', () => { expect(mask('a')).toBe('a') })`,
    `// ${property}`,
  ])
    expect(at(source), source).toEqual([])
})
