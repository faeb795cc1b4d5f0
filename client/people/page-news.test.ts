import { createPinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSSRApp, h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { renderToString } from 'vue/server-renderer'
import NewsLine from './NewsLine.vue'
import { hearOfPages, type PageNews } from './page-news.ts'

beforeEach(() => {
  // Only who looks for another version waits.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  vi.spyOn(console, 'warn').mockReturnValue()
  vi.stubGlobal('localStorage', undefined)
  vi.stubGlobal('location', { search: '', href: 'http://127.0.0.1/work' })
  vi.stubGlobal('document', {
    documentElement: { dataset: {} },
    querySelector: () => ({ content: '1' }),
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const gone = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))

function pages(isThere: () => Promise<boolean>) {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/work', component: {} },
      { path: '/account', component: {} },
      { path: '/gone/:id?', component: gone },
    ],
  })
  const load = vi.fn()
  const news = hearOfPages(router, { isThere, load })
  const go = (path: string) => router.push(path).catch(() => undefined)
  return { news, load, go }
}

test('[ACCT11] a page whose code is gone is loaded anew by its address once all of it is there', async () => {
  const { news, load, go } = pages(() => Promise.resolve(true))
  await go('/work')
  await go('/gone/7?list=mine')
  await vi.waitFor(() => expect(load.mock.calls).toEqual([['/gone/7?list=mine']]))
  expect(news.missing).toBeNull()
})

test('[ACCT11] without a server that is said, until another page is there; what was just loaded is not loaded again', async () => {
  const away = pages(() => Promise.reject(new TypeError('Failed to fetch')))
  await away.go('/work')
  await away.go('/gone')
  await vi.waitFor(() => expect(away.news.missing).toBe('/gone'))
  expect(away.load).not.toHaveBeenCalled()
  await away.go('/account')
  expect(away.news.missing).toBeNull()

  const { news, load, go } = pages(() => Promise.resolve(true))
  await go('/gone')
  await vi.waitFor(() => expect(news.missing).toBe('/gone'))
  expect(load).not.toHaveBeenCalled()
})

test('[ACCT11] that there is another version is said, and nothing is loaded by itself', async () => {
  vi.stubGlobal('fetch', (path: string) =>
    Promise.resolve(path === '/version.json' ? Response.json({ version: '2' }) : new Response('')),
  )
  vi.stubGlobal(
    'DOMParser',
    class {
      parseFromString = () => ({ querySelectorAll: () => [{ getAttribute: () => '/assets/index.js' }] })
    },
  )
  const { news, load } = pages(() => Promise.resolve(true))
  await vi.advanceTimersByTimeAsync(60_000)
  expect([news.isAnother, load.mock.calls]).toEqual([true, []])
  const said = (told: PageNews) =>
    renderToString(createSSRApp({ render: () => h(NewsLine, { news: told }) }).use(createPinia()))
  expect(await said(news)).toContain('系统已更新')
  expect(await said({ isAnother: false, missing: '/gone' })).toContain('此页没有取到')
  expect(await said({ isAnother: false, missing: null })).not.toContain('class="said')
})
