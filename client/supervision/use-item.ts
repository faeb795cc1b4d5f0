import { ref, shallowRef, watch, type Ref } from 'vue'
import type { Issuer, ItemSupervisions, SupervisionHistory } from '../../shared/sync/supervision.ts'
import { Refusal } from '../people/asking.ts'
import { askItem, matterIn } from './asking.ts'

/** The matter that is open, with what was pressed for it. It is asked for anew on every word of the socket, and stays on show meanwhile. */
export function useItem(record: Readonly<Ref<string | null>>, news: Readonly<Ref<unknown>>) {
  const told = shallowRef<ItemSupervisions | null>(null)
  const fault = shallowRef<Refusal | null>(null)
  /** As what somebody is about to press for it; null: nobody is. Another may be first: his words stay until they were taken. */
  const issuing = ref<Issuer | null>(null)
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
    issuing.value = null
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
  /** How it stands after somebody pressed for it, also where he came too late. */
  function issued(after: SupervisionHistory, isDone: boolean): void {
    if (isDone) issuing.value = null
    changed(after)
  }
  return { told, fault, issuing, ask, changed, issued }
}
