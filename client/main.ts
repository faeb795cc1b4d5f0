import { createPinia } from 'pinia'
import { createApp, h } from 'vue'
import { RouterView } from 'vue-router'
import { compileAreas } from '../shared/areas/areas.ts'
import './fonts/fonts.css'
import './theme/tokens.css'
import './layout/type.css'
import { createLanguages } from './language/languages.ts'
import { chance, frame, later, now, openWire } from './live/browser.ts'
import { createLive, type Live } from './live/live.ts'
import { startCityTime, type CityTime } from './live/city-time.ts'
import { createScreenRouter } from './router.ts'
import { provenScenes } from './screen/signed-by.ts'
import { askStart, seatOf } from './start.ts'
import { CITY } from './stores/city.ts'
import { useConnection } from './stores/connection.ts'
import { useMirror } from './stores/mirror.ts'
import { useSettings } from './stores/settings.ts'
import { useUnsent } from './stores/unsent.ts'
import { mayLoadAnew, watchVersion } from './frame/version.ts'
import { watch } from 'vue'

const SETTLED_MS = 5_000

const seat = seatOf(location.pathname)

/** Whoever is not let in: its code comes when it is needed. */
const door = () => import('./door.ts')

/** null: the address of this page names no moment. */
const wentBack = async () =>
  seat === 'desk' && /[?&]at=\d/.test(location.search) ? (await door()).goBack() : null

function settleLater(mirror: ReturnType<typeof useMirror>, live: Live): void {
  // At a wall not before the first picture, which is waited for.
  later(
    seat === 'wall' ? SETTLED_MS : 0,
    () => void door().then(({ settle }) => settle(seat, now, mirror, live.tell)),
  )
}

async function start(): Promise<void> {
  const started = await askStart({
    later,
    chance,
    seat,
    onDenied: async () => (await door()).letIn(seat, later),
  })
  const areas = compileAreas(started.areas, started.boundary)
  const pinia = createPinia()
  const settings = useSettings(pinia)
  const connection = useConnection(pinia)
  const languages = createLanguages()
  watch(
    () => settings.language,
    // Without the words of the other language a page goes on in the one it has; the next choice asks again.
    language => void languages.speak(language).catch((error: unknown) => console.warn(error)),
    { immediate: true },
  )

  const back = await wentBack()
  let time: CityTime | null = null
  const live = createLive({
    open: () => back?.open() ?? openWire(seat),
    now,
    chance,
    later,
    frame,
    onChange: state => connection.changed(state, at => live.clock.then(at)),
    onRefused: message => (connection.refused = message),
    onShut: () => void door().then(({ lookWhetherIn }) => lookWhetherIn(seat)),
    onTime: () => time?.update(),
  })
  time = startCityTime(live.clock, now, later)

  const mirror = useMirror(pinia)
  if (seat === 'wall') mirror.proven = await provenScenes(started.signedBy ?? null)
  const router = createScreenRouter(areas, started.places, () =>
    mirror.scenes.length > 0 ? mirror.scenes : started.scenes,
  )
  createApp({ render: () => h(RouterView) })
    .use(pinia)
    .use(languages)
    .use(router)
    .provide(CITY, { ...started, areas, live, time, replay: back?.recorded.now ?? null })
    .mount('#app')
  watchVersion(() => mayLoadAnew(seat === 'wall', () => useUnsent(pinia).isHeld))
  settleLater(mirror, live)
}

/** Whoever is not in yet, and what people do beside looking at the city. */
const PEOPLE = /^\/(enter|set-up|account|admin|work|console|investor|preview|about)\b/

if (PEOPLE.test(location.pathname)) void door().then(({ showPeople }) => showPeople())
else void start()
