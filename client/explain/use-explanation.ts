import { nextTick, onUnmounted, ref, shallowRef, watch, type Ref } from 'vue'
import type { FeedFault } from '../../shared/model/feed-fault.ts'
import type { Explanation, Records } from '../../shared/sync/explain.ts'
import { AskError, askExplanation, askRecords } from './ask.ts'

const FILTER_PAUSE_MS = 250

/** What is asked about the cell that is open, and what was answered. A newer question makes the answer to an older one void. */
export function useExplanation(cell: Ref<string | null>) {
  const explanation = shallowRef<Explanation | null>(null)
  const records = shallowRef<Records | null>(null)
  const fault = ref<FeedFault | null>(null)
  const { page, filter, reset } = usePaging(() => void ask(false))
  let asking = new AbortController()

  async function ask(all: boolean): Promise<void> {
    asking.abort()
    const mine = (asking = new AbortController())
    const key = cell.value
    if (key === null) return
    fault.value = null
    try {
      const [told, rows] = await Promise.all([
        all ? askExplanation(key, mine.signal) : explanation.value,
        askRecords(key, page.value, filter.value, mine.signal),
      ])
      if (mine.signal.aborted) return
      explanation.value = told
      records.value = rows
    } catch (error) {
      if (!mine.signal.aborted) fault.value = error instanceof AskError ? error.fault : 'unreadable'
    }
  }

  watch(cell, () => {
    explanation.value = null
    records.value = null
    reset()
    void ask(true)
  })
  onUnmounted(() => asking.abort())

  return { explanation, records, fault, page, filter, again: () => void ask(true) }
}

/** Page and filter of a table; another filter starts at its first page, once typing pauses. */
function usePaging(turned: () => void) {
  const page = ref(1)
  const filter = ref('')
  let pause: ReturnType<typeof setTimeout> | undefined
  let isResetting = false

  watch(page, () => {
    if (!isResetting) turned()
  })
  watch(filter, () => {
    clearTimeout(pause)
    if (isResetting) return
    pause = setTimeout(() => {
      if (page.value === 1) turned()
      else page.value = 1
    }, FILTER_PAUSE_MS)
  })
  onUnmounted(() => clearTimeout(pause))

  /** Back to the start without asking for it: whoever resets asks. */
  function reset(): void {
    clearTimeout(pause)
    isResetting = true
    page.value = 1
    filter.value = ''
    void nextTick(() => (isResetting = false))
  }
  return { page, filter, reset }
}
