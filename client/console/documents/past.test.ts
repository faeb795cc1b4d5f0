import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Fields } from '../../../shared/model/value.ts'
import { begun, changed as changedBy, redone, undone, type Past } from './past.ts'

const first: Fields = { id: 'x', title: { zh: '', en: '' }, where: [] }
const changed = (past: Past, document: Fields) => changedBy(past, document, false)
const typed = (past: Past, document: Fields) => changedBy(past, document, true)
const steps = (past: Past) => past.before.length

test('[EDT4] each step is taken back and done again, until another is made in its place', () => {
  const two = changed(changed(begun(first), { ...first, where: [['a', '=', 1]] }), { id: 'x' })
  expect(steps(two)).toBe(2)
  const back = undone(undone(undone(two)))
  expect(back.now).toEqual(first)
  expect(redone(redone(redone(back))).now).toEqual({ id: 'x' })
  const other = changed(undone(two), { ...first, by: ['kind'] })
  expect([redone(other).now, undone(other).now['where']]).toEqual([other.now, [['a', '=', 1]]])
})

test('[EDT4] what is typed into one field is one step, and into the next another', () => {
  const zh = (text: string) => ({ ...first, title: { zh: text, en: '' } })
  let past = begun(first)
  for (const text of ['办', '办件', '办件量']) past = typed(past, zh(text))
  expect(steps(past)).toBe(1)
  past = typed(past, { ...zh('办件量'), title: { zh: '办件量', en: 'c' } })
  past = typed(past, { ...zh('办件量'), title: { zh: '办件量', en: 'cases' } })
  expect(steps(past)).toBe(2)
  expect([undone(past).now, undone(undone(past)).now]).toEqual([zh('办件量'), first])
})

test('[EDT4] after a step back typing is a step of its own', () => {
  const at = (scale: number) => ({ ...first, scale })
  const past = typed(typed(begun(at(1)), at(2)), at(3))
  const again = typed(undone(past), at(4))
  expect([steps(past), steps(again), undone(again).now]).toEqual([1, 1, at(1)])
})

test('[EDT4] what is dragged or chosen is a step each time, also where it changes one line of the layout again', () => {
  const line = (areas: string) => ({ ...first, layouts: { phone: { areas: [areas] } } })
  const past = changed(
    changed(changed(begun(line('a b c d')), line('b a c d')), line('b a d c')),
    line('b d a c'),
  )
  expect([steps(past), undone(past).now, undone(undone(past)).now]).toEqual([
    3,
    line('b a d c'),
    line('b a c d'),
  ])
})

test('[EDT4] saying the same again is no step, and adding twice is two', () => {
  const past = changed(begun(first), { where: [], title: { en: '', zh: '' }, id: 'x' })
  expect(steps(past)).toBe(0)
  const by = (...names: string[]) => ({ ...first, by: names })
  expect(steps(changed(changed(changed(past, by('a')), by('a', 'b')), by('b')))).toBe(3)
})

test('[EDT4] taking back all of it gives what was begun with, whatever was done', () => {
  const document = fc.record({ id: fc.string(), n: fc.nat(3), list: fc.array(fc.nat(2), { maxLength: 3 }) })
  fc.assert(
    fc.property(document, fc.array(document, { maxLength: 20 }), (start, documents) => {
      let past = documents.reduce(changed, begun(start))
      const last = past.now
      for (let i = 0; i < 20; i++) past = undone(past)
      expect(past.now).toEqual(start)
      for (let i = 0; i < 20; i++) past = redone(past)
      expect(past.now).toEqual(last)
    }),
  )
})
