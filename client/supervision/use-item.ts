import { ref, shallowRef, watch, type Ref } from 'vue'
import type { ItemSupervisions, SupervisionHistory } from '../../shared/sync/supervision.ts'
import { Refusal } from '../people/asking.ts'
import { askItem, matterIn } from './asking.ts'

/** The matter that is open, with what was pressed for it. It is asked for anew on every word of the socket, and stays on show meanwhile. */
export function useItem(record: Readonly<Ref<string | null>>, news: Readonly<Ref<unknown>>) {
  const told = shallowRef<ItemSupervisions | null>(null)
  const fault = shallowRef<Refusal | null>(null)
  const turn = ref(0)

  async function ask(): Promise<void> {
    const mine = ++turn.value
    if (record.value === null) return
    try {
      const answer = await askItem(matterIn(record.value))
      if (mine !== turn.value) return
      told.value = answer
      fault.value = null
    } catch (error) {
      if (mine !== turn.value) return
      fault.value = error instanceof Refusal ? error : new Refusal('failed', String(error))
    }
  }
  watch(record, () => {
    told.value = null
    fault.value = null
    void ask()
  })
  watch(news, () => void ask())

  /** What an action answered is newer than what was asked before it. */
  function changed(after: SupervisionHistory): void {
    turn.value++
    if (told.value === null) return
    const others = told.value.supervisions.filter(({ id }) => id !== after.id)
    told.value = { ...told.value, issue: null, supervisions: [after, ...others] }
    if (after.row['open'] !== true) void ask()
  }
  return { told, fault, ask, changed }
}
