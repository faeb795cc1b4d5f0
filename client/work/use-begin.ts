import { computed } from 'vue'
import { useAct, type ContentOf } from './use-act.ts'
import { useTyped } from './use-typed.ts'

/** In what forms differ with which one is begun. */
interface Beginning<One extends object, Body extends { readonly action: string }> {
  readonly contentOf: () => ContentOf<Body>
  readonly send: (body: Body) => Promise<One>
  readonly begun: (one: One) => void
}

/** Beginning a matter: nothing is known of it yet that could change meanwhile. */
export function useBegin<One extends object, Body extends { readonly action: string }>(
  beginning: Beginning<One, Body>,
) {
  const { busy, fault, run } = useAct<One>()
  const { typed, given } = useTyped()
  const act = computed(() => ({
    ...{ busy: busy.value, fault: fault.value, news: [], isPossible: true },
    ...{ onTyped: typed, onCancel: given },
  }))

  async function submit(): Promise<void> {
    const one = await run(beginning.contentOf, body => beginning.send(body as ContentOf<Body> & Body))
    if (one === null) return
    given()
    beginning.begun(one)
  }
  return { act, submit }
}
