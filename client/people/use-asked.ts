import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { Refusal } from './asking.ts'

export const refusalOf = (error: unknown): Refusal =>
  error instanceof Refusal ? error : new Refusal('failed', String(error))

export interface Asked<T> {
  /** null before the first answer. */
  readonly told: Readonly<ShallowRef<T | null>>
  readonly fault: Readonly<ShallowRef<Refusal | null>>
  ask(): Promise<void>
}

/** What a page shows, asked once now and again after whatever changed it; the last answer stays while it is asked for anew. */
export function useAsked<T>(load: () => Promise<T>): Asked<T> {
  const told = shallowRef<T | null>(null)
  const fault = shallowRef<Refusal | null>(null)
  let turn = 0
  async function ask(): Promise<void> {
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
  void ask()
  return { told, fault, ask }
}

export interface Doing {
  readonly busy: Readonly<Ref<boolean>>
  readonly fault: Readonly<ShallowRef<Refusal | null>>
  /** What was done last, in a sentence; '' before. */
  readonly done: Ref<string>
  /** Does one thing at a time. Whether it was done: what was not is said by `fault`. */
  run(work: () => Promise<unknown>, sentence?: string): Promise<boolean>
}

export function useDoing(): Doing {
  const busy = ref(false)
  const done = ref('')
  const fault = shallowRef<Refusal | null>(null)
  async function run(work: () => Promise<unknown>, sentence = ''): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    fault.value = null
    done.value = ''
    try {
      await work()
      done.value = sentence
      return true
    } catch (error) {
      fault.value = refusalOf(error)
      return false
    } finally {
      busy.value = false
    }
  }
  return { busy, fault, done, run }
}
