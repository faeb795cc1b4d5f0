import { computed, ref, shallowRef, watch } from 'vue'
import { FRAME, LAYOUT_NAMES, type LayoutName } from '../../../../shared/layout/document.ts'
import { layoutOf } from '../../../../shared/layout/choose.ts'
import type { Least } from '../../../../shared/layout/room.ts'
import type { Fields } from '../../../../shared/model/value.ts'
import { textIn, type Language } from '../../../language/say.ts'
import { everyWidget } from '../../../widgets/registry.ts'
import { isFields, listAt, textAt, wordAt } from '../members.ts'
import { isWall } from './boxes.ts'
import { illegible, USUAL_SIGHT, type Sight } from './legible.ts'
import { layoutIn, panelBy, panelsIn, placeable, saysLayout } from './scene-panels.ts'
import { showable } from './showable.ts'
import type { Widgets } from './widget-of.ts'

interface SceneParts {
  readonly scene: () => Fields
  readonly language: () => Language
}

/** What is looked at of a scene, and how it stands there. */
export function useScene({ scene, language }: SceneParts) {
  const name = ref<LayoutName>('wall-16')
  const chosen = ref('')
  const sight = shallowRef<Sight>(USUAL_SIGHT)
  const measured = shallowRef<ReadonlyMap<string, number>>(new Map())
  const cut = shallowRef<ReadonlySet<string> | null>(null)
  watch(name, () => {
    measured.value = new Map()
    cut.value = null
  })
  const widgets = useWidgets()
  const layout = computed(() => layoutIn(scene(), name.value))
  const titles = computed(() => titlesOf(scene(), language()))
  const least: Least = id =>
    widgets.value.get(titles.value.get(id)?.widget ?? '')?.least ?? { width: 0, height: 0 }
  const found = computed(() =>
    layout.value === null
      ? []
      : illegible({
          ...{ layout: layout.value, name: name.value, least },
          ...{ sight: sight.value, measured: measured.value, cut: cut.value },
        }),
  )
  const panel = computed(() => panelBy(scene(), chosen.value))
  return {
    ...{ name, chosen, sight, measured, cut, widgets, layout, titles, least, found, panel },
    scrolls: computed(() => !isWall(name.value)),
    isSaid: computed(() => saysLayout(scene(), name.value)),
    /** The layout that is shown where this one is not said. */
    instead: computed(() => insteadOf(scene(), name.value)),
    /** Which of them the operator may copy. */
    others: computed(() =>
      LAYOUT_NAMES.filter(each => each !== name.value && layoutIn(scene(), each) !== null),
    ),
    placeable: computed(() => placeable(scene())),
    at: computed(() => {
      const i = listAt(scene(), 'panels').findIndex(
        each => isFields(each) && wordAt(each, 'id') === chosen.value,
      )
      return `/panels/${i}`
    }),
    isFrame: computed(() => chosen.value === FRAME),
  }
}

function insteadOf(scene: Fields, name: LayoutName): LayoutName | null {
  const screens = showable(scene)
  const shown = layoutOf(screens, name)
  return LAYOUT_NAMES.find(each => screens.layouts[each] === shown) ?? null
}

const titlesOf = (scene: Fields, language: Language) =>
  new Map(
    panelsIn(scene).map(panel => [
      wordAt(panel, 'id'),
      {
        title: textIn(language, textAt(panel, 'title')) || wordAt(panel, 'id'),
        widget: wordAt(panel, 'widget'),
      },
    ]),
  )

function useWidgets() {
  const widgets = shallowRef<Widgets>(new Map())
  void everyWidget().then(
    all => (widgets.value = all),
    (error: unknown) => console.warn('the widgets could not be fetched', error),
  )
  return widgets
}
