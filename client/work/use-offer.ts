import { shallowRef, watch, type Ref } from 'vue'
import type { Refusal } from '../people/asking.ts'
import { refusalOf } from './action.ts'

export interface Offer<T> {
  /** null before the first answer. */
  readonly offered: Readonly<Ref<T | null>>
  readonly fault: Readonly<Ref<Refusal | null>>
  ask(): Promise<void>
}

/** What forms offer: asked for whenever somebody begins to be able to do something. What was told stays while it is asked for anew. */
export function useOffer<T>(load: () => Promise<T>, isNeeded: () => boolean): Offer<T> {
  const offered = shallowRef<T | null>(null)
  const fault = shallowRef<Refusal | null>(null)

  async function ask(): Promise<void> {
    try {
      offered.value = await load()
      fault.value = null
    } catch (error) {
      fault.value = refusalOf(error)
    }
  }
  watch(
    isNeeded,
    needed => {
      if (needed) void ask()
      else fault.value = null
    },
    { immediate: true },
  )
  return { offered, fault, ask }
}
