import { describe, expect, test } from 'vitest'
import type { LayoutDocument } from '../../shared/layout/document.ts'
import { areaOf, atEdge, gridStyle, overlayStyle } from './grid-style.ts'
import { isNight, orbitAt } from './orbit.ts'
import { dwellMs, sceneAfter } from './rotation.ts'
import { screenOf } from './screen.ts'

const wall = (width: number, height: number, k = 1) => screenOf('wall', { width, height }, k)
const desk = (width: number, height: number) => screenOf('desk', { width, height }, 1)

describe('which screen it is', () => {
  test('[SCR1] a wall keeps its 1080 units of height, and width buys modules', () => {
    expect(wall(1920, 1080)).toMatchObject({
      layout: 'wall-16',
      unit: 1,
      canvas: { width: 1920, height: 1080 },
    })
    expect(wall(3840, 2160)).toMatchObject({
      layout: 'wall-16',
      unit: 2,
      canvas: { width: 1920, height: 1080 },
    })
    expect(wall(3840, 1080)).toMatchObject({ layout: 'wall-32', unit: 1 })
    expect(wall(5760, 1080)).toMatchObject({ layout: 'wall-48', unit: 1 })
    expect(wall(11_520, 2160)).toMatchObject({ layout: 'wall-48', unit: 2 })
  })

  test('[SCR1] seen from farther away everything is larger, so there is less room', () => {
    expect(wall(1920, 1080, 1.2)).toMatchObject({ unit: 1.2, canvas: { width: 1600, height: 900 } })
    expect(wall(5760, 1080, 1.2).layout).toBe('wall-32')
  })

  test('[SCR2] the route decides what is a wall; the width only which desk', () => {
    expect(wall(390, 844).layout).toBe('wall-16')
    expect([desk(390, 844), desk(800, 600), desk(1440, 900), desk(5760, 1080)].map(s => s.layout)).toEqual([
      ...['phone', 'tablet', 'desk', 'desk'],
    ])
    expect(desk(3000, 2000).unit).toBe(1)
  })
})

describe('the grid', () => {
  const spacing = { column: 28, row: 18, padding: 32 }
  const layout: LayoutDocument = {
    columns: ['420', '1.5fr'],
    rows: ['auto', '1fr'],
    areas: ['frame frame', 'a  b '],
  }

  test('[SCR3] tracks in units of the canvas, shares that may shrink, areas by name', () => {
    expect(gridStyle(layout, spacing, false)).toEqual({
      gridTemplateColumns: 'calc(420 * var(--px)) minmax(0, 1.5fr)',
      gridTemplateRows: 'auto minmax(0, 1fr)',
      gridTemplateAreas: '"frame frame" "a  b"',
      columnGap: 'calc(28 * var(--px))',
      rowGap: 'calc(18 * var(--px))',
      padding: '0 calc(32 * var(--px)) calc(16 * var(--px))',
    })
    expect(gridStyle({ ...layout, gap: { column: 8, row: 4 } }, spacing, false)).toMatchObject({
      columnGap: 'calc(8 * var(--px))',
      rowGap: 'calc(4 * var(--px))',
    })
  })

  test('[SCR3] where a page scrolls a height is the least there is', () => {
    expect(gridStyle({ ...layout, rows: ['260', '1fr', 'auto'] }, spacing, true)['gridTemplateRows']).toBe(
      'minmax(calc(260 * var(--px)), auto) minmax(min-content, 1fr) auto',
    )
  })

  test('[SCR4] a dropped panel leaves its room to the others', () => {
    const stack = {
      along: 'down' as const,
      panels: [
        { panel: 'a', size: '200' },
        { panel: 'b', size: '1fr' },
        { panel: 'c', size: '100' },
      ],
    }
    const rows = (gone: string[]) => {
      const panels = stack.panels.filter(({ panel }) => !gone.includes(panel))
      return areaOf('left', { ...stack, panels }, spacing, false).style['gridTemplateRows']
    }
    expect(rows([])).toBe('calc(200 * var(--px)) minmax(0, 1fr) calc(100 * var(--px))')
    expect(rows(['b'])).toBe('calc(200 * var(--px)) minmax(0, 1fr)')
    expect(rows(['a', 'b', 'c'])).toBe('')
    expect(areaOf('map', undefined, spacing, false).slots.map(slot => slot.panel)).toEqual(['map'])
    expect(
      areaOf('foot', { ...stack, panels: stack.panels.slice(0, 1), along: 'across' }, spacing, false).style,
    ).toMatchObject({
      gridTemplateColumns: 'minmax(0, 1fr)',
      gridTemplateRows: 'minmax(0, 1fr)',
    })
  })

  test('[SCR3] beside the frame an area begins a little below the edge of the wall', () => {
    const spans = new Map([
      ['frame', { column: [1, 2] as const, row: [0, 1] as const }],
      ['wing', { column: [0, 1] as const, row: [0, 2] as const }],
      ['map', { column: [1, 2] as const, row: [1, 2] as const }],
    ])
    expect([...atEdge(spans, false).keys()]).toEqual(['wing'])
    expect(atEdge(spans, true).size).toBe(0)
  })

  test('[SCR3] an overlay lies in its corner', () => {
    const overlay = { panel: 'lead', area: 'map', corner: 'bottom-left' as const, width: 300, height: 150 }
    expect(overlayStyle(overlay)).toMatchObject({ gridArea: 'map', alignSelf: 'end', justifySelf: 'start' })
  })
})

describe('a wall that runs for years', () => {
  test('[SCR5] the canvas goes round its place in eight steps of three minutes, never more than two pixels away', () => {
    const places = Array.from({ length: 16 }, (_, i) => orbitAt(i * 180_000))
    expect(new Set(places.map(String)).size).toBe(8)
    expect(places.slice(8)).toEqual(places.slice(0, 8))
    expect(Math.max(...places.flat().map(Math.abs))).toBe(2)
    expect(orbitAt(179_999)).toEqual(orbitAt(0))
  })

  test('[SCR6] the night is from 22:00 to 6:00', () => {
    expect([21 * 60 + 59, 22 * 60, 0, 359, 360].map(isNight)).toEqual([false, true, true, true, false])
  })

  test('[SCR7] scenes follow each other in their order, each for its dwell', () => {
    const turns = [
      { scene: 'overview', dwell: 90 },
      { scene: 'projects', dwell: 1 },
    ]
    expect(sceneAfter(turns, 'overview')).toBe('projects')
    expect(sceneAfter(turns, 'projects')).toBe('overview')
    expect(sceneAfter(turns, 'gone')).toBe('overview')
    expect(sceneAfter([], 'overview')).toBe('overview')
    expect([dwellMs(turns, 'overview'), dwellMs(turns, 'projects'), dwellMs([], 'x')]).toEqual([
      90_000, 5_000, 90_000,
    ])
  })
})
