import { computed, ref, watch } from 'vue'
import type { Fields } from '../../../../shared/model/value.ts'
import type { DocumentFile } from '../../../../shared/sync/publications.ts'
import { get } from '../../../people/asking.ts'
import { useAsked } from '../../../people/use-asked.ts'
import { withMetric } from './alert-model.ts'

const fileAt = (id: string) => get<DocumentFile>(`/api/documents/metric/${encodeURIComponent(id)}`)

/** The number that a rule watches, as it is in force: by its areas, dimensions and unit the form asks for the rest. */
export function useMetric(named: () => string) {
  const wanted = ref(named())
  const { told, fault, ask } = useAsked(async () =>
    wanted.value === '' ? null : { id: wanted.value, document: (await fileAt(wanted.value)).inForce },
  )
  watch(named, id => {
    wanted.value = id
    void ask()
  })
  return {
    metric: computed((): Fields | null => (told.value?.id === named() ? told.value.document : null)),
    isMissing: computed(() => fault.value !== null && named() !== ''),
    /** Another one is chosen: what is known of it comes first, so that the rule is never one that cannot be. */
    async take(id: string, document: Fields, emit: (after: Fields) => void): Promise<void> {
      wanted.value = id
      await ask()
      const metric = told.value?.id === id ? told.value.document : null
      if (metric !== null) emit(withMetric(document, metric))
    },
  }
}
