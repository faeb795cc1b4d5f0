import { expect, test } from 'vitest'
import type { Row } from '../kinds/kind.ts'
import { adderOf, emptyTally } from './tally.ts'

const { add, value } = adderOf({
  type: 'filled',
  fields: { small: ['area', 'word', 'amount', 'good', 'marks'], other: ['doneAt'] },
})

function completeOf(rows: readonly Row[]) {
  const tally = emptyTally()
  for (const row of rows) add(tally, row, 1)
  return { tally, value: value(tally) }
}

test('[MET14] unknown fields are missing, zero and no are not, and each kind is measured by its own', () => {
  const whole = { kind: 'small', area: '211004', word: 'a', amount: 0, good: false, marks: [] }
  const poor = { kind: 'small', area: '', word: null, amount: 3, good: null, marks: null }
  expect(completeOf([whole]).value).toEqual({ n: 5, d: 5 })
  expect(completeOf([poor]).value).toEqual({ n: 1, d: 5 })
  expect(completeOf([whole, poor, { kind: 'other', doneAt: null }]).value).toEqual({ n: 6, d: 11 })
})

test('[MET14] what is taken out again leaves nothing behind', () => {
  const row = { kind: 'small', area: '211004', word: null }
  const { tally } = completeOf([row])
  add(tally, row, -1)
  expect(tally).toEqual(emptyTally())
})
