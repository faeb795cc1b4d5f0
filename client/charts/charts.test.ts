import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY } from '../../shared/calendar/civil.ts'
import { ink } from '../theme/ink.fixture.ts'
import { dayField } from './axes.ts'
import { linear, niceTicks } from './scale.ts'

describe('scales', () => {
  test('[CHA1] a value lies where its share of the span is', () => {
    const y = linear([0, 50], [100, 0])
    expect([y(0), y(25), y(50)]).toEqual([100, 50, 0])
    expect(linear([3, 3], [0, 100])(3)).toBe(0)
  })

  test('[CHA2] few round lines, the last of them at least as high as all that is drawn', () => {
    expect(niceTicks(48)).toEqual({ top: 60, ticks: [20, 40, 60] })
    expect(niceTicks(3)).toEqual({ top: 3, ticks: [1, 2, 3] })
    expect(niceTicks(0.7)).toEqual({ top: 0.75, ticks: [0.25, 0.5, 0.75] })
    expect(niceTicks(0)).toEqual({ top: 1, ticks: [] })
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), max => {
        const { top, ticks } = niceTicks(max)
        expect(top).toBeGreaterThanOrEqual(max * 0.999_99)
        expect(ticks.length).toBeLessThanOrEqual(3)
        expect(ticks[ticks.length - 1]).toBe(top)
      }),
    )
  })
})

describe('axes', () => {
  const START = 1_795_276_800_000
  const hours = (width: number) =>
    dayField({ width, height: 200, label: 16 }, START, 50, ink).axes.flatMap(shape =>
      shape.type === 'text' && shape.text.includes(':') ? [shape.text] : [],
    )

  test('[CHA3] hours are written as many as have room', () => {
    expect(hours(200)).toEqual(['00:00', '12:00', '24:00'])
    expect(hours(420)).toEqual(['00:00', '06:00', '12:00', '18:00', '24:00'])
    expect(hours(900)).toHaveLength(9)
  })

  test('[CHA3] the field leaves room for its labels and starts at 0', () => {
    const { box, x, y } = dayField({ width: 420, height: 200, label: 16 }, START, 50, ink)
    expect(y(0)).toBe(box.y + box.height)
    expect(x(START)).toBe(box.x)
    expect(x(START + DAY)).toBe(box.x + box.width)
    expect(box.y + box.height + 16 * 1.5).toBeLessThanOrEqual(200)
  })
})
