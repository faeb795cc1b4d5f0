import { ref, shallowRef, type Ref } from 'vue'
import type { Refusal } from '../people/asking.ts'
import { currentIn, newAction, refusalOf } from './action.ts'

export interface Act<T> {
  readonly busy: Readonly<Ref<boolean>>
  readonly fault: Readonly<Ref<Refusal | null>>
  /** Does it; how it stands afterwards, also where it came too late. null: it was not done, and `fault` says why. */
  run(work: (action: string) => Promise<T>): Promise<T | null>
  clear(): void
}

/** One action of a person: until it was taken it is sent again as the same one, so that what was lost on its way is done once. */
export function useAct<T extends object>(): Act<T> {
  const busy = ref(false)
  const fault = shallowRef<Refusal | null>(null)
  let action = newAction()

  async function run(work: (action: string) => Promise<T>): Promise<T | null> {
    if (busy.value) return null
    busy.value = true
    fault.value = null
    try {
      const after = await work(action)
      action = newAction()
      return after
    } catch (error) {
      fault.value = refusalOf(error)
      return currentIn<T>(fault.value)
    } finally {
      busy.value = false
    }
  }
  return { busy, fault, run, clear: () => (fault.value = null) }
}
