import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matched, type Answer, type Sharing } from './candidates.ts'

const DAY = 86_400_000
const NOW = 1_000 * DAY

const row = (over: Partial<Sharing>): Sharing => ({
  ...{ id: over.number ?? 'N', number: 'N', sharing: '厂房', thing: '标准厂房', party: '演示企业001' },
  ...{ area: '211004100', quantity: null, unit: '平方米', from: null, until: null },
  ...over,
})
const need = row({ quantity: 500, from: NOW - DAY, until: NOW + 60 * DAY })
const resource = (number: string, over: Partial<Sharing> = {}) =>
  row({ number, party: `甲${number}`, quantity: 800, ...over })
const answer = (resources: readonly Sharing[], taken: Record<string, number> = {}, of = need): Answer =>
  matched([of], resources, new Map(Object.entries(taken)), NOW)[0]!
const numbers = ({ candidates }: Answer) => candidates.map(({ resource: { number } }) => number)

test('[SHM1] (PRV-09) the same sharing, thing and unit, enough of it, in time, and of somebody else', () => {
  expect(numbers(answer([resource('A')]))).toEqual(['A'])
  const others: readonly Partial<Sharing>[] = [
    { sharing: '设备' },
    { thing: '冷库' },
    { unit: '间' },
    { quantity: 499 },
    { until: NOW - 1 },
    { from: NOW + 61 * DAY },
    { party: need.party },
  ]
  for (const over of others) expect(numbers(answer([resource('A', over)])), JSON.stringify(over)).toEqual([])
  expect(numbers(answer([resource('A', { quantity: 500, from: NOW + 60 * DAY })]))).toEqual(['A'])
})

test('[SHM1] what is not said is no obstacle, and stays unsaid', () => {
  const silent = resource('A', { quantity: null, unit: '', thing: '', area: '', party: '' })
  const { candidates } = answer([silent], {}, { ...need, until: null, party: '' })
  expect(candidates).toEqual([{ resource: silent, near: 'city', left: null, until: null }])
  expect(numbers(answer([resource('A')], {}, { ...need, quantity: null }))).toEqual(['A'])
})

test('[SHM2] what was matched before is gone, and a resource that is used up meets nobody', () => {
  expect(answer([resource('A')], { A: 300 }).candidates[0]?.left).toBe(500)
  expect(numbers(answer([resource('A')], { A: 301 }))).toEqual([])
  expect(numbers(answer([resource('A')], { A: 800 }, { ...need, quantity: null }))).toEqual([])
})

test('[SHM3] the nearest first, then the one of which least is left over', () => {
  const found = answer([
    resource('far', { area: '211002001' }),
    resource('large', { area: '211004200', quantity: 900 }),
    resource('small', { area: '211004', quantity: 600 }),
    resource('here', { quantity: 5_000 }),
  ])
  expect(numbers(found)).toEqual(['here', 'small', 'large', 'far'])
  expect(found.candidates.map(({ near }) => near)).toEqual(['town', 'district', 'district', 'city'])
})

test('[SHM4] a need that nothing meets says what the nearest resource lacks', () => {
  const lacks = (...resources: readonly Sharing[]) => answer(resources).lacks
  expect(lacks()).toBe('sharing')
  expect(lacks(resource('A', { sharing: '设备' }))).toBe('sharing')
  expect(lacks(resource('A', { sharing: '设备' }), resource('B', { thing: '冷库' }))).toBe('thing')
  expect(lacks(resource('B', { thing: '冷库' }), resource('C', { until: NOW - 1 }))).toBe('time')
  expect(lacks(resource('C', { until: NOW - 1 }), resource('D', { quantity: 1 }))).toBe('amount')
  expect(lacks(resource('A'))).toBeNull()
})

test('[SHM5] the order of the rows changes nothing', () => {
  const some = fc.record({
    quantity: fc.option(fc.integer({ min: 0, max: 900 }), { nil: null }),
    thing: fc.constantFrom('', '标准厂房', '冷库'),
    area: fc.constantFrom('', '211004', '211004100', '211002001'),
    until: fc.option(fc.integer({ min: NOW - 9, max: NOW + 9 }), { nil: null }),
  })
  fc.assert(
    fc.property(fc.array(some, { maxLength: 8 }), made => {
      const resources = made.map((over, i) => resource(`R${i}`, over))
      expect(answer([...resources].reverse())).toEqual(answer(resources))
    }),
  )
})
