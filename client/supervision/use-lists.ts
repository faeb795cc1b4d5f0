import { shallowRef, watch, type Ref } from 'vue'
import type { SupervisionHistory, Supervisions } from '../../shared/sync/supervision.ts'
import { Refusal } from '../people/asking.ts'
import { askAll, askOne } from './asking.ts'

/** All that a person may see, and the one that is chosen; both asked for anew on every word of the socket. */
export function useLists(chosen: Readonly<Ref<string | null>>, news: Readonly<Ref<unknown>>) {
  const all = shallowRef<Supervisions | null>(null)
  const one = shallowRef<SupervisionHistory | null>(null)
  const fault = shallowRef<Refusal | null>(null)
  let turn = 0

  async function ask(): Promise<void> {
    const mine = ++turn
    const id = chosen.value
    try {
      const [list, history] = await Promise.all([askAll(), id === null ? null : askOne(id)])
      if (mine !== turn) return
      all.value = list
      one.value = history
      fault.value = null
    } catch (error) {
      if (mine !== turn) return
      fault.value = error instanceof Refusal ? error : new Refusal('failed', String(error))
    }
  }
  watch(
    chosen,
    () => {
      one.value = null
      void ask()
    },
    { immediate: true },
  )
  watch(news, () => void ask())

  /** What an action answered is on show at once; the list follows. */
  function changed(after: SupervisionHistory): void {
    one.value = after
    void ask()
  }
  return { all, one, fault, ask, changed }
}
