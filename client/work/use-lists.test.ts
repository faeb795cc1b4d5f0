import { expect, test, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { Refusal } from '../people/asking.ts'
import { useLists } from './use-lists.ts'

const refused = (code: string) => Promise.reject<never>(new Refusal(code, ''))

function lists(all: () => Promise<string>, one: (id: string) => Promise<string>) {
  const chosen = ref<string | null>('SP-1')
  const scope = effectScope()
  const told = scope.run(() => useLists({ all, one }, chosen, ref(0)))!
  return { ...told, chosen, stop: () => scope.stop() }
}

test('[WRKC4] one that is refused takes nothing from the list, and the list nothing from it', async () => {
  const one = vi.fn(() => refused('notFound'))
  const { all, one: shown, fault, oneFault, chosen, ask, stop } = lists(() => Promise.resolve('all'), one)
  await vi.waitFor(() => expect(oneFault.value?.code).toBe('notFound'))
  expect([all.value, fault.value, shown.value]).toEqual(['all', null, null])
  // Of another one nothing is said yet.
  one.mockImplementation(() => new Promise(() => {}))
  chosen.value = 'SP-2'
  await nextTick()
  expect([oneFault.value, all.value]).toEqual([null, 'all'])
  void ask()
  stop()

  const other = lists(
    () => refused('failed'),
    id => Promise.resolve(id),
  )
  await vi.waitFor(() => expect(other.one.value).toBe('SP-1'))
  await vi.waitFor(() => expect(other.fault.value?.code).toBe('failed'))
  expect([other.all.value, other.oneFault.value]).toEqual([null, null])
  other.stop()
})

test('[WRKC4] what was told stays when it is asked for in vain, and says that it was', async () => {
  const one = vi.fn((id: string) => Promise.resolve(id))
  const { one: shown, oneFault, ask, stop } = lists(() => refused('offline'), one)
  await vi.waitFor(() => expect(shown.value).toBe('SP-1'))
  one.mockImplementation(() => refused('offline'))
  await ask()
  expect([shown.value, oneFault.value?.code]).toEqual(['SP-1', 'offline'])
  one.mockImplementation(id => Promise.resolve(id))
  await ask()
  expect(oneFault.value).toBeNull()
  stop()
})
