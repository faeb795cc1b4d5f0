import { expect, test } from 'vitest'
import { createMoving, digitsOf } from './motion.ts'

const changed = (before: string, now: string) =>
  digitsOf(before, now)
    .map(digit => (digit.changed ? digit.text : '·'))
    .join('')

test('[FIG8] only the places that changed move, counted from the right', () => {
  expect(changed('1,284', '1,285')).toBe('····5')
  expect(changed('1,284', '1,294')).toBe('···9·')
  expect(changed('999', '1,000')).toBe('1,000')
  expect(changed('1,000', '999')).toBe('999')
  expect(changed('12', '112')).toBe('1··')
})

test('[FIG8] at most three figures move at once; the others change without motion', () => {
  const moving = createMoving(3)
  expect([moving.begin(), moving.begin(), moving.begin(), moving.begin()]).toEqual([true, true, true, false])
  moving.done()
  expect(moving.begin()).toBe(true)
})
