import { describe, expect, test } from 'vitest'
import type { Value } from '../model/value.ts'
import { cursorOf, emptyMirror, isBehind, receive, type Mirror } from './mirror.ts'
import type { CellsMessage } from './protocol.ts'

const TOPIC = 'overview/211000@internal'
const message = (from: number, to: number, cells: readonly unknown[], epoch = 'e'): CellsMessage => [
  TOPIC,
  epoch,
  from,
  to,
  cells,
]

function mirrorAt(seq: number, cells: { readonly [key: string]: Value } = { a: 1, b: 2 }): Mirror {
  const mirror = emptyMirror(TOPIC)
  receive(mirror, message(0, seq, Object.entries(cells).flat()))
  return mirror
}
const contents = (mirror: Mirror) => ({ seq: mirror.seq, ...Object.fromEntries(mirror.cells) })

describe('what fits', () => {
  test('[SYNC2] a message that starts where the mirror is, or before it', () => {
    for (const from of [5, 3, 1]) {
      const mirror = mirrorAt(5)
      expect(receive(mirror, message(from, 7, ['a', 9, 'c', 3]))).toEqual({
        type: 'applied',
        keys: ['a', 'c'],
        whole: false,
      })
      expect(contents(mirror)).toEqual({ seq: 7, a: 9, b: 2, c: 3 })
    }
  })

  test('[SYNC2] a gap leaves the mirror as it was', () => {
    const mirror = mirrorAt(5)
    expect(receive(mirror, message(6, 7, ['a', 9]))).toEqual({ type: 'gap' })
    expect(receive(mirror, message(4, 7, ['a', 9], 'other'))).toEqual({ type: 'gap' })
    expect(contents(mirror)).toEqual({ seq: 5, a: 1, b: 2 })
    expect(receive(emptyMirror(TOPIC), message(5, 7, ['a', 9]))).toEqual({ type: 'gap' })
  })

  test('[SYNC14] in another epoch a message that starts just where the mirror is goes on from it', () => {
    for (const to of [5, 7]) {
      const mirror = mirrorAt(5)
      const cells = to === 5 ? [] : ['a', 9]
      expect(receive(mirror, message(5, to, cells, 'later'))).toMatchObject({ type: 'applied', whole: false })
      expect(cursorOf(mirror)).toEqual({ epoch: 'later', seq: to })
      expect(isBehind(mirror, 'later', to)).toBe(false)
    }
  })

  test('[SYNC3] the whole topic replaces everything, and names every key that changed by it', () => {
    const mirror = mirrorAt(5)
    expect(receive(mirror, message(0, 3, ['b', 7, 'c', 3], 'other'))).toEqual({
      type: 'applied',
      keys: ['a', 'b', 'c'],
      whole: true,
    })
    expect(contents(mirror)).toEqual({ seq: 3, b: 7, c: 3 })
    expect(cursorOf(mirror)).toEqual({ epoch: 'other', seq: 3 })
  })

  test('[SYNC3] a whole topic older than the mirror is a straggler', () => {
    const mirror = mirrorAt(5)
    expect(receive(mirror, message(0, 4, ['a', 0]))).toEqual({ type: 'ignored' })
    expect(contents(mirror)).toEqual({ seq: 5, a: 1, b: 2 })
  })

  test('[SYNC4] a null removes, and what comes twice or late changes nothing', () => {
    const mirror = mirrorAt(5)
    const removal = message(5, 6, ['a', null])
    expect(receive(mirror, removal)).toMatchObject({ type: 'applied', keys: ['a'] })
    expect(contents(mirror)).toEqual({ seq: 6, b: 2 })
    expect(receive(mirror, removal)).toEqual({ type: 'ignored' })
    expect(receive(mirror, message(4, 5, ['b', 0]))).toEqual({ type: 'ignored' })
    expect(receive(mirror, ['other/1@internal', 'e', 6, 7, ['b', 0]])).toEqual({ type: 'ignored' })
    expect(contents(mirror)).toEqual({ seq: 6, b: 2 })
  })

  test('[SYNC7] a beat asks nothing of a mirror that is where the server is', () => {
    const mirror = mirrorAt(5)
    expect(isBehind(mirror, 'e', 5)).toBe(false)
    expect(isBehind(mirror, 'e', 4)).toBe(false)
    expect(isBehind(mirror, 'e', 6)).toBe(true)
    expect(isBehind(mirror, 'f', 5)).toBe(true)
    expect(isBehind(emptyMirror(TOPIC), 'e', 0)).toBe(true)
    expect(cursorOf(emptyMirror(TOPIC))).toBeNull()
  })
})
