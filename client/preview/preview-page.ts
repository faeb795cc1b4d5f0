import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { compileAreas } from '../../shared/areas/areas.ts'
import { createLanguages } from '../language/languages.ts'
import { chance, frame, later, now, openWire } from '../live/browser.ts'
import { startCityTime } from '../live/city-time.ts'
import { createLive } from '../live/live.ts'
import { askStart } from '../start.ts'
import { CITY } from '../stores/city.ts'
import { useConnection } from '../stores/connection.ts'
import { usePlaceAndScene } from '../stores/place-and-scene.ts'
import { useSettings } from '../stores/settings.ts'
import PreviewApp from './PreviewApp.vue'

/** A screen inside the console, with the eyes of whoever sits there: the page around it says what it shows. */
export async function showPreview(): Promise<void> {
  const never = () => new Promise<void>(() => undefined)
  const { title, audience, scenes, places, ...told } = await askStart({
    ...{ later, chance, seat: 'desk', onDenied: never },
  })
  const areas = compileAreas(told.areas, told.boundary)
  const pinia = createPinia()
  const languages = createLanguages()
  await languages.speak(useSettings(pinia).language)
  const connection = useConnection(pinia)
  const live = createLive({
    ...{ now, chance, later, frame },
    open: () => openWire('desk'),
    onChange: state => connection.changed(state, at => live.clock.then(at)),
    onRefused: message => (connection.refused = message),
    onShut: () => undefined,
    onTime: () => time.update(),
  })
  const time = startCityTime(live.clock, now, later)
  usePlaceAndScene(pinia).look({ place: places[0] ?? areas.city.id })
  // Every address is the same picture: nothing in it leads anywhere.
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:rest(.*)', component: PreviewApp }],
  })
  createApp(PreviewApp)
    .use(pinia)
    .use(languages)
    .use(router)
    .provide(CITY, { title, areas, audience, scenes, live, time, replay: null })
    .mount('#app')
}
