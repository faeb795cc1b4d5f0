import { computed, type ComputedRef } from 'vue'
import { parseTopic } from '../../shared/sync/topic.ts'
import { bannerWords } from '../language/alert-banner.ts'
import { useCity } from '../stores/city.ts'
import { useMirror } from '../stores/mirror.ts'
import { useSettings } from '../stores/settings.ts'
import type { Audience } from '../../shared/access/principal.ts'
import { bannerOf, type BannerView } from './banner.ts'

/** What this screen shows above its scene; null: nothing is told. */
export function useBanner(): ComputedRef<BannerView | null> {
  const city = useCity()
  const mirror = useMirror()
  const settings = useSettings()
  return computed(() => {
    const { cells, topic } = mirror
    const at = parseTopic(topic)
    if (cells === null || at === null) return null
    const { areas } = city
    return bannerOf({
      ...{ cells, city: areas.city.id, audience: at.audience as Audience, language: settings.language },
      ...{ words: bannerWords(settings.language), now: city.time.minute.value },
      nameOf: area => areas.byId(area)?.shortName ?? '',
    })
  })
}
