import fc from 'fast-check'
import { expect, test } from 'vitest'
import { happened, newCourse, standingAfter } from './course.ts'
import { APPROVAL_EVENTS, type ApprovalEvent } from './state.ts'

const courseOf = (events: readonly (readonly [number, ApprovalEvent])[]) => {
  const course = newCourse()
  for (const [at, event] of events) happened(course, event, at)
  return course
}

test('[APV2] (A3) the order of reports makes no difference, also within one instant', () => {
  const event = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.constantFrom(...APPROVAL_EVENTS))
  let lengths = 0
  fc.assert(
    fc.property(
      fc
        .array(event, { maxLength: 12 })
        .chain(events =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
        ),
      ([events, shuffled]) => {
        const course = courseOf(events)
        expect(courseOf(shuffled)).toEqual(course)
        expect(course.instants).toEqual([...course.instants].sort((a, b) => a - b))
        lengths += course.events.length
      },
    ),
  )
  expect(lengths).toBeGreaterThan(100)
})

test('[APV2] what starts and ends in one instant is done', () => {
  const course = courseOf([
    [5, 'finished'],
    [5, 'advanced'],
    [5, 'started'],
  ])
  expect(standingAfter(course)).toEqual({ state: 'done', irregular: false })
})

test('[APV2] (A14) a result before its acceptance makes it done, by an irregular way', () => {
  const course = courseOf([
    [5, 'started'],
    [4, 'finished'],
  ])
  expect(standingAfter(course)).toEqual({ state: 'done', irregular: true })
})

test('[APV2] nothing happened: not started', () => {
  expect(standingAfter(newCourse())).toEqual({ state: 'not_started', irregular: false })
})
