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
  /** Of the list. */
  readonly fault: Readonly<ShallowRef<Refusal | null>>
  /** Of the one that is chosen: the list may be there all the same. */
  readonly oneFault: Readonly<ShallowRef<Refusal | null>>
  ask(): Promise<void>
  /** What an action answered is on show at once; the list follows. */
  changed(after: One): void
}

/** All that a person may see, and the one that is chosen; both asked for anew on every word of the socket, each for itself. */
export function useLists<All, One>(
  asking: Asking<All, One>,
  chosen: Readonly<Ref<string | null>>,
  news: Readonly<Ref<unknown>>,
): Lists<All, One> {
  const list = useTold<All>()
  const history = useTold<One>()

  async function ask(): Promise<void> {
    const id = chosen.value
    await Promise.all([list.ask(asking.all), history.ask(() => (id === null ? null : asking.one(id)))])
  }
  watch(
    chosen,
    () => {
      history.told.value = null
      history.fault.value = null
      void ask()
    },
    { immediate: true },
  )
  watch(news, () => void ask())

  function changed(after: One): void {
    history.told.value = after
    void ask()
  }
  return { all: list.told, one: history.told, fault: list.fault, oneFault: history.fault, ask, changed }
}

/** The last answer stays while it is asked for anew, and when there is none. */
function useTold<T>() {
  const told = shallowRef(null) as ShallowRef<T | null>
  const fault = shallowRef<Refusal | null>(null)
  let turn = 0
  async function ask(load: () => Promise<T> | null): Promise<void> {
    const mine = ++turn
    try {
      const answer = await load()
      if (mine !== turn) return
      told.value = answer
      fault.value = null
    } catch (error) {
      if (mine === turn) fault.value = refusalOf(error)
    }
  }
  return { told, fault, ask }
}
