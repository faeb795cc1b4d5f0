import { nextTick, onUnmounted, ref, shallowRef, watch, type Ref } from 'vue'
import type { FeedFault } from '../../shared/model/feed-fault.ts'
import type { Explanation, Records } from '../../shared/sync/explain.ts'
import { AskError, askExplanation, askRecords } from './ask.ts'
import type { Asked } from './use-asking.ts'

const FILTER_PAUSE_MS = 250

/** What is asked, and what was answered. A newer question makes the answer to an older one void. */
export function useExplanation(asked: Ref<Asked | null>) {
  const explanation = shallowRef<Explanation | null>(null)
  const records = shallowRef<Records | null>(null)
  const fault = ref<FeedFault | null>(null)
  const { page, filter, reset } = usePaging(() => void ask(false))
  let asking = new AbortController()

  async function ask(all: boolean): Promise<void> {
    asking.abort()
    const mine = (asking = new AbortController())
    const wanted = asked.value
    if (wanted === null) return
    const { cell, record } = wanted
    fault.value = null
    try {
      const [told, rows] = await Promise.all([
        all ? askExplanation(cell, mine.signal) : explanation.value,
        askRecords({ cell, record, page: page.value, filter: filter.value }, mine.signal),
      ])
      if (mine.signal.aborted) return
      explanation.value = told
      records.value = rows
    } catch (error) {
      if (!mine.signal.aborted) fault.value = error instanceof AskError ? error.fault : 'unreadable'
    }
  }

  watch(asked, (now, before) => {
    // Of the same number only other records are asked for.
    const isSame = now !== null && now.cell === before?.cell
    if (!isSame) explanation.value = null
    records.value = null
    reset()
    void ask(!isSame)
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
