import { computed, ref, shallowRef } from 'vue'
import type { Fields } from '../../../../shared/model/value.ts'
import type { FeedSample } from '../../../../shared/sync/trial.ts'
import { post } from '../../../people/asking.ts'
import { useDoing } from '../../../people/use-asked.ts'
import { recordsOf, seenPaths } from './sample-paths.ts'

/** What the upstream says to a connection that is made for a look, or said lately, and what comes of it. */
export function useSample(document: () => Fields) {
  const doing = useDoing()
  const sample = shallowRef<FeedSample | null>(null)
  const records = computed(() => (sample.value === null ? [] : recordsOf(sample.value)))
  const seen = computed(() => seenPaths(records.value))
  /** What was tried, as it was written then. */
  const tried = ref('')
  const isOld = computed(() => sample.value !== null && tried.value !== triedBy(document()))
  const ask = (anew = false) =>
    doing.run(async () => {
      const asked = document()
      const body = { document: asked, ...(anew ? { anew } : {}) }
      sample.value = await post<FeedSample>('/api/documents/sample', body)
      tried.value = triedBy(asked)
    })
  return { sample, records, seen, isOld, ask, busy: doing.busy, fault: doing.fault }
}

/** All that a trial depends on: what a feed is called, and when it is late, is no part of it. */
const triedBy = ({ connector, settings, secrets, source, kind, mapping }: Fields): string =>
  JSON.stringify([connector, settings, secrets, source, kind, mapping])

export type Sample = ReturnType<typeof useSample>
