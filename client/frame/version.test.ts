import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { mayLoadAnew, watchVersion } from './version.ts'

const page = { hidden: false, querySelector: () => ({ content: '1' }) }
beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', page)
  vi.stubGlobal('location', { href: 'http://127.0.0.1/desk' })
  vi.stubGlobal('fetch', (path: string) =>
    Promise.resolve(path === '/version.json' ? Response.json({ version: '2' }) : new Response('')),
  )
  vi.stubGlobal(
    'DOMParser',
    class {
      parseFromString = () => ({ querySelectorAll: () => [{ getAttribute: () => '/assets/index.js' }] })
    },
  )
})
afterEach(() => {
  page.hidden = false
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('[FRM17] a desk loads another version while nobody looks at it and nothing is typed on it, a wall at once', async () => {
  let isTyped = true
  const reload = vi.fn()
  const stop = watchVersion(() => mayLoadAnew(false, () => isTyped), reload)
  page.hidden = true
  await vi.advanceTimersByTimeAsync(60_000)
  expect(reload).not.toHaveBeenCalled()
  isTyped = false
  page.hidden = false
  await vi.advanceTimersByTimeAsync(60_000)
  expect(reload).not.toHaveBeenCalled()
  page.hidden = true
  await vi.advanceTimersByTimeAsync(60_000)
  expect(reload).toHaveBeenCalledOnce()
  stop()
  page.hidden = false
  expect(mayLoadAnew(true, () => true)).toBe(true)
})
