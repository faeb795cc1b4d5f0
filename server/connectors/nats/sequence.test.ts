import { expect, test } from 'vitest'
import { Sequence } from './sequence.ts'

const at = (sequence: number) => JSON.stringify({ created: 'then', sequence })

test('[NTS5] no position is told while what was not acknowledged may still come', () => {
  const sequence = new Sequence('then', { count: 2, upTo: 10 })
  expect(sequence.after(11, false)).toBeNull()
  expect(sequence.after(4, true)).toBeNull()
  // The same one a second time, and one that was delivered to us: neither is the other that is owed.
  expect([sequence.after(4, true), sequence.after(11, true), sequence.after(12, false)]).toEqual([
    null,
    null,
    null,
  ])
  expect([sequence.after(7, true), sequence.after(13, false)]).toEqual([null, at(13)])
  expect([sequence.after(7, true), sequence.after(14, false)]).toEqual([null, at(14)])
})

test('[NTS5] where nothing is owed each new message is a position', () => {
  const sequence = new Sequence('then', { count: 0, upTo: 0 })
  expect([sequence.after(1, false), sequence.after(5, false)]).toEqual([at(1), at(5)])
})
