import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between, cameraOf, fit, projectedBounds, type Stage } from './camera.ts'
import { ease } from './easing.ts'
import { flatGround, flatPicture } from './flat.ts'
import { cellsOfArea } from './focus.ts'
import { viewFor } from './framing.ts'
import { groundSheet } from './ground.ts'
import { busy, mosaic, OVERVIEW, settingFor } from './liaoyang.fixture.ts'
import { fromAbove, tilted } from './projection.ts'
import { raisedPicture } from './raised.ts'

const stages = fc.record({
  width: fc.integer({ min: 300, max: 4000 }),
  height: fc.integer({ min: 240, max: 2000 }),
  unit: fc.constantFrom(0.5, 1, 1.4, 2),
})

test('[HX7] the whole mosaic lies between the margins and touches them', () => {
  fc.assert(
    fc.property(stages, stage => {
      for (const projection of [tilted, fromAbove]) {
        const margin = { top: 20, side: 30, bottom: 10 }
        const view = fit(projectedBounds(projection, mosaic.outline(mosaic.cells)), stage, margin)
        const { toScreen } = cameraOf(mosaic.side, projection, view, stage)
        const corners = mosaic.cells.flatMap(cell => cell.ring()).map(toScreen)
        const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
        const free = {
          left: Math.min(...xs) - 30 * stage.unit,
          right: stage.width - 30 * stage.unit - Math.max(...xs),
          top: Math.min(...ys) - 20 * stage.unit,
          bottom: stage.height - 10 * stage.unit - Math.max(...ys),
        }
        for (const space of Object.values(free)) expect(space).toBeGreaterThan(-1e-6)
        expect(free.left).toBeCloseTo(free.right, 6)
        expect(free.top).toBeCloseTo(free.bottom, 6)
        expect(Math.min(free.left, free.top)).toBeCloseTo(0, 6)
      }
    }),
  )
})

test('[HX7] a focused district is in the middle, at most three times as near', () => {
  const whole = viewFor(mosaic, tilted, OVERVIEW, 'raised', true, null)
  for (const { node } of [...mosaic.districts, ...mosaic.towns]) {
    const view = viewFor(mosaic, tilted, OVERVIEW, 'raised', true, node.id)
    expect(view.scale).toBeGreaterThan(whole.scale * 0.99)
    expect(view.scale).toBeLessThanOrEqual(whole.scale * 3 * 1.000001)
    const { toScreen } = cameraOf(mosaic.side, tilted, view, OVERVIEW)
    const xs = cellsOfArea(mosaic, node.id)
      .flatMap(cell => cell.ring())
      .map(p => toScreen(p)[0])
    expect((Math.min(...xs) + Math.max(...xs)) / 2).toBeCloseTo(OVERVIEW.width / 2, 6)
    expect(Math.min(...xs)).toBeGreaterThan(0)
  }
})

/** Every number of a drawing with the way to it; the directions of texts and the like are left as they are. */
function numbersIn(value: unknown, path = ''): [string, number][] {
  if (typeof value === 'number') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => numbersIn(inner, `${path}/${key}`))
}
const UNSCALED = /\/(opacity|weight|canvas)$/

test('[HX8] twice the stage and twice the unit give the same picture twice as large', () => {
  const twice: Stage = { width: 2 * OVERVIEW.width, height: 2 * OVERVIEW.height, unit: 2 }
  const drawings = [OVERVIEW, twice].map(stage => {
    const raised = settingFor({ stage })
    const near = settingFor({ stage, focus: '211081' })
    const flat = settingFor({ stage, variant: 'flat' })
    return [
      groundSheet(raised, new Map()),
      raisedPicture(raised, busy, null).sheet,
      raisedPicture(near, busy, { area: '211081101', kind: 'pointer' }).sheet,
      flatGround(flat),
      flatPicture(flat, busy, null),
    ]
  })
  const [once, double] = drawings.map(drawing => numbersIn(drawing))
  expect(once!.length).toBeGreaterThan(20_000)
  expect(double!.map(([path]) => path)).toEqual(once!.map(([path]) => path))
  const wrong = once!.filter(([path, value], n) => {
    const expected = UNSCALED.test(path) ? value : 2 * value
    return Math.abs(double![n]![1] - expected) > 1e-6
  })
  expect(wrong.slice(0, 5)).toEqual([])
})

test('[HX9] a camera begins and ends where it should and never turns back', () => {
  const whole = viewFor(mosaic, tilted, OVERVIEW, 'raised', true, null)
  const part = viewFor(mosaic, tilted, OVERVIEW, 'raised', true, '211005')
  expect(between(whole, part, 0)).toEqual(whole)
  expect(between(whole, part, 1)).toEqual(part)
  let before = whole
  for (let t = 0.05; t <= 1; t += 0.05) {
    const view = between(whole, part, t)
    expect(view.scale).toBeGreaterThan(before.scale)
    expect(Math.sign(view.x - before.x)).toBe(Math.sign(part.x - whole.x))
    before = view
  }
  expect(between(whole, { ...whole, x: whole.x + 10 }, 0.5)).toEqual({ ...whole, x: whole.x + 5 })
})

test('[HX9] the ease rises from 0 to 1, quickly at first', () => {
  expect([ease(-1), ease(0), ease(1), ease(2)]).toEqual([0, 0, 1, 1])
  let before = 0
  for (let t = 0.02; t <= 1; t += 0.02) {
    expect(ease(t)).toBeGreaterThan(before)
    before = ease(t)
  }
  expect(ease(0.3)).toBeGreaterThan(0.5)
})
