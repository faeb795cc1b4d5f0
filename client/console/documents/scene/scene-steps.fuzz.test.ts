import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LAYOUT_NAMES, LayoutDocument } from '../../../../shared/layout/document.ts'
import { areasOf, layoutFaults, panelsOf } from '../../../../shared/layout/grid.ts'
import { conforms } from '../../../../shared/model/conforms.ts'
import type { SceneDocument } from '../../../../shared/model/documents.ts'
import { begun, changed, redone, undone } from '../past.ts'
import { cellsOf, type Stepped } from './cells.ts'
import { laidOn, setDown, shown, stacked, swapped, without } from './moving.ts'
import {
  boundaryMoved,
  edgeMoved,
  reordered,
  stackChanged,
  trackAdded,
  trackRemoved,
  tracksOf,
  withTracks,
  type Side,
} from './resizing.ts'

const folder = join(import.meta.dirname, '../../../../documents/scenes')
const scenes = readdirSync(folder).map(
  name => JSON.parse(readFileSync(join(folder, name), 'utf8')) as SceneDocument,
)
const layouts = scenes.flatMap(({ id, panels, layouts: named }) =>
  LAYOUT_NAMES.flatMap(name =>
    named[name] === undefined
      ? []
      : [{ at: `${id}/${name}`, panels: panels.map(each => each.id), layout: named[name] as LayoutDocument }],
  ),
)
const start = fc.constantFrom(...layouts)
const n = fc.nat({ max: 30 })
const pick = <T>(list: readonly T[], i: number): T | undefined => list[i % Math.max(1, list.length)]

interface Step {
  readonly kind: 'swap' | 'stack' | 'down' | 'on' | 'edge' | 'line' | 'more' | 'less' | 'order' | 'show'
  readonly a: number
  readonly b: number
  readonly c: number
}
const step = fc.record({
  kind: fc.constantFrom<Step['kind']>(
    ...(['swap', 'stack', 'down', 'on', 'edge', 'line', 'more', 'less', 'order', 'show'] as const),
  ),
  ...{ a: n, b: n, c: n },
})
const SIDES: readonly Side[] = ['left', 'right', 'top', 'bottom']

/** Steps by which what is shown stays the same set, but for `show`. */
const DEEDS: {
  readonly [kind in Step['kind']]: (layout: LayoutDocument, step: Step, panels: readonly string[]) => Stepped
} = {
  swap: (layout, { a, b }) => {
    const there = panelsOf(layout)
    return swapped(layout, pick(there, a) ?? '', pick(there, b) ?? '')
  },
  stack: (layout, { a, b, c }) =>
    stacked(layout, pick(panelsOf(layout), a) ?? '', pick([...areasOf(layout).keys()], b) ?? '', c % 5),
  down: (layout, { a, b }) => {
    const empty = cellsOf(layout).flatMap((line, y) =>
      line.flatMap((name, x) => (name === '.' ? [[x, y] as const] : [])),
    )
    const [x, y] = pick(empty, b) ?? [0, 0]
    return setDown(layout, pick(panelsOf(layout), a) ?? '', x, y)
  },
  on: (layout, { a, b }) =>
    laidOn(layout, pick(panelsOf(layout), a) ?? '', pick([...areasOf(layout).keys()], b) ?? ''),
  edge: (layout, { a, b, c }) =>
    edgeMoved(layout, pick([...areasOf(layout).keys()], a) ?? '', SIDES[b % 4] as Side, c % 2 === 0),
  line: (layout, { a, b, c }) => {
    const axis = a % 2 === 0 ? 'column' : 'row'
    const texts = tracksOf(layout, axis)
    const moved = boundaryMoved(texts, b % texts.length, (c - 15) * 11, { whole: 1920, gap: 20 })
    return moved === null ? null : withTracks(layout, axis, moved)
  },
  more: (layout, { a, b }) => trackAdded(layout, a % 2 === 0 ? 'column' : 'row', b, '1fr'),
  less: (layout, { a, b }) => {
    const axis = a % 2 === 0 ? 'column' : 'row'
    return trackRemoved(layout, axis, b % tracksOf(layout, axis).length)
  },
  order: (layout, { a, b, c }) =>
    stackChanged(layout, pick(Object.keys(layout.stacks ?? {}), a) ?? '', stack => ({
      ...stack,
      panels: [...(reordered(stack.panels, b % 5, c % 2 === 0 ? 1 : -1) ?? stack.panels)],
    })),
  show: (layout, { a, b }, panels) => shown(layout, pick(panels, a) ?? '', b % 2 === 0),
}

test('[SCF1] after whatever steps a layout has no faults, and no panel is lost or stands twice', () => {
  let done = 0
  const kinds = new Set<string>()
  fc.assert(
    fc.property(
      start,
      fc.array(step, { minLength: 1, maxLength: 40 }),
      ({ panels, layout: first }, steps) => {
        let layout = first
        for (const each of steps) {
          const next = DEEDS[each.kind](layout, each, panels)
          if (next === null) continue
          done++
          kinds.add(each.kind)
          expect(conforms(LayoutDocument, next)).toBe(true)
          expect(layoutFaults(next, new Set(panels))).toEqual([])
          const missing = panelsOf(layout).filter(panel => !panelsOf(next).includes(panel))
          expect(missing).toEqual([])
          if (each.kind !== 'show') expect(panelsOf(next).length).toBe(panelsOf(layout).length)
          layout = next
        }
      },
    ),
    { numRuns: 400 },
  )
  expect(done).toBeGreaterThan(1000)
  expect([...kinds].sort()).toEqual(Object.keys(DEEDS).sort())
})

test('[SCF1] each step is taken back and done again', () => {
  let done = 0
  fc.assert(
    fc.property(
      start,
      fc.array(step, { minLength: 1, maxLength: 12 }),
      ({ panels, layout: first }, steps) => {
        let past = begun(first)
        for (const each of steps) {
          const next = DEEDS[each.kind](past.now as unknown as LayoutDocument, each, panels)
          if (next !== null) past = changed(past, next, false)
        }
        const last = past.now
        let back = past
        while (back.before.length > 0) {
          back = undone(back)
          done++
        }
        expect(back.now).toEqual(first)
        while (back.after.length > 0) back = redone(back)
        expect(back.now).toEqual(last)
      },
    ),
    { numRuns: 200 },
  )
  expect(done).toBeGreaterThan(100)
})

test('[SCF2] what is taken out of a layout is shown no more and is not left out first, and comes back', () => {
  let done = 0
  for (const { panels, layout } of layouts)
    for (const panel of panelsOf(layout)) {
      const less = without(layout, panel)
      if (less === null) {
        expect((layout.overlays ?? []).some(({ area }) => area === panel)).toBe(true)
        continue
      }
      expect(layoutFaults(less, new Set(panels))).toEqual([])
      expect(panelsOf(less)).not.toContain(panel)
      const again = shown(less, panel, true)
      expect(again === null ? [] : panelsOf(again)).toContain(panel)
      done++
    }
  expect(done).toBeGreaterThan(100)
})
