import { computed, shallowRef } from 'vue'
import type { Fields } from '../../../../shared/model/value.ts'
import type { FeedSample } from '../../../../shared/sync/trial.ts'
import { post } from '../../../people/asking.ts'
import { useDoing } from '../../../people/use-asked.ts'
import { recordsOf, seenPaths } from './sample-paths.ts'

/** What the upstream says to a connection that is made for a look. */
export function useSample(document: () => Fields) {
  const doing = useDoing()
  const sample = shallowRef<FeedSample | null>(null)
  const records = computed(() => (sample.value === null ? [] : recordsOf(sample.value)))
  const seen = computed(() => seenPaths(records.value))
  const ask = () =>
    doing.run(async () => {
      sample.value = await post<FeedSample>('/api/documents/sample', { document: document() })
    })
  return { sample, records, seen, ask, busy: doing.busy, fault: doing.fault }
}
export type Sample = ReturnType<typeof useSample>
