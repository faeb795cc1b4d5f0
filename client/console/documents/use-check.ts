import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { Fields } from '../../../shared/model/value.ts'
import type { ConsoleFamily } from '../../../shared/sync/publications.ts'
import type { DocumentCheck } from '../../../shared/sync/trial.ts'
import { post, type Refusal } from '../../people/asking.ts'
import { refusalOf } from '../../people/use-asked.ts'
import type { CheckState } from './publishing.ts'

/** So long after the last change it is asked what the server says of it. */
const REST_MS = 600

export interface Checked {
  readonly document: Fields
  readonly check: DocumentCheck
}

/** What the server says of the document as it stands; the last answer stays on show while it is asked anew. */
export function useCheck(family: ConsoleFamily, document: () => Fields, isFixed: boolean) {
  const checked = shallowRef<Checked | null>(null)
  const fault = shallowRef<Refusal | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn = 0

  async function ask(): Promise<void> {
    const mine = ++turn
    const sent = document()
    try {
      const check = await post<DocumentCheck>('/api/documents/check', { family, document: sent })
      if (mine !== turn) return
      checked.value = { document: sent, check }
      fault.value = null
    } catch (error) {
      if (mine === turn) fault.value = refusalOf(error)
    }
  }
  function later(): void {
    // What is on its way is about an older one.
    turn++
    fault.value = null
    clearTimeout(timer)
    timer = setTimeout(() => void ask(), REST_MS)
  }
  if (!isFixed) {
    watch(document, later)
    void ask()
  }
  onScopeDispose(() => {
    turn++
    clearTimeout(timer)
  })

  const state = computed((): CheckState => {
    if (fault.value !== null) return 'unknown'
    if (checked.value?.document !== document()) return 'checking'
    return checked.value.check.ok ? 'fine' : 'faulty'
  })
  const faults = computed(() => {
    const check = checked.value?.check
    return check === undefined || check.ok ? [] : check.faults
  })
  return { checked, fault, state, faults, ask }
}
export type Check = ReturnType<typeof useCheck>
