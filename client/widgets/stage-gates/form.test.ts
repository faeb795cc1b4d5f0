import { expect, test } from 'vitest'
import { formOf } from './form.ts'

const room = (width: number, height: number, label = 18) => ({ width, height, label, unit: 1 })

test('[CTW13] six stages stand beside their figures where there is room, and under them in a column of a wall', () => {
  expect(formOf(room(900, 190), 6)).toEqual({ isNarrow: false, hasBand: true })
  expect(formOf(room(558, 310), 6)).toEqual({ isNarrow: true, hasBand: true })
  expect(formOf(room(420, 170), 6)).toEqual({ isNarrow: true, hasBand: false })
  expect(formOf(room(420, 170), 3)).toEqual({ isNarrow: false, hasBand: true })
})

test('[CTW13] the room is counted in letters: a desk with smaller ones needs less of it', () => {
  expect(formOf(room(558, 190, 14), 6).isNarrow).toBe(false)
  expect(formOf(room(350, 240, 15), 6)).toEqual({ isNarrow: true, hasBand: true })
})

test('[CTW13] before it is laid out it is drawn as in a room of its own', () => {
  expect(formOf(null, 6)).toEqual({ isNarrow: false, hasBand: true })
})
