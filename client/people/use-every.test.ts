import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope } from 'vue'
import { useEvery } from './use-every.ts'

let page: EventTarget & { visibilityState: string }
beforeEach(() => {
  vi.useFakeTimers()
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  vi.stubGlobal('document', page)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function see(state: 'visible' | 'hidden'): void {
  page.visibilityState = state
  page.dispatchEvent(new Event('visibilitychange'))
}

test('[ACCT9] it asks again and again, nothing while the page is hidden, and at once when it is seen again', () => {
  const run = vi.fn()
  const scope = effectScope()
  scope.run(() => useEvery(1000, run))
  vi.advanceTimersByTime(2500)
  expect(run).toHaveBeenCalledTimes(2)
  see('hidden')
  vi.advanceTimersByTime(5000)
  expect(run).toHaveBeenCalledTimes(2)
  see('visible')
  expect(run).toHaveBeenCalledTimes(3)
  scope.stop()
  see('visible')
  vi.advanceTimersByTime(5000)
  expect(run).toHaveBeenCalledTimes(3)
})
