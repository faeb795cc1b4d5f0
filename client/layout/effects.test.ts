import { expect, test } from 'vitest'
import { createEffects } from './effects.ts'

/** A machine whose frames take as long as it is told, with one motion after another. */
function machine() {
  let now = 0
  const waiting: (() => void)[] = []
  const timers: { readonly at: number; readonly run: () => void }[] = []
  const said: boolean[] = []
  const begun = createEffects({
    now: () => now,
    frame: run => waiting.push(run),
    later: (ms, run) => timers.push({ at: now + ms, run }),
    still: on => said.push(on),
  })
  return {
    said,
    waiting,
    move(frameMs: number) {
      begun()
      for (let run = waiting.shift(); run !== undefined; run = waiting.shift()) {
        now += frameMs
        run()
      }
    },
    pass(ms: number) {
      now += ms
      for (const timer of timers.splice(0)) if (timer.at <= now) timer.run()
    },
  }
}

test('[SCR13] (F-54) three motions that stutter in a row are the last for ten minutes', () => {
  const { move, said, pass, waiting } = machine()
  for (const frameMs of [120, 90, 16, 120, 90]) move(frameMs)
  expect(said, 'a smooth one between them').toEqual([])
  move(70)
  expect(said).toEqual([true])
  move(200)
  expect(waiting, 'nothing is looked at meanwhile').toEqual([])
  pass(10 * 60_000)
  expect(said).toEqual([true, false])
})

test('[SCR13] (F-54) after them one is tried: it stutters, and there are none again, or it does not', () => {
  const { move, said, pass } = machine()
  for (let i = 0; i < 3; i++) move(100)
  pass(10 * 60_000)
  move(100)
  expect(said).toEqual([true, false, true])
  pass(10 * 60_000)
  for (const frameMs of [16, 100, 100]) move(frameMs)
  expect(said).toEqual([true, false, true, false])
})

test('[SCR13] (F-54) a page that slept is not slow', () => {
  const { move, said } = machine()
  for (let i = 0; i < 5; i++) move(61_000)
  expect(said).toEqual([])
})
