import { computed } from 'vue'
import type { Fields } from '../../../../shared/model/value.ts'
import type { FeedBesideAnswer } from '../../../../shared/sync/trial.ts'
import { get, post } from '../../../people/asking.ts'
import { useAsked, useDoing } from '../../../people/use-asked.ts'
import { useEvery } from '../../../people/use-every.ts'
import { wordAt } from '../members.ts'

/** So often its counts are asked for while it runs. */
const EVERY_MS = 5_000

/** A version of a feed that runs beside the one in force, for longer than a look. */
export function useBeside(document: () => Fields) {
  const doing = useDoing()
  const id = wordAt(document(), 'id')
  const asked = useAsked(() => get<FeedBesideAnswer>(`/api/feeds/${encodeURIComponent(id)}/beside`))
  const beside = computed(() => asked.told.value?.beside ?? null)
  useEvery(EVERY_MS, () => {
    if (beside.value?.state === 'running') void asked.ask()
  })
  const after = async (work: () => Promise<unknown>) => {
    if (await doing.run(work)) await asked.ask()
  }
  return {
    ...{ beside, busy: doing.busy, fault: doing.fault },
    /** Not while nothing of it is in force. */
    isOpen: computed(() => asked.told.value !== null),
    start: () => after(() => post('/api/feeds/beside', { document: document() })),
    stop: () => after(() => post('/api/feeds/beside/stop', { id })),
  }
}
