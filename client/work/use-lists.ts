import { shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { Refusal } from '../people/asking.ts'
import { refusalOf } from './action.ts'

/** How the server is asked. */
export interface Asking<All, One> {
  readonly all: () => Promise<All>
  readonly one: (id: string) => Promise<One>
}

export interface Lists<All, One> {
  /** null before the first answer. */
  readonly all: Readonly<ShallowRef<All | null>>
  readonly one: Readonly<ShallowRef<One | null>>
  readonly fault: Readonly<ShallowRef<Refusal | null>>
  ask(): Promise<void>
  /** What an action answered is on show at once; the list follows. */
  changed(after: One): void
}

/** All that a person may see, and the one that is chosen; both asked for anew on every word of the socket. */
export function useLists<All, One>(
  asking: Asking<All, One>,
  chosen: Readonly<Ref<string | null>>,
  news: Readonly<Ref<unknown>>,
): Lists<All, One> {
  const all = shallowRef(null) as ShallowRef<All | null>
  const one = shallowRef(null) as ShallowRef<One | null>
  const fault = shallowRef<Refusal | null>(null)
  let turn = 0

  async function ask(): Promise<void> {
    const mine = ++turn
    const id = chosen.value
    try {
      const [list, history] = await Promise.all([asking.all(), id === null ? null : asking.one(id)])
      if (mine !== turn) return
      all.value = list
      one.value = history
      fault.value = null
    } catch (error) {
      if (mine !== turn) return
      fault.value = refusalOf(error)
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

  function changed(after: One): void {
    one.value = after
    void ask()
  }
  return { all, one, fault, ask, changed }
}
