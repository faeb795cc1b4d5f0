import { onBeforeUnmount, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { Palette } from './palette.ts'
import { createMapRenderer, type GroundFill, type MapRenderer } from './render.ts'
import type { Sheet } from './shapes.ts'
import type { Size } from './use-stage.ts'

export interface GroundDrawing {
  readonly sheet: Sheet
  readonly fill: GroundFill
}

export interface FiguresDrawing {
  readonly sheet: Sheet
  readonly palette: Palette
  /** What the heights belong to: columns are eased only from one count to the next, never while the picture itself moves. */
  readonly picture: object
}

interface Drawings {
  readonly ground: Ref<HTMLElement | null>
  readonly figures: Ref<HTMLElement | null>
  readonly size: ShallowRef<Size>
  /** 0 while nothing can be drawn yet. */
  readonly glyphs: Ref<number>
  readonly groundDrawing: ComputedRef<GroundDrawing>
  readonly figuresDrawing: ComputedRef<FiguresDrawing>
  readonly still: () => boolean
}

/** Draws what changed, when it changed, and nothing else. */
export function useCanvases(drawings: Drawings): void {
  const { size, glyphs, groundDrawing, figuresDrawing } = drawings
  const renderer = shallowRef<MapRenderer | null>(null)
  let drawn: object | null = null

  const stop = () => {
    renderer.value?.stop()
    renderer.value = null
    drawn = null
  }
  const drawGround = () => renderer.value?.drawGround(groundDrawing.value.sheet, groundDrawing.value.fill)
  const drawFigures = () => {
    const { sheet, palette, picture } = figuresDrawing.value
    renderer.value?.drawFigures(sheet, palette, drawn === picture && !drawings.still())
    if (renderer.value !== null) drawn = picture
  }
  const prepare = () => {
    const [ground, figures] = [drawings.ground.value, drawings.figures.value]
    const { width, height } = size.value
    if (ground === null || figures === null || width === 0 || height === 0) return
    if (renderer.value === null) renderer.value = createMapRenderer(ground, figures, width, height)
    else renderer.value.resize(width, height)
  }

  watch(
    [size, glyphs],
    ([now, loaded], [before]) => {
      if (loaded === 0) return
      // The density of a canvas is set when it is made.
      if (before !== undefined && now.density !== before.density) stop()
      prepare()
      drawGround()
      drawFigures()
    },
    { flush: 'post' },
  )
  watch(groundDrawing, drawGround, { flush: 'post' })
  watch(figuresDrawing, drawFigures, { flush: 'post' })
  onBeforeUnmount(stop)
}
