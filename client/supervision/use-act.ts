import { ref, shallowRef, type Ref } from 'vue'
import type { Acted, SupervisionHistory } from '../../shared/sync/supervision.ts'
import { Refusal } from '../people/asking.ts'
import { currentIn, newAction } from './asking.ts'

export interface Act {
  readonly busy: Readonly<Ref<boolean>>
  readonly fault: Readonly<Ref<Refusal | null>>
  /** Does it; how it stands afterwards, also where it came too late. null: it was not done, and `fault` says why. */
  run(work: (action: string) => Promise<Acted>): Promise<SupervisionHistory | null>
  clear(): void
}

/** One action of a person: until it was taken it is sent again as the same one, so that what was lost on its way is done once. */
export function useAct(): Act {
  const busy = ref(false)
  const fault = shallowRef<Refusal | null>(null)
  let action = newAction()

  async function run(work: (action: string) => Promise<Acted>): Promise<SupervisionHistory | null> {
    if (busy.value) return null
    busy.value = true
    fault.value = null
    try {
      const { supervision } = await work(action)
      action = newAction()
      return supervision
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('failed', String(error))
      fault.value = refusal
      return currentIn(refusal)
    } finally {
      busy.value = false
    }
  }
  return { busy, fault, run, clear: () => (fault.value = null) }
}
