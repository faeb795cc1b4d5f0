import { createPinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSSRApp, h, ref, shallowRef } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { renderToString } from 'vue/server-renderer'
import { workWords } from '../language/work.ts'
import { Refusal } from '../people/asking.ts'
import WorkFrame from './WorkFrame.vue'

/** Monday 2026-11-23 09:00 in China. */
const NOW = 1_795_395_600_000

beforeEach(() => {
  vi.stubGlobal('location', { search: '' })
  vi.stubGlobal('document', { documentElement: { dataset: {} } })
  vi.stubGlobal('localStorage', undefined)
})
afterEach(() => void vi.unstubAllGlobals())

const words = {
  ...workWords('zh'),
  ...{ title: '督办', lists: { open: '在督办' }, emptyLists: { open: '没有' }, choose: '选一件' },
  heads: { state: '状态', title: '事项', department: '部门', due: '时限', number: '编号' },
}

interface Told {
  readonly all: object | null
  readonly one: object | null
  readonly fault: string
  readonly oneFault: string
  readonly named: string | null
  readonly lostAt: number | null
  readonly now: number
}
const NOTHING: Told = {
  ...{ all: null, one: null, fault: '', oneFault: '' },
  ...{ named: 'SP-1', lostAt: null, now: NOW },
}

/** The page as it is written while this is told; in two parts, as a phone shows them: what it never hides, the list, the one. */
async function written(told: Partial<Told>) {
  const { all, one, named, lostAt, now, fault, oneFault } = { ...NOTHING, ...told }
  const refusal = (code: string) => shallowRef(code === '' ? null : new Refusal(code, ''))
  const isNew = named === 'new'
  const work = {
    ...{ path: '/work', all: shallowRef(all), one: shallowRef(one), ask: () => {} },
    ...{ fault: refusal(fault), oneFault: refusal(oneFault) },
    link: { simulated: ref(true), lostAt: ref(lostAt) },
    around: { now: () => now, placeName: (code: string) => code },
    offer: { offered: shallowRef(isNew ? {} : null), fault: shallowRef(null), ask: () => {} },
    ...{ named: ref(named), chosen: ref(isNew ? null : named), isNew: ref(isNew), isWaiting: ref(isNew) },
    ...{ tab: ref('open'), counts: ref([{ name: 'open', n: all === null ? null : 0 }]) },
  }
  const app = createSSRApp({
    render: () =>
      h(WorkFrame, { work, words, rows: [], bad: [] }, { new: () => '新的一件', one: () => '这一件' }),
  })
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:any(.*)*', component: {} }],
  })
  const html = await renderToString(app.use(createPinia()).use(router))
  const [head, list, half] = html
    .split(/<section class="(?:work-lists">|work-one")/)
    .map(part => part.replace(/<[^>]*>/g, ' ')) as [string, string, string]
  return { head, list, half }
}

test('[WRKC4] whoever has one open reads that nothing new is heard, what was refused, and that it is pretend data', async () => {
  const lost = await written({ all: { more: false }, one: {}, fault: 'offline', lostAt: NOW })
  expect(lost.head).toContain('自 09:00 起收不到新的变化')
  expect(lost.head).toContain('连不上服务器')
  expect(lost.head).toContain('再读一次')
  expect(lost.head).toContain('演示数据')
  expect(lost.half).toContain('这一件')
})

test('[WRKC4] one that is refused says so in its place, and asks nobody to choose', async () => {
  const { head, half } = await written({ all: { more: false }, oneFault: 'noSupervision' })
  expect(half).toContain('没有这件督办')
  expect(half).toContain('再读一次')
  expect(half).not.toContain('选一件')
  expect(head).not.toContain('没有这件督办')
  // What is of both is said once.
  const away = await written({ fault: 'offline', oneFault: 'offline' })
  expect(away.head).toContain('连不上服务器')
  expect(away.half).not.toContain('连不上服务器')
  expect(away.half).not.toContain('选一件')
  expect((await written({ all: { more: false }, named: null })).half).toContain('选一件')
})

test('[WRKC5] a list that nobody told yet has no number', async () => {
  expect((await written({ fault: 'offline' })).list).not.toContain('0')
  expect((await written({ all: { more: false } })).list).toMatch(/在督办 +0/)
})

test('[WRKC6] nobody begins one before the city’s time is known', async () => {
  const early = await written({ all: null, named: 'new', now: 0 })
  expect(early.half).not.toContain('新的一件')
  expect(early.half).toContain('正在读取')
  expect((await written({ all: { more: false }, named: 'new' })).half).toContain('新的一件')
})
