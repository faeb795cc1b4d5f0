import { expect, test, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { Refusal } from '../people/asking.ts'
import { useOffer } from './use-offer.ts'

test('[WRKC3] what forms offer is asked for when it is needed; that it could not be read is said, and it can be read again', async () => {
  const load = vi.fn(() => Promise.reject<string>(new Refusal('offline', '')))
  const isNeeded = ref(false)
  const { offered, fault, ask } = useOffer(load, () => isNeeded.value)
  expect(load).not.toHaveBeenCalled()
  isNeeded.value = true
  await nextTick()
  await vi.waitFor(() => expect(fault.value?.code).toBe('offline'))
  expect([load.mock.calls.length, offered.value]).toEqual([1, null])
  load.mockResolvedValueOnce('areas')
  await ask()
  expect([offered.value, fault.value]).toEqual(['areas', null])
  await ask()
  expect([offered.value, fault.value?.code]).toEqual(['areas', 'offline'])
  isNeeded.value = false
  await nextTick()
  expect(fault.value).toBeNull()
})
