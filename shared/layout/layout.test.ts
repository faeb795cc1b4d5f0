import { Check } from 'typebox/schema'
import { describe, expect, test } from 'vitest'
import type { SceneDocument } from '../model/documents.ts'
import { layoutOf } from './choose.ts'
import { LayoutDocument } from './document.ts'
import { fitted } from './fitted.ts'
import { areasOf, layoutFaults, panelsOf } from './grid.ts'
import type { Least } from './room.ts'

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
  const sizeAt = (k: number) => ({ width: 1920 / k, height: 1080 / k })
  const at = (k: number) => [...fitted(layout, sizeAt(k), spacing, least).gone]

  test('[LAY4] as drawn for, all panels stay: 618 units for three of 190 and two gaps', () => {
    expect(at(1)).toEqual([])
  })

  test('[LAY3] from farther away panels go in order, and only where it is crowded', () => {
    expect(at(1.05)).toEqual(['service'])
    expect(at(1.2)).toEqual(['service'])
    expect(at(1.3)).toEqual(['stages', 'service', 'hotline'])
  })

  const sizesOf = (area: string, k: number, by: Least = least) =>
    fitted(layout, sizeAt(k), spacing, by).layout.stacks![area]!.panels.map(({ panel, size }) => [
      panel,
      Number(size),
    ])

  const small = () => ({ width: 300, height: 150 })

  test('[LAY5] as drawn for, everything is as large as its document says', () => {
    // 1064 units less 370 of rows and three gaps: 634 for the middle; two gaps and 220 leave 374 for two.
    expect(sizesOf('left', 1, small)).toEqual([
      ['service', 220],
      ['cases', 187],
      ['hotline', 187],
    ])
  })

  test('[LAY5] where it is crowded a fixed panel gives down to its least before another goes', () => {
    // 900 less 16, 370 and 60: 454, of which three at 150 with two gaps take 490, and two with one 320.
    expect(sizesOf('left', 1.2, small)).toEqual([
      ['cases', 217],
      ['hotline', 217],
    ])
    // 1080 / 1.1 is 981.82: 535.82 in all; two of 150 and two gaps leave 195.82 of the 220.
    expect(sizesOf('left', 1.1, small)).toEqual([
      ['service', 195.81],
      ['cases', 150],
      ['hotline', 150],
    ])
  })

  test('[LAY5] a row of the grid gives too, the header never', () => {
    const flat = () => ({ width: 100, height: 60 })
    // 604 less three gaps: 544. The header keeps 120, three panels want 220; 46 are missing of the 52 and 78 that two rows can give.
    expect(fitted(layout, { width: 1920, height: 620 }, spacing, flat)).toMatchObject({
      layout: { rows: ['120', '93.6', '220', '110.4'] },
      gone: new Set(),
    })
  })

  test('[LAY5] what cannot be fitted is cut and not laid over the next: nothing is longer than its room', () => {
    const large = () => ({ width: 900, height: 500 })
    const { layout: stays } = fitted({ ...layout, drop: [] }, sizeAt(1), spacing, large)
    const sizes = stays.stacks!['left']!.panels.map(({ size }) => Number(size))
    expect(sizes.reduce((a, b) => a + b, 2 * spacing.row)).toBeLessThanOrEqual(634)
    expect(stays.rows.map(Number).reduce((a, b) => a + b, 3 * spacing.row)).toBeLessThanOrEqual(1064)
  })

  test('[LAY5] rows that are as their content wants stay so', () => {
    const scrolls: LayoutDocument = { columns: ['1fr'], rows: ['auto', 'auto'], areas: ['frame', 'kpi'] }
    expect(fitted(scrolls, sizeAt(1), spacing, least).layout.rows).toEqual(['auto', 'auto'])
  })
})
