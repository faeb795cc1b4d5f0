import { DAY, dayNumber, HOUR, MINUTE } from '../../../shared/calendar/civil.ts'
import type { Action } from '../../../mock-data/citymgmt/case.ts'
import { categories } from '../../../mock-data/citymgmt/categories.ts'
import { LONGEST_CHANGE } from '../../../mock-data/citymgmt/making.ts'
import { isOpen, lastChange, stateAt, type CaseState } from '../../../mock-data/citymgmt/state.ts'
import { disposeDue } from '../../../mock-data/citymgmt/wire.ts'
import { remembered } from '../../../mock-data/remembered.ts'
import { count, expecting, INSTANTS, type Expected, type Way } from './expected.ts'
import type { UpstreamTruth } from './upstreams.ts'

/** Asked every five minutes; a piece of the past that comes between two turns is a report and tells nothing of today. */
export const STREETS: Way = { feeds: ['citymgmt'], behindMs: 5.5 * MINUTE, goesOn: false }
/** Limits pass between two reports, too. */
export const BY_TIME: Way = { ...STREETS, goesOn: true }

/** The main line; who came to a later one has passed the earlier ones. */
export const LINE: readonly Action[] = ['accept', 'file', 'dispatch', 'begin', 'dispose', 'close']
export const PASSED = ['accepted', 'filed', 'dispatched', 'begun', 'disposed', 'closed']
const STAGES = ['accepted', 'filed', 'dispatched', 'disposing', 'checking'] as const
const BEFORE_DISPOSAL = ['filed', 'dispatched', 'disposing']

export const LONGEST_DAYS = Math.ceil(LONGEST_CHANGE / DAY) + 1

const hasPassed = (step: number) => (state: CaseState) =>
  state.steps.some(({ action }) => LINE.indexOf(action) >= step)

/** The cases that may change in the hours from `begun` on, or were reported on its day, as they stand at an instant. */
export function streetCases({ streets }: UpstreamTruth, begun: number): (at: number) => readonly CaseState[] {
  const today = dayNumber(begun)
  const days = Array.from({ length: LONGEST_DAYS }, (_, i) => today - i)
  const moving = days
    .flatMap(day => streets.casesOfDay(day))
    .filter(each => lastChange(each) > begun - HOUR || dayNumber(each.steps[0]!.at) === today)
  return remembered(at => moving.flatMap(each => stateAt(each, at) ?? []), INSTANTS)
}

export const ofToday = (all: readonly CaseState[], at: number) =>
  all.filter(({ steps }) => dayNumber(steps[0]!.at) === dayNumber(at))

const isOverdue = (at: number) => (state: CaseState) => {
  const due = disposeDue(state)
  return BEFORE_DISPOSAL.includes(state.stage) && due !== null && at > due
}

/** 数字城管: what the system itself had by then, however late it was sent in. */
export function streetExpectations(all: ReturnType<typeof streetCases>): readonly Expected[] {
  const today = (at: number) => ofToday(all(at), at)
  const open = (at: number) => all(at).filter(isOpen)
  const classes = [...new Set(categories.map(({ mainName }) => mainName))]
  const is = expecting(STREETS)
  return [
    is('case.received.today', at => today(at).length),
    is('case.open', at => open(at).length),
    is('case.hung', at => count(open(at), ({ stage }) => stage === 'hung')),
    expecting(BY_TIME)('case.overdue', at => count(open(at), isOverdue(at))),
    ...STAGES.map(stage => is('case.stage', at => count(open(at), state => state.stage === stage), [stage])),
    ...PASSED.map((name, step) => is(`case.${name}.today`, at => count(today(at), hasPassed(step)))),
    ...classes.flatMap(name => [
      is('case.class.today', at => count(today(at), state => state.case.filing.mainName === name), [name]),
      is(
        'case.class.open',
        at => count(today(at), state => isOpen(state) && state.case.filing.mainName === name),
        [name],
      ),
    ]),
  ]
}

/** Where cases lie, as far as the collector's terminal told it: an obsolete town is in its district all the same (A12). */
export function streetPlaces(
  { city }: UpstreamTruth,
  all: ReturnType<typeof streetCases>,
): readonly Expected[] {
  const { districts, towns } = city.places
  const inDistrict = (code: string) => (state: CaseState) => state.case.site.district?.code === code
  const inTown = (code: string) => (state: CaseState) => state.case.site.town?.code === code
  const places = [
    ...districts.map(({ code }) => ({ code, isThere: inDistrict(code) })),
    ...towns.map(({ code }) => ({ code, isThere: inTown(code) })),
  ]
  return places.flatMap(({ code, isThere }) => [
    expecting(STREETS)('case.received.today', at => count(ofToday(all(at), at), isThere), [], code),
    expecting(BY_TIME)(
      'case.overdue',
      at => count(all(at), state => isOpen(state) && isOverdue(at)(state) && isThere(state)),
      [],
      code,
    ),
  ])
}
