import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { computed, effectScope, type EffectScope } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { Refusal } from '../people/asking.ts'
import { useUnsent } from '../stores/unsent.ts'
import type { Manner } from './manner.ts'
import type { MatterHistory } from './matter.ts'
import { useBegin } from './use-begin.ts'
import { useStep } from './use-step.ts'
import { askBeforeLeaving } from './use-typed.ts'

let page: EventTarget
let scope: EffectScope
beforeEach(() => {
  page = new EventTarget()
  vi.stubGlobal('window', page)
  setActivePinia(createPinia())
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  vi.unstubAllGlobals()
})

const ONE: MatterHistory = { id: 'PJ-1', row: { step: 1 }, can: ['take'], history: [] }

/** The form of a step, whose answer the test gives. */
function stepForm(send: () => Promise<MatterHistory>) {
  const manner = computed(() => ({}) as Manner<object>)
  const changed = vi.fn()
  const form = scope.run(() =>
    useStep<MatterHistory, object, { action: string; seen: number }>({
      ...{ name: () => 'take', matter: () => ONE, manner, newsSince: () => [], changed },
      ...{ contentOf: seen => ({ seen }), send },
    }),
  )!
  return { ...form, changed }
}

/** Pages of work, and what somebody would go away from. */
async function pages(isIn = () => true) {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:any(.*)*', component: {} }],
  })
  const unsent = useUnsent()
  await router.push('/work/problems/PJ-1')
  askBeforeLeaving(router, unsent, isIn)
  const path = () => router.currentRoute.value.path
  const unloads = () => page.dispatchEvent(new Event('beforeunload', { cancelable: true }))
  return { router, unsent, path, unloads }
}

test('[WRKC7] another one or another page waits until somebody says that what he typed may go', async () => {
  const { router, unsent, path, unloads } = await pages()
  const { act } = stepForm(() => Promise.resolve(ONE))
  expect(unloads()).toBe(true)
  act.value.onTyped()
  await router.push('/work/problems/PJ-2')
  expect([path(), unsent.wanted !== null, unloads()]).toEqual(['/work/problems/PJ-1', true, false])
  unsent.stay()
  expect([unsent.wanted, unsent.isHeld]).toEqual([null, true])
  await router.push('/work/problems/PJ-2')
  unsent.wipe()
  await vi.waitFor(() => expect(path()).toBe('/work/problems/PJ-2'))
  expect([unsent.wanted, unsent.isHeld, unloads()]).toEqual([null, false, true])
})

test('[WRKC7] what was sent or given up asks nobody, what was refused is still held', async () => {
  const { router, unsent, path } = await pages()
  const send = vi.fn(() => Promise.reject<MatterHistory>(new Refusal('stale', '', { current: ONE })))
  const { act, submit, changed } = stepForm(send)
  act.value.onTyped()
  await submit()
  expect([changed.mock.calls, unsent.isHeld]).toEqual([[[ONE, false]], true])
  send.mockResolvedValueOnce(ONE)
  await submit()
  expect([changed.mock.calls[1], unsent.isHeld]).toEqual([[ONE, true], false])
  act.value.onTyped()
  act.value.onCancel()
  expect(unsent.isHeld).toBe(false)

  // Whoever began one is led to it.
  const begun = vi.fn(() => void router.push('/work/problems/PJ-9'))
  const begin = scope.run(() =>
    useBegin<MatterHistory, { action: string }>({
      ...{ contentOf: () => ({}), send: () => Promise.resolve(ONE), begun },
    }),
  )!
  begin.act.value.onTyped()
  await begin.submit()
  await vi.waitFor(() => expect(path()).toBe('/work/problems/PJ-9'))
  expect(unsent.wanted).toBeNull()
})

test('[WRKC7] a form that is gone holds nothing, and whose session is over is led away', async () => {
  const { unsent, unloads } = await pages(() => false)
  const { act } = stepForm(() => Promise.resolve(ONE))
  act.value.onTyped()
  expect(unloads()).toBe(true)
  const closed = vi.fn()
  unsent.leave(closed)
  expect(closed).not.toHaveBeenCalled()
  scope.stop()
  expect([unsent.isHeld, unsent.wanted]).toEqual([false, null])
  unsent.leave(closed)
  expect(closed).toHaveBeenCalledOnce()
})
