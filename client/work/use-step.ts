import { computed, type ComputedRef } from 'vue'
import type { HistoryEntry } from './history.ts'
import type { Manner } from './manner.ts'
import type { MatterHistory } from './matter.ts'
import { useAct, type ContentOf } from './use-act.ts'
import { useTyped } from './use-typed.ts'

/** In what steps of one sort of matter differ from those of another. */
interface Step<One extends MatterHistory, Words, Body extends { readonly action: string }> {
  readonly name: () => string
  readonly matter: () => One
  readonly manner: ComputedRef<Manner<Words>>
  readonly newsSince: (before: One, after: One, manner: Manner<Words>) => HistoryEntry[]
  /** What is sent of its form, with what was seen of the matter. */
  readonly contentOf: (seen: number) => ContentOf<Body> | Promise<ContentOf<Body>>
  readonly send: (one: One, body: Body) => Promise<One>
  readonly changed: (after: One, isDone: boolean) => void
}

/** One step with a matter: what came too late keeps its words, and says what happened meanwhile. */
export function useStep<One extends MatterHistory, Words, Body extends { readonly action: string }>(
  step: Step<One, Words, Body>,
) {
  const { busy, fault, run } = useAct<One>()
  const { typed, given } = useTyped()
  /** As it was when the form was opened: what happened since is told, whether a clock, a person or a refusal brought it. */
  const first = step.matter()
  const act = computed(() => ({
    ...{ busy: busy.value, fault: fault.value, onTyped: typed, onCancel: given },
    news: step.newsSince(first, step.matter(), step.manner.value),
    isPossible: step.matter().can.includes(step.name()),
  }))

  async function submit(): Promise<void> {
    const one = step.matter()
    const after = await run(
      () => step.contentOf(Number(one.row['step'])),
      body => step.send(one, body as ContentOf<Body> & Body),
    )
    if (after === null) return
    const isDone = fault.value === null
    if (isDone) given()
    step.changed(after, isDone)
  }
  return { act, submit }
}
