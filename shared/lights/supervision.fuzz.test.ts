import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runsFor } from '../calendar/arbitraries.fixture.ts'
import { judge } from './light.ts'
import { stepOf, type Step } from './supervision.ts'
import { anyTimed, later } from './timed.fixture.ts'

const runs = runsFor(process.env)

test('[LT12] the step is constant up to nextAt and changes at it; without one it never changes', () => {
  const seen = new Set<Step>()
  fc.assert(
    fc.property(anyTimed, fc.boolean(), later, (timed, planAccepted, later) => {
      const { step, nextAt } = stepOf({ ...timed, planAccepted })
      seen.add(step)
      const instants = later.map(after => timed.now + after)
      if (nextAt !== null) instants.push(nextAt - 1)
      for (const now of instants)
        if (nextAt === null || now < nextAt) expect(stepOf({ ...timed, planAccepted, now }).step).toBe(step)
      if (nextAt !== null) expect(stepOf({ ...timed, planAccepted, now: nextAt }).step).not.toBe(step)
    }),
    runs(3000),
  )
  expect(seen.size).toBe(5)
})

test('[LT11] exactly what shines red is urged, and only what is severe is proposed', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(anyTimed, timed => {
      const { light, risk } = judge(timed)
      const { step } = stepOf({ ...timed, planAccepted: false })
      seen.add(light === 'red' ? `red, ${risk === 'severe' ? 'severe' : 'less'}` : 'not red')
      expect(step !== 'none').toBe(light === 'red')
      expect(step === 'propose_accountability').toBe(risk === 'severe')
    }),
    runs(1500),
  )
  expect([...seen].sort()).toEqual(['not red', 'red, less', 'red, severe'])
})
