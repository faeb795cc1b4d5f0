import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Thing } from '../kinds/kind.ts'
import type { RecordFact } from '../model/fact.ts'
import { firstHash, isRestated, isToldBy, restating } from './restated.ts'
import { merge } from './thing.ts'
import { START, ticketFact } from './ticket.fixture.ts'

const fact = (topic: string, over: Partial<RecordFact> = {}) =>
  ticketFact({ id: 'x/1', at: START, hash: `of ${topic}`, fields: { topic, dueAt: START }, ...over })
const partOf = (...facts: readonly RecordFact[]) => facts.reduce<Thing | null>(merge, null)!.parts['main']!

test('[FOLD20] a code that is known by now stands in place of what was taken, whichever hash is greater and in either order', () => {
  for (const version of [0, 3])
    for (const hash of ['0', 'z']) {
      const [first, again] = [fact('unmapped:7', { version }), fact('done', { version, hash })]
      const taken = restating(again, partOf(first))
      expect([firstHash(taken.hash), isRestated(taken.hash)]).toEqual([first.hash, true])
      for (const order of [
        [first, taken],
        [taken, first],
        [first, taken, first, taken],
      ])
        expect(partOf(...order)).toMatchObject({
          fields: { topic: 'done' },
          conflict: false,
          version,
          at: START,
        })
      expect(isToldBy(again, partOf(first, taken))).toBe(true)
      // What the upstream tells later is later.
      const later = fact('else', { version: version === 0 ? 0 : version + 1, at: START + 1, hash: '0' })
      for (const order of [
        [first, taken, later],
        [later, taken, first],
      ])
        expect(partOf(...order)).toMatchObject({ fields: { topic: 'else' }, conflict: false })
    }
})

test('[FOLD20] each further code once more, and only codes: another report, or one that says something else, is itself', () => {
  const two = (a: string, b: string) =>
    fact('', { hash: `of ${a} ${b}`, fields: { topic: a, dueAt: START, items: [{ is: b }] } })
  const first = two('unmapped:7', 'unmapped:8')
  const second = restating(two('done', 'unmapped:8'), partOf(first))
  const third = restating(two('done', 'shut'), partOf(first, second))
  expect([second, third].map(({ hash }) => hash)).toEqual([
    `${first.hash}~0001:of done unmapped:8`,
    `${first.hash}~0002:of done shut`,
  ])
  for (const order of [
    [first, second, third],
    [third, second, first],
    [second, third, first],
  ])
    expect(partOf(...order).fields['items']).toEqual([{ is: 'shut' }])
  const known = partOf(fact('unmapped:7'))
  for (const other of [
    fact('unmapped:7'),
    fact('unmapped:9'),
    fact('done', { at: START + 1 }),
    fact('done', { version: 9 }),
    fact('done', { area: '211003' }),
    fact('done', { event: START - 1 }),
    fact('done', { op: 'drop' }),
    fact('', { fields: { topic: 'done', dueAt: START + 1 } }),
    fact('', { fields: { topic: 'done', dueAt: START, amount: 1 } }),
    fact('', { fields: { topic: null, dueAt: START } }),
  ])
    expect(restating(other, known)).toBe(other)
  const sought = (area: string, flags: RecordFact['flags']) => fact('a', { area, flags, hash: `of ${area}` })
  const found = sought('211002016', [])
  expect(isRestated(restating(found, partOf(sought('211002', ['areaInferred']))).hash)).toBe(true)
  expect(isRestated(restating(found, partOf(sought('', ['unlocated']))).hash)).toBe(true)
  for (const other of [
    sought('211002', []),
    sought('211003', ['areaInferred']),
    sought('211002016', ['areaInferred']),
  ])
    expect(restating(found, partOf(other))).toBe(found)
  expect(restating(fact('unmapped:7'), partOf(fact('done')))).toEqual(fact('unmapped:7'))
  expect(restating(fact('done'), undefined)).toEqual(fact('done'))
})

test('[FOLD20] [FOLD9] (A2) whatever comes restated in whatever order, the part and its conflict are the same', () => {
  const bodies = ['unmapped:1', 'unmapped:2', 'a', 'b', 'c']
  const told = fc.record({
    topic: fc.constantFrom(...bodies),
    version: fc.constantFrom(0, 1, 2),
    at: fc.constantFrom(0, 1),
    of: fc.option(fc.constantFrom(...bodies)),
    times: fc.integer({ min: 1, max: 3 }),
  })
  const made = told.map(({ topic, version, at, of, times }) => {
    const own = `h${bodies.indexOf(topic)}`
    const hash = of === null ? own : `h${bodies.indexOf(of)}~000${times}:${own}`
    return fact(topic, { version, at: START + at, hash })
  })
  let restated = 0
  fc.assert(
    fc.property(
      fc
        .array(made, { minLength: 2, maxLength: 8 })
        .chain(all => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        restated += all.filter(({ hash }) => isRestated(hash)).length
        expect(partOf(...shuffled, ...all)).toEqual(partOf(...all))
      },
    ),
    { numRuns: 2_000 },
  )
  expect(restated).toBeGreaterThan(1_000)
})
