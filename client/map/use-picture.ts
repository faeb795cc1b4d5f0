import type { Language } from '../language/say.ts'
import { computed, type Ref, type ShallowRef } from 'vue'
import { cameraOf, type Stage } from './camera.ts'
import { flatGround, flatPicture } from './flat.ts'
import { viewFor, type Variant } from './framing.ts'
import type { Point } from './geometry.ts'
import { groundSheet, type States } from './ground.ts'
import type { Palette } from './palette.ts'
import { pickLabel, pickRaised, pickPlot } from './pick.ts'
import type { Figures, Focus, Highlight, Setting, State } from './picture.ts'
import type { Plan } from './plan.ts'
import { fromAbove, tilted } from './projection.ts'
import { raisedPicture, statesOf } from './raised.ts'
import type { GroundDrawing, FiguresDrawing } from './use-canvases.ts'
import { useCamera, type Wanted } from './use-camera.ts'
import type { Size } from './use-stage.ts'

export interface PictureSource {
  readonly plan: Ref<Plan>
  readonly figures: Ref<Figures>
  readonly palette: Ref<Palette>
  readonly size: ShallowRef<Size>
  readonly highlight: Ref<Highlight | null>
  readonly variant: () => Variant
  readonly focus: () => Focus
  readonly unit: () => number
  readonly labels: () => boolean
  readonly language: () => Language
  readonly still: () => boolean
}

/** From what is known to what is drawn. Each part is worked out again only when something it depends on changed. */
export function usePicture(source: PictureSource) {
  const { plan, figures, palette, size, highlight, variant } = source
  const projection = computed(() => (variant() === 'raised' ? tilted : fromAbove))
  const stage = computed<Stage>(() => ({
    width: size.value.width,
    height: size.value.height,
    unit: source.unit(),
  }))
  const wanted = computed<Wanted>(() => ({
    view: viewFor(plan.value, projection.value, stage.value, variant(), source.labels(), source.focus()),
    place: source.focus() ?? '',
  }))
  const view = useCamera(wanted, source.still)
  const setting = computed<Setting>(() => ({
    plan: plan.value,
    camera: cameraOf(plan.value.side, projection.value, view.value, stage.value),
    palette: palette.value,
    focus: source.focus(),
    labels: source.labels(),
    language: source.language(),
  }))
  const states = useStates(figures)

  const groundDrawing = computed<GroundDrawing>(() => ({
    sheet: variant() === 'raised' ? groundSheet(setting.value, states.value) : flatGround(setting.value),
    fill: {
      setting: setting.value,
      projection: projection.value,
      fills: fillsOf(setting.value, states.value),
    },
  }))
  const raised = computed(() => raisedPicture(setting.value, figures.value, highlight.value))
  const figuresDrawing = computed<FiguresDrawing>(() => ({
    sheet:
      variant() === 'raised'
        ? raised.value.sheet
        : flatPicture(setting.value, figures.value, highlight.value),
    palette: palette.value,
    picture: setting.value,
  }))

  /** The area that a point of the stage means. */
  const pickAt = (point: Point): string | null => {
    const { camera } = setting.value
    if (variant() === 'flat') return pickPlot(plan.value, camera, point)
    const { labels, columns } = raised.value
    return pickLabel(labels, point) ?? pickRaised(plan.value, camera, columns, point)
  }
  return { groundDrawing, figuresDrawing, pickAt }
}

/** The states as text do not change when only counts do, and then neither does the ground. */
function useStates(figures: Ref<Figures>) {
  const text = computed(() => JSON.stringify([...statesOf(figures.value)]))
  return computed<States>(() => new Map(JSON.parse(text.value) as [string, State][]))
}

function fillsOf({ plan, palette }: Setting, states: States): ReadonlyMap<string, string> {
  return new Map(
    plan.districts.map(({ node: { id } }) => [
      id,
      states.get(id) === 'bad' ? palette.badTile : palette.ground,
    ]),
  )
}
