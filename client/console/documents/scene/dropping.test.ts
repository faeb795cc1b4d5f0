import { describe, expect, test } from 'vitest'
import type { LayoutDocument } from '../../../../shared/layout/document.ts'
import { layoutFaults, panelsOf } from '../../../../shared/layout/grid.ts'
import { drawn, sizeFor } from './boxes.ts'
import { droppedAt, edgeAt, nudged, pushed, separated, separatorsOf } from './dropping.ts'
import { snapped } from './resizing.ts'

const layout: LayoutDocument = {
  columns: ['420', '1fr', '420'],
  rows: ['120', '1fr', '1fr', '138'],
  areas: ['frame frame frame', 'left map right', 'left map .', 'foot foot foot'],
  stacks: {
    left: {
      along: 'down',
      panels: [
        { panel: 'a', size: '220' },
        { panel: 'b', size: '1fr' },
      ],
    },
  },
  overlays: [{ panel: 'lead', area: 'map', corner: 'top-left', width: 300, height: 150 }],
}
const boxes = (of = layout) => drawn(of, 'wall-16', () => ({ width: 0, height: 0 }), sizeFor('wall-16'))
const centre = (panel: string, of = layout) => {
  const box = boxes(of).panels.find(each => each.panel === panel)!
  return [box.x + box.width / 2, box.y + box.height / 2] as const
}
const areas = (of: LayoutDocument | null) => of?.areas

const line = (key: string) => separatorsOf(layout, boxes()).find(each => each.key === key)!
const rows = (key: string, by: number) => separated(layout, boxes(), line(key), by)?.rows ?? []

describe('a hand on the canvas', () => {
  test('[SCF5] a panel let go on another changes places with it, beside it joins its stack, else takes an empty cell', () => {
    expect(areas(droppedAt(layout, boxes(), 'right', ...centre('foot')))).toEqual([
      ...['frame frame frame', 'left map foot', 'left map .', 'right right right'],
    ])
    const [x, y] = centre('b')
    const box = boxes().panels.find(each => each.panel === 'b')!
    const below = droppedAt(layout, boxes(), 'right', x, y + box.height * 0.4)
    expect(below?.stacks?.['left']?.panels.map(({ panel }) => panel)).toEqual(['a', 'b', 'right'])
    expect(below?.areas[1]).toBe('left map .')
    const cell = droppedAt(layout, boxes(), 'a', 1700, 900)
    expect(areas(cell)?.[2]).toBe('left map a')
    expect(droppedAt(layout, boxes(), 'a', 900, 20)).toBeNull()
    // What is not shown yet comes beside what is there.
    expect(panelsOf(droppedAt(layout, boxes(), 'new', ...centre('foot'))!)).toContain('new')
  })

  test('[SCF5] an arrow moves a panel to what is next there; shift and an arrow move an edge of its area', () => {
    expect(areas(nudged(layout, boxes(), 'right', 'down'))?.slice(1, 3)).toEqual([
      'left map .',
      'left map right',
    ])
    expect(areas(nudged(layout, boxes(), 'foot', 'up'))).toEqual([
      ...['frame frame frame', 'left foot right', 'left foot .', 'map map map'],
    ])
    expect(nudged(layout, boxes(), 'a', 'down')?.stacks?.['left']?.panels.map(each => each.panel)).toEqual([
      ...['b', 'a'],
    ])
    expect(nudged(layout, boxes(), 'a', 'left')).toBeNull()
    const grown = pushed(layout, 'right', 'down', false)
    expect(areas(grown)?.[2]).toBe('left map right')
    expect(areas(pushed(grown!, 'right', 'up', false))).toEqual(layout.areas)
    // Nothing is pushed off the wall, and nobody is pushed away.
    expect(pushed(layout, 'right', 'right', false)).toBeNull()
    expect(pushed(layout, 'map', 'right', false)).toBeNull()
    expect(pushed(layout, 'frame', 'down', false)).toBeNull()
    expect(areas(pushed(layout, 'foot', 'up', true))?.[2]).toBe('foot foot foot')
  })

  test('[SCF5] an edge that is pulled snaps to the tracks and gives back what it leaves', () => {
    const wide = edgeAt(layout, boxes(), 'right', 'bottom', 900)
    expect(areas(wide)?.[2]).toBe('left map right')
    expect(areas(edgeAt(wide!, boxes(), 'right', 'bottom', 300))?.[2]).toBe('left map .')
    expect(edgeAt(layout, boxes(), 'right', 'bottom', 560)).toBeNull()
  })

  test('[SCF6] a line between tracks or panels moves in steps of ten, and snaps to modules and to other tracks', () => {
    expect(separated(layout, boxes(), line('column-0'), 33)?.columns).toEqual(['450', '1fr', '420'])
    expect(separated(layout, boxes(), line('column-0'), 45)?.columns).toEqual(['470', '1fr', '420'])
    expect(separated(layout, boxes(), line('column-1'), -137)?.columns).toEqual(['420', '1fr', '558'])
    expect(rows('row-0', 30)[0]).toBe('150')
    const [one = '', other = ''] = rows('row-1', 80).slice(1, 3)
    expect(parseFloat(one) + parseFloat(other)).toBeCloseTo(2, 6)
    expect(parseFloat(one)).toBeGreaterThan(1)
    expect(separated(layout, boxes(), line('left-0'), 42)?.stacks).toMatchObject({
      left: { panels: [{ size: '260' }, { size: '1fr' }] },
    })
    expect([snapped(425, []), snapped(304, [300]), snapped(334, []), snapped(-5, [])]).toEqual([
      420, 300, 330, 40,
    ])
    for (const { key } of separatorsOf(layout, boxes())) {
      const moved = separated(layout, boxes(), line(key), 57)
      expect(moved === null ? [] : layoutFaults(moved, new Set(panelsOf(moved)))).toEqual([])
    }
  })

  test('[SCF12] an upright line that comes near to a seam stands on it, with the middle of its gap', () => {
    const seamed = (key: string, by: number, seams: readonly number[]) =>
      separated(layout, boxes(), line(key), by, seams)
    const middle = (key: string, of: LayoutDocument) => {
      const { x, width } = separatorsOf(of, boxes(of)).find(each => each.key === key)!
      return x + width / 2
    }
    for (const [seam, by] of [
      [480, 10],
      [473, 10],
      [463, -6],
    ] as const)
      expect(middle('column-0', seamed('column-0', by, [seam, 1400])!)).toBe(seam)
    expect(middle('column-1', seamed('column-1', -50, [480, 1400])!)).toBe(1400)
    const shares = { ...layout, columns: ['1fr', '1fr', '1fr'] }
    const own = separatorsOf(shares, boxes(shares)).find(({ key }) => key === 'column-0')!
    const moved = separated(shares, boxes(shares), own, -14, [own.x + own.width / 2 - 17])!
    expect(middle('column-0', moved)).toBeCloseTo(own.x + own.width / 2 - 17, 0)
    // One that is far, or a line that lies, does not draw.
    expect(seamed('column-0', 33, [700])?.columns).toEqual(['450', '1fr', '420'])
    expect(seamed('row-0', 30, [line('row-0').x + 30])?.rows[0]).toBe('150')
    // On its seam it stays, and from there it is led on.
    expect(seamed('column-0', 3, [466])).toBeNull()
    expect(seamed('column-0', 20, [466])?.columns[0]).toBe('440')
  })
})
