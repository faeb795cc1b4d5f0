import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { LayoutDocument } from '../../../../shared/layout/document.ts'
import type { SceneDocument } from '../../../../shared/model/documents.ts'
import { areaAt, drawn, lineAt, panelAt, sizeFor } from './boxes.ts'
import { dotsOf, illegible, leastText, neededK, seamless, USUAL_SIGHT } from './legible.ts'

const file = join(import.meta.dirname, '../../../../documents/scenes/overview.json')
const scene = JSON.parse(readFileSync(file, 'utf8')) as SceneDocument
const layout = scene.layouts['wall-16'] as LayoutDocument
const none = () => ({ width: 0, height: 0 })
const boxesOf = (of = layout) => drawn(of, 'wall-16', none, sizeFor('wall-16'))
const boxOf = (panel: string, of = layout) => boxesOf(of).panels.find(box => box.panel === panel)

describe('where panels stand', () => {
  test('[SCF3] areas, stacks and overlays have the room that the grid of a wall gives them', () => {
    expect(boxesOf().areas.get('map')).toEqual({ x: 480, y: 258, width: 960, height: 648 })
    expect(boxOf('service')).toMatchObject({ x: 32, y: 258, width: 420, height: 216, at: 0, area: 'left' })
    expect(boxOf('gates')).toMatchObject({ y: 258 + 216 + 18, height: 222, at: 1 })
    expect(boxOf('pulse')).toMatchObject({ x: 32 + 852 + 28, width: 1856 - 852 - 28, height: 140 })
    const over = { panel: 'x', area: 'map', corner: 'bottom-right' as const, width: 200, height: 100 }
    expect(boxOf('x', { ...layout, overlays: [over] })).toMatchObject({ x: 1240, y: 806, isOverlay: true })
  })

  test('[SCF3] what is under a point is found, an overlay before what it lies on', () => {
    const over = { panel: 'x', area: 'map', corner: 'top-left' as const, width: 200, height: 100 }
    const boxes = boxesOf({ ...layout, overlays: [over] })
    expect(panelAt(boxes, 500, 300)?.panel).toBe('x')
    expect(panelAt(boxes, 800, 300)?.panel).toBe('map')
    expect([panelAt(boxes, 100, 10), areaAt(boxes, 100, 10)]).toEqual([null, 'frame'])
    expect([lineAt(boxes.columns, 10), lineAt(boxes.columns, 700), lineAt(boxes.columns, 5000)]).toEqual([
      ...[0, 1, 2],
    ])
  })

  test('[SCF3] a page that scrolls is as high as its panels need', () => {
    const phone = scene.layouts['phone'] as LayoutDocument
    const { canvas, panels } = drawn(phone, 'phone', () => ({ width: 300, height: 200 }), sizeFor('phone'))
    // The map says how high it is, and the frame is no panel of the grid.
    const below = phone.areas.filter(area => area !== 'frame' && area !== 'map')
    expect(panels.map(({ height }) => height)).toEqual([380, ...below.map(() => 200)])
    expect(canvas.height).toBeGreaterThan(1700)
  })
})

