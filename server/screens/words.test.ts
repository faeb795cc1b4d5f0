import { expect, test } from 'vitest'
import { paired, WALL } from './paired.fixture.ts'

test('[SCD18] (F-41) however many words strangers ask for, each wall gets its own and comes in', () => {
  const { screens, screen, prove, enter } = paired()
  const before = screens.word(screen.id)
  for (let i = 0; i < 6_000; i++) screens.word(i % 2 === 0 ? 'a-screen-that-is-none' : screen.id)
  expect(enter()).not.toBeNull()
  // Nor does it cost a wall the word that it has.
  const forged = { ...prove(before), signature: 'A'.repeat(86) }
  for (let i = 0; i < 50; i++) expect(screens.enter(forged, WALL).type).toBe('refused')
  expect(screens.enter(prove(before), WALL).type).toBe('entered')
})

test('[SCD18] (F-41) a word is good for its screen, in its own letters and until its end, and nobody makes one', () => {
  const { screens, screen, prove, time } = paired()
  const word = screens.word(screen.id)
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  for (let at = 0; at < word.length; at++)
    for (const letter of at === word.length - 1 ? letters : 'Aw_') {
      const other = word.slice(0, at) + letter + word.slice(at + 1)
      if (other !== word) expect(screens.enter(prove(other), WALL).type, other).toBe('old word')
    }
  expect(screens.enter(prove(word), WALL).type).toBe('entered')
  time.now += 59_999
  expect(screens.enter(prove(word), WALL).type).toBe('old word')
  time.now += 60_000
  expect(screens.enter(prove(word), WALL).type).toBe('old word')
})
