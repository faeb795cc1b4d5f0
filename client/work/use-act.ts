import { ref, shallowRef, type Ref } from 'vue'
import type { Refusal } from '../people/asking.ts'
import { currentIn, newAction, refusalOf } from './action.ts'

/** What is sent of a form, before it is known by its action. */
export type ContentOf<Body extends { readonly action: string }> = Omit<Body, 'action'>

export interface Act<T> {
  readonly busy: Readonly<Ref<boolean>>
  readonly fault: Readonly<Ref<Refusal | null>>
  /** Does it; how it stands afterwards, also where it came too late. null: it was not done, and `fault` says why. */
  run<Content extends object>(
    contentOf: () => Content | Promise<Content>,
    send: (body: Content & { readonly action: string }) => Promise<T>,
  ): Promise<T | null>
  clear(): void
}

/**
 * What a person does. Until it was taken the same content is the same action, so that what was lost on its way is done once; other
 * content is another one, since the server may have taken the first and only its answer was lost.
 */
export function useAct<T extends object>(): Act<T> {
  const busy = ref(false)
  const fault = shallowRef<Refusal | null>(null)
  const actions = new Map<string, string>()

  const run: Act<T>['run'] = async (contentOf, send) => {
    if (busy.value) return null
    busy.value = true
    fault.value = null
    try {
      const content = await contentOf()
      const said = saidIn(content)
      const action = actions.get(said) ?? newAction()
      actions.set(said, action)
      const after = await send({ ...content, action })
      actions.delete(said)
      return after
    } catch (error) {
      fault.value = refusalOf(error)
      return currentIn<T>(fault.value)
    } finally {
      busy.value = false
    }
  }
  return { busy, fault, run, clear: () => (fault.value = null) }
}

/** `seen` moves with what happens meanwhile, also by this very action: it is no part of what somebody says. */
const saidIn = (content: object): string =>
  JSON.stringify(content, (name, value: unknown) => (name === 'seen' ? undefined : value))