describe('whether it can be read', () => {
  test.each([
    [3.4, 8, 13],
    [2.7, 8, 16],
    [2.0, 6, 16],
    [1.2, 4, 18],
  ])('[SCF4] a wall of %d m seen from %d m needs %d units, as VISUAL says', (height, far, units) => {
    const needs = leastText({ ...USUAL_SIGHT, pitch: (height * 1000) / 1080, far })
    expect(Math.round(needs)).toBe(units)
  })

  test('[SCF4] the wall can be set larger, has few dots for a glyph, and shows them from near', () => {
    expect(neededK({ ...USUAL_SIGHT, pitch: 1.1, far: 4 })).toBeCloseTo(1.13, 2)
    expect(leastText({ ...USUAL_SIGHT, k: 1.25 })).toBeCloseTo(leastText(USUAL_SIGHT) / 1.25, 6)
    expect(dotsOf(16, { ...USUAL_SIGHT, pixels: 720 })).toBeCloseTo(10.67, 2)
    expect(seamless(USUAL_SIGHT)).toBeCloseTo(8.6, 1)
  })

  const looked = {
    layout,
    name: 'wall-16',
    least: none,
    sight: USUAL_SIGHT,
    measured: new Map(),
    cut: null,
  } as const

  test('[SCF4] panels are named whose text is too small for the distance, and those without the room they need', () => {
    expect(illegible(looked)).toEqual([])
    const far = illegible({ ...looked, sight: { ...USUAL_SIGHT, far: 12 } })
    expect(far.map(({ panel }) => panel)).toContain('service')
    expect(far.every(({ unfit, needs }) => unfit === 'small' && needs > 16)).toBe(true)
    const coarse = illegible({ ...looked, sight: { ...USUAL_SIGHT, pitch: 3.75, pixels: 720 } })
    expect(new Set(coarse.map(({ unfit }) => unfit))).toEqual(new Set(['dots']))
    const least = (panel: string) =>
      panel === 'map' ? { width: 2000, height: 1200 } : { width: 0, height: 0 }
    expect(illegible({ ...looked, least }).map(({ panel, unfit }) => [panel, unfit])).toEqual([
      ['map', 'low'],
      ['map', 'narrow'],
    ])
  })

  test('[SCF4] what was measured counts, and what would be left out is told', () => {
    const measured = new Map([['service', 12]])
    expect(illegible({ ...looked, measured })).toEqual([
      expect.objectContaining({ panel: 'service', unfit: 'small', has: 12 }),
      expect.objectContaining({ panel: 'service', unfit: 'dots', has: 12 }),
    ])
    const least = () => ({ width: 300, height: 210 })
    const gone = illegible({ ...looked, least, sight: { ...USUAL_SIGHT, k: 1.2 } })
    expect(gone.filter(({ unfit }) => unfit === 'left').map(({ panel }) => panel)).toEqual([
      ...['service', 'utilities'],
    ])
    const phone = scene.layouts['phone'] as LayoutDocument
    const small = illegible({ ...looked, layout: phone, name: 'phone', measured: new Map([['map', 11]]) })
    expect(small.map(({ panel, unfit }) => [panel, unfit])).toEqual([['map', 'small']])
  })

  test('[SCF12] panels across a seam are named in pixels of the wall, unless its columns go there by themselves', () => {
    const at = (seams: readonly number[], more: object = {}) =>
      illegible({ ...looked, sight: { ...USUAL_SIGHT, seams }, ...more }).map(({ panel, unfit, has }) => [
        ...[panel, unfit, has],
      ])
    expect(at([960]).filter(([panel]) => panel === 'map')).toEqual([['map', 'seam', 960]])
    // The gap beside the column at the left goes there.
    const left = ['service', 'gates']
    expect(at([500]).filter(([panel]) => left.includes(String(panel)))).toEqual([])
    expect(at([200]).filter(([panel]) => left.includes(String(panel)))).toEqual([
      ...[
        ['service', 'seam', 200],
        ['gates', 'seam', 200],
      ],
    ])
    // Twice as many pixels, or larger texts: the seam is where it was, in pixels.
    const fine = { sight: { ...USUAL_SIGHT, pixels: 2160, pitch: 1.25, seams: [1920] } }
    expect(at([], fine).filter(([panel]) => panel === 'map')).toEqual([['map', 'seam', 1920]])
    expect(at([], { sight: { ...USUAL_SIGHT, k: 1.2, seams: [960] } })).toContainEqual(['map', 'seam', 960])
    // What was measured is known.
    expect(at([960], { cut: new Set() })).toEqual([])
    expect(at([960], { cut: new Set(['map', 'service']) })).toEqual([['map', 'cut', 960]])
    const phone = scene.layouts['phone'] as LayoutDocument
    expect(at([200], { layout: phone, name: 'phone' })).toEqual([])
  })
})
