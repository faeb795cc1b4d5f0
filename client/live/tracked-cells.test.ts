import { effect } from 'vue'
import { expect, test } from 'vitest'
import { cellKey, documentKey } from '../../shared/model/cell.ts'
import type { Value } from '../../shared/model/value.ts'
import { createTrackedCells } from './tracked-cells.ts'

const CITY = '211000'
const BAITA = '211002'
const city = cellKey('cases', CITY, [])
const baita = cellKey('cases', BAITA, [])
const heat = (bucket: string) => cellKey('calls', CITY, ['heat'], bucket)

function stage(entries: readonly (readonly [string, Value])[]) {
  const values = new Map<string, Value>(entries)
  const cells = createTrackedCells(values)
  const set = (key: string, value: Value) => {
    if (value === null) values.delete(key)
    else values.set(key, value)
    cells.changed([key])
  }
  return { cells, set }
}

/** What a picture saw each time it was made. */
function watch<Seen>(look: () => Seen): Seen[] {
  const seen: Seen[] = []
  effect(() => void seen.push(look()))
  return seen
}

test('[LIV8] a picture is made again when a cell it asked for changed, and for no other', () => {
  const { cells, set } = stage([[city, 1]])
  const seen = watch(() => cells.get(city))
  set(baita, 7)
  expect(seen).toEqual([1])
  set(city, 2)
  set(city, null)
  expect(seen).toEqual([1, 2, null])
})

test('[LIV8] who asked for a cell that did not exist is told when it comes', () => {
  const { cells, set } = stage([])
  const seen = watch(() => cells.get(city))
  set(city, 3)
  expect(seen).toEqual([null, 3])
})

test('[LIV8] all cells of a metric in a place: one that changes, comes or goes', () => {
  const { cells, set } = stage([[heat('100'), 1]])
  const seen = watch(() => cells.of('calls', CITY).map(({ address, value }) => [address.bucket, value]))
  set(heat('200'), 5)
  set(heat('100'), null)
  set(cellKey('calls', BAITA, ['heat'], '300'), 9)
  expect(seen).toEqual([
    [['100', 1]],
    [
      ['100', 1],
      ['200', 5],
    ],
    [['200', 5]],
  ])
})

test('[LIV8] documents of a family', () => {
  const { cells, set } = stage([])
  const seen = watch(() => [...cells.documents('feed').keys()])
  set(documentKey('metric', 'cases'), {})
  set(documentKey('feed', 'hotline'), { title: 'a' })
  set(documentKey('feed', 'hotline'), { title: 'b' })
  set(documentKey('feed', 'hotline'), null)
  expect(seen).toEqual([[], ['hotline'], ['hotline'], []])
})
