import { computed } from 'vue'
import type { ConsoleFamily, DocumentsStanding } from '../../../shared/sync/publications.ts'
import { textIn } from '../../language/say.ts'
import { get } from '../../people/asking.ts'
import { useAsked } from '../../people/use-asked.ts'
import { useSettings } from '../../stores/settings.ts'
import type { Option } from './options.ts'

/** What a document may name of other families: what is in force, by title and id. */
export function useNamed() {
  const settings = useSettings()
  const { told } = useAsked(() => get<DocumentsStanding>('/api/documents'))
  const optionsOf = (family: ConsoleFamily) =>
    computed((): readonly Option[] =>
      (told.value?.families[family] ?? [])
        .filter(({ isRetired }) => !isRetired)
        .map(({ id, title }) => ({ id, title: `${textIn(settings.language, title)} ${id}` })),
    )
  return { optionsOf }
}
