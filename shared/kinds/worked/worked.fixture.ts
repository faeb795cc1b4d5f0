import fc from 'fast-check'
import { DAY } from '../../calendar/civil.ts'
import type { Fields } from '../../model/value.ts'
import type { Part } from '../kind.ts'
import { partWith } from '../thing.fixture.ts'
import { WORK_EVENTS } from './life.ts'

/** A step of the work on an entry. */
export const stepAt = (place: number, type: string, at: number, fields: Fields = {}): Part =>
  partWith(
    { step: place, type, way: 'butler-line', role: 'officer', action: `a${place}`, ...fields },
    { event: at },
  )

export const partsOf = (steps: readonly Part[]) =>
  Object.fromEntries(steps.map(each => [`step:${Number(each.fields['step'])}`, each]))

const maybe = <T>(value: T) => fc.constantFrom(null, value)

/** Anything that might be done, in any order. */
export const anySteps = (began: number) =>
  fc
    .array(
      fc.record({
        type: fc.constantFrom(...WORK_EVENTS, 'taken', 'taken'),
        at: fc.integer({ min: began, max: began + 40 * DAY }),
        text: maybe('已对接'),
        stage: maybe('管家服务'),
        shown: fc.constantFrom(null, true, false),
        since: maybe(began),
        term: fc.constantFrom(null, 5, 5000),
        termUnit: fc.constantFrom(null, 'workday', 'month'),
        dueAt: maybe(began + 9 * DAY),
        to: maybe('市人社局'),
        keeper: maybe('市营商局'),
        parent: maybe('ZT-2'),
        role: fc.constantFrom('leader', 'officer'),
        department: maybe('市营商局'),
        place: maybe('211004'),
      }),
      { maxLength: 6 },
    )
    .map(all => partsOf(all.map(({ type, at, ...more }, i) => stepAt(i + 2, type, at, more))))
