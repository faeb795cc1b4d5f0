import { expect, test } from 'vitest'
import { countLights, lampOf, worstRisk, type ItemLight } from './lamp.ts'
import type { Light } from './light.ts'

const KINDS: readonly ItemLight[] = ['grey', 'yellow', 'green', 'red', 'not_applicable']

const lamp = (...lights: ItemLight[]) => lampOf(countLights(lights))

/** The sentence of DOMAIN 2.5 as a complete table: which kinds of items there are decides, not how many. */
const sentence = (present: ReadonlySet<ItemLight>): Light => {
  if (present.has('red')) return 'red'
  if (present.has('yellow')) return 'yellow'
  const allSettled = [...present].every(kind => kind === 'green' || kind === 'not_applicable')
  return present.size > 0 && allSettled ? 'green' : 'grey'
}

test('[LT8] every mixture of items has the lamp of the sentence, however many there are of each', () => {
  for (let mask = 0; mask < 2 ** KINDS.length; mask++) {
    const present = KINDS.filter((_, i) => (mask & (1 << i)) !== 0)
    const many = present.flatMap((kind, i) => Array.from({ length: i + 1 }, () => kind))
    expect(lamp(...present), present.join()).toBe(sentence(new Set(present)))
    expect(lamp(...many.reverse()), many.join()).toBe(sentence(new Set(present)))
  }
})

test('[LT8] the cases that matter', () => {
  expect(lamp()).toBe('grey')
  expect(lamp('not_applicable', 'not_applicable')).toBe('green')
  expect(lamp('green', 'grey')).toBe('grey')
  expect(lamp('green', 'yellow', 'red', 'grey')).toBe('red')
  expect(countLights(['red', 'red', 'green'])).toEqual({
    grey: 0,
    yellow: 0,
    green: 1,
    red: 2,
    not_applicable: 0,
  })
})

test('[LT9] the risk that asks for a person soonest', () => {
  expect(worstRisk(['none', 'late_done', 'paused', 'due_soon', 'overdue', 'severe'])).toBe('severe')
  expect(worstRisk(['late_done', 'due_soon', 'paused'])).toBe('due_soon')
  expect(worstRisk(['late_done', 'paused'])).toBe('paused')
  expect(worstRisk([])).toBe('none')
})
