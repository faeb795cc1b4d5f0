import { computed, onUnmounted, ref, shallowRef, type ComputedRef, type Ref } from 'vue'
import { compileAreas, type Areas } from '../../shared/areas/areas.ts'
import type { ShownFeed, SceneDocument } from '../../shared/model/documents.ts'
import type { Start } from '../../shared/sync/start.ts'
import { topicName } from '../../shared/sync/topic.ts'
import { chance, frame, later, now, openWire } from '../live/browser.ts'
import { startCityTime } from '../live/city-time.ts'
import { offlineSince } from '../live/connection.ts'
import { createLive } from '../live/live.ts'
import { askStart } from '../start.ts'
import type { Cells } from '../widgets/cells.ts'

export interface CityLink {
  /** The city's time, by the minute; 0 before it was told. */
  readonly minute: Readonly<Ref<number>>
  readonly areas: Readonly<Ref<Areas | null>>
  /** Another value whenever somebody, or time, did something about what is watched. */
  readonly news: ComputedRef<unknown>
  /** Some feed is not of the real city. */
  readonly simulated: ComputedRef<boolean>
  /** City time since which nothing is heard; null while the server is there. */
  readonly lostAt: Readonly<Ref<number | null>>
}

/** What a page wants to hear of. */
export interface Watched {
  /** The scene that has it; left out: the first. */
  readonly scene?: string
  /** Its cell, or more than one, by the scene's document; null: this scene does not say. */
  readonly cell: (scene: SceneDocument | undefined, city: string) => string | readonly string[] | null
}

/** The word of the socket for a page that shows no scene: it watches one that says what the page is about. */
export function useCityLink(watched: Watched): CityLink {
  const areas = shallowRef<Areas | null>(null)
  const lostAt = ref<number | null>(null)
  const topic = ref('')
  const isKnown = ref(false)

  const live = createLive({
    ...{ now, chance, later, frame },
    open: () => openWire('desk'),
    onChange(state) {
      const since = offlineSince(state)
      lostAt.value = since === null ? null : (lostAt.value ?? live.clock.now(since))
    },
    onRefused: message => console.warn('the server refuses to say what is new', message),
    onShut: () => undefined,
    onTime: () => time.update(),
  })
  const time = startCityTime(live.clock, now, later)
  const stopDrawing = live.onDrawn(() => (isKnown.value = live.isKnown(topic.value)))
  onUnmounted(() => {
    stopDrawing()
    time.stop()
    live.stop()
  })
  void started().then(start => {
    areas.value = compileAreas(start.areas)
    topic.value = topicOf(start, watched.scene)
    live.show([topic.value])
  })

  const cells = computed(() => (isKnown.value ? live.cells(topic.value) : null))
  return {
    ...{ areas, lostAt, minute: time.minute },
    // The same news are the same value, though they are told of several cells.
    news: computed<readonly unknown[]>(before => {
      const now = newsIn(watched, cells.value, areas.value, topic.value)
      return before?.length === now.length && now.every((value, i) => value === before[i]) ? before : now
    }),
    simulated: computed(() => isSimulated(cells.value)),
  }
}

/** Whoever is let in nowhere waits here: the page around says so. */
const started = () => askStart({ later, chance, seat: 'desk', onDenied: () => new Promise(() => undefined) })

const topicOf = ({ scenes, places, audience }: Start, wanted: string | undefined): string =>
  topicName({
    scene: (scenes.find(({ id }) => id === wanted) ?? scenes[0])?.id ?? '',
    ...{ place: places[0] ?? '', audience },
  })

function newsIn({ cell }: Watched, cells: Cells | null, areas: Areas | null, topic: string): unknown[] {
  if (cells === null || areas === null) return []
  const scene = cells.documents('scene').get(topic.replace(/\/.*/, ''))
  const keys = cell(scene as unknown as SceneDocument | undefined, areas.city.id) ?? []
  return [keys].flat().map(key => cells.get(key))
}

const isSimulated = (cells: Cells | null): boolean =>
  [...(cells?.documents('feed').values() ?? [])].some(body => (body as unknown as ShownFeed).simulated)
