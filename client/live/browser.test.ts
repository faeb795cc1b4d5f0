import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { frame } from './browser.ts'

let frames: (() => void)[]
const page = { hidden: false }
beforeEach(() => {
  frames = []
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.stubGlobal('document', page)
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run))
})
afterEach(() => {
  page.hidden = false
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('[LIV11] with pictures it runs with the next one, and once', () => {
  const run = vi.fn()
  frame(run)
  frames.forEach(draw => draw())
  vi.advanceTimersByTime(60_000)
  expect(run).toHaveBeenCalledTimes(1)
  expect(vi.getTimerCount()).toBe(0)
})

test('[LIV11] (F-43) a hidden page is not waited for', () => {
  page.hidden = true
  const run = vi.fn()
  frame(run)
  expect(frames).toEqual([])
  vi.advanceTimersByTime(250)
  expect(run).toHaveBeenCalledTimes(1)
})

test('[LIV11] (F-43) nor is one that is hidden after the picture was asked for; the picture that comes with its return is no second one', () => {
  const run = vi.fn()
  frame(run)
  page.hidden = true
  vi.advanceTimersByTime(1_000)
  expect(run).toHaveBeenCalledTimes(1)
  frames.forEach(draw => draw())
  expect(run).toHaveBeenCalledTimes(1)
})
