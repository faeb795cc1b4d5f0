import { expect, test } from 'vitest'
import { createView } from './view.ts'

test('[MAP2] a view reads each record by its own names, whatever shape came before', () => {
  const view = createView()
  const reads = ['a', 'b', 'a', 'toString'].map(view.reader)
  const read = (record: object) => {
    view.load(record)
    return reads.map(of => of(record))
  }
  expect(read({ a: 1, b: 2 })).toEqual([1, 2, 1, undefined])
  expect(read({ a: 3, b: 4 })).toEqual([3, 4, 3, undefined])
  expect(read({ b: 5, a: 6 })).toEqual([6, 5, 6, undefined])
  expect(read({ a: 7 })).toEqual([7, undefined, 7, undefined])
  expect(read({})).toEqual([undefined, undefined, undefined, undefined])
  expect(read({ c: 0, a: undefined, b: null, toString: 8 })).toEqual([undefined, null, undefined, 8])
  expect(read(Object.create({ a: 9 }) as object)).toEqual([undefined, undefined, undefined, undefined])
})

test('[MAP2] a name asked for after a record was loaded is found in the next', () => {
  const view = createView()
  const first = view.reader('a')
  view.load({ a: 1, b: 2 })
  const second = view.reader('b')
  view.load({ a: 3, b: 4 })
  expect([first({}), second({})]).toEqual([3, 4])
})
