import { expect, test } from 'vitest'
import { trialRoom } from './trial-room.ts'

const least = { width: 300, height: 200 }

test('[FFM9] both versions of a panel stand side by side where each has its room, else one below the other', () => {
  expect(trialRoom(least, 2, 816)).toEqual({ isRow: true, width: 400, height: 250, scale: 1 })
  expect(trialRoom(least, 2, 616)).toMatchObject({ isRow: true, width: 300 })
  expect(trialRoom(least, 2, 615)).toMatchObject({ isRow: false, width: 615, scale: 1 })
  expect(trialRoom(least, 1, 816)).toMatchObject({ isRow: false, width: 816 })
})

test('[FFM9] a panel that wants more room than there is is made smaller as a whole, and a low one is high enough to look at', () => {
  expect(trialRoom({ width: 720, height: 60 }, 2, 360)).toEqual({
    isRow: false,
    width: 720,
    height: 220,
    scale: 0.5,
  })
  expect(trialRoom({ width: 0, height: 0 }, 1, 0)).toMatchObject({ scale: 1 })
})
