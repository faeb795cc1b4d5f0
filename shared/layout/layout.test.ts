import { Check } from 'typebox/schema'
import { describe, expect, test } from 'vitest'
import type { SceneDocument } from '../model/documents.ts'
import { layoutOf } from './choose.ts'
import { LayoutDocument } from './document.ts'
import { areasOf, layoutFaults, panelsOf } from './grid.ts'
import { dropped } from './room.ts'

const layout: LayoutDocument = {
  columns: ['420', '1fr', '420'],
  rows: ['120', '112', '1fr', '138'],
  areas: ['frame frame frame', 'kpi kpi kpi', 'left map right', 'foot foot foot'],
  stacks: {
    left: {
      along: 'down',
      panels: [
        { panel: 'service', size: '220' },
        { panel: 'cases', size: '1fr' },
        { panel: 'hotline', size: '1fr' },
      ],
    },
    right: {
      along: 'down',
      panels: [
        { panel: 'lights', size: '1fr' },
        { panel: 'stages', size: '1fr' },
      ],
    },
    foot: {
      along: 'across',
      panels: [
        { panel: 'events', size: '1fr' },
        { panel: 'pulse', size: '1fr' },
      ],
    },
  },
  overlays: [{ panel: 'lead', area: 'map', corner: 'top-left', width: 300, height: 150 }],
  drop: ['stages', 'service', 'hotline'],
}
const panels = ['kpi', 'service', 'cases', 'hotline', 'map', 'lights', 'stages', 'events', 'pulse', 'lead']
const faults = (over: Partial<LayoutDocument>) => layoutFaults({ ...layout, ...over }, new Set(panels))

describe('a layout document', () => {
  test('[LAY1] the schema takes it, and it has no faults', () => {
    expect(Check(LayoutDocument, layout)).toBe(true)
    expect(faults({})).toEqual([])
    expect(areasOf(layout).get('kpi')).toEqual({ column: [0, 3], row: [1, 2] })
    expect([...panelsOf(layout)].sort()).toEqual([...panels].sort())
  })

  test.each([
    ['a line too many', { areas: [...layout.areas, 'frame frame frame'] }, '4 rows but 5 lines of areas'],
    [
      'a name too few',
      { areas: ['frame frame', ...layout.areas.slice(1)] },
      'line 1 of areas names 2 of 3 columns',
    ],
    [
      'a crooked area',
      { areas: ['frame frame frame', 'kpi kpi left', 'left map right', 'foot foot foot'] },
      'area left is not a rectangle',
    ],
    [
      'a stranger',
      { areas: ['frame frame frame', 'kpj kpj kpj', ...layout.areas.slice(2)] },
      'no panel kpj in this scene',
    ],
    [
      'a panel twice',
      { overlays: [{ panel: 'kpi', area: 'map', corner: 'top-left' as const, width: 1, height: 1 }] },
      'panel kpi stands twice',
    ],
    [
      'an overlay on nothing',
      { overlays: [{ panel: 'lead', area: 'mop', corner: 'top-left' as const, width: 1, height: 1 }] },
      'overlay lead: no area mop',
    ],
    ['a drop of nothing', { drop: ['stage'] }, 'drop: stage is not shown'],
  ])('[LAY1] %s is a fault', (_, over, fault) => expect(faults(over)).toContain(fault))

  test('[LAY1] a stack must have an area and a name of its own', () => {
    const stacks = {
      ...layout.stacks,
      kpi: { along: 'down' as const, panels: [{ panel: 'x', size: 'auto' }] },
    }
    expect(faults({ stacks: { ...stacks, spare: stacks.kpi } })).toEqual(
      expect.arrayContaining(['stack spare has no area', 'stack kpi is named like a panel']),
    )
  })
})

describe('which layout', () => {
  const scene = (layouts: SceneDocument['layouts']): SceneDocument => ({
    id: 's',
    title: { zh: '', en: '' },
    order: 1,
    dwell: 90,
    layouts,
    panels: [{ id: 'a', widget: 'figure', title: { zh: '', en: '' }, metrics: {}, options: {} }],
  })
  const wide = { ...layout, drop: [] }

  test('[LAY2] its own, or the next narrower wall', () => {
    const both = scene({ 'wall-16': layout, 'wall-48': wide })
    expect(layoutOf(both, 'wall-48')).toBe(wide)
    expect(layoutOf(both, 'wall-32')).toBe(layout)
    expect(layoutOf(both, 'desk')).toBe(layout)
  })

  test('[LAY2] else one panel under the other, below the frame', () => {
    expect(layoutOf(scene({ 'wall-16': layout }), 'phone').areas).toEqual(['frame', 'a'])
    expect(layoutOf(scene({}), 'wall-48').areas).toEqual(['frame', 'a'])
  })
})

describe('room', () => {
  const spacing = { column: 28, row: 20, padding: 32 }
  const least = () => ({ width: 300, height: 190 })
  const at = (k: number) => [...dropped(layout, { width: 1920 / k, height: 1080 / k }, spacing, least)]

  test('[LAY4] as drawn for, all panels stay: 618 units for three of 190 and two gaps', () => {
    expect(at(1)).toEqual([])
  })

  test('[LAY3] from farther away panels go in order, and only where it is crowded', () => {
    expect(at(1.05)).toEqual(['service'])
    expect(at(1.2)).toEqual(['service'])
    expect(at(1.3)).toEqual(['stages', 'service', 'hotline'])
  })
})
