import { createPinia } from 'pinia'
import { createApp, ref } from 'vue'
import { compileAreas } from '../../shared/areas/areas.ts'
import { createLanguages } from '../language/languages.ts'
import { chance, later } from '../live/browser.ts'
import { createCityClock } from '../live/clock.ts'
import type { Live } from '../live/live.ts'
import { createTrackedCells } from '../live/tracked-cells.ts'
import { askStart } from '../start.ts'
import { CITY } from '../stores/city.ts'
import TrialApp from './TrialApp.vue'

/** What a trial shows is told by the page around it: nothing of the city is followed. */
const NOTHING: Live = {
  show: () => undefined,
  cells: () => createTrackedCells(new Map()),
  isKnown: () => false,
  keptUntil: () => null,
  isCaughtUp: () => true,
  onDrawn: () => () => undefined,
  clock: createCityClock(),
  tell: () => undefined,
  stop: () => undefined,
}

/** Panels over the records of a trial, beside the form of a feed: drawn by what draws them on a wall, and on its ground. */
export async function showTrial(): Promise<void> {
  const never = () => new Promise<void>(() => undefined)
  const told = await askStart({ ...{ later, chance, seat: 'desk', onDenied: never } })
  const areas = compileAreas(told.areas, told.boundary)
  const { title, audience, scenes } = told
  const languages = createLanguages()
  const now = ref(0)
  createApp(TrialApp, { languages, setClock: (at: number) => void (now.value = at) })
    .use(createPinia())
    .use(languages)
    .provide(CITY, {
      title,
      areas,
      audience,
      scenes,
      live: NOTHING,
      replay: null,
      time: { second: now, minute: now },
    })
    .mount('#app')
}
