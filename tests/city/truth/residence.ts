import { createCheckModel, standingAt, type Check } from '../../../mock-data/residence/checks.ts'
import { createCounts, type Counted, type Counts } from '../../../mock-data/residence/counts.ts'
import { morningsBetween, type Morning } from '../../../mock-data/residence/mornings.ts'
import { remembered } from '../../../mock-data/remembered.ts'
import { dayNumber, MINUTE } from '../../../shared/calendar/civil.ts'
import { count, expecting, INSTANTS, sum, type Expected, type Way } from './expected.ts'
import type { UpstreamTruth } from './upstreams.ts'

/** Written every minute there, read every minute and every five here. */
const CHECKS: Way = { feeds: ['residence-checks'], behindMs: 2 * MINUTE, goesOn: true }
const COUNTS: Way = { feeds: ['residence-counts'], behindMs: 2 * MINUTE, goesOn: true }

/** 人房信息: the register of people and homes, and the checks that keep it right (IOC-11). */
export const residenceExpectations = (truth: UpstreamTruth): readonly Expected[] => [
  ...checked(truth),
  ...counted(truth),
]

function checked({ city }: UpstreamTruth): readonly Expected[] {
  const is = expecting(CHECKS)
  const model = createCheckModel(city)
  const at = remembered(now => model.until(now), INSTANTS)
  const isOpen = (now: number) => (check: Check) => standingAt(check, now).doneAt === null
  const isLate = (now: number) => (check: Check) =>
    isOpen(now)(check) && city.calendar.add(dayNumber(check.issuedAt), check.sort.limit) < dayNumber(now)
  const isToday = (now: number) => (check: Check) => dayNumber(check.issuedAt) === dayNumber(now)
  return [
    is('residence.checks.today', now => count(at(now), isToday(now))),
    is('residence.checks.open', now => count(at(now), isOpen(now))),
    is('residence.checks.overdue', now => count(at(now), isLate(now))),
  ]
}

/** Of each community what is believed: where two noughts are too many, the month before. */
function counted({ city }: UpstreamTruth): readonly Expected[] {
  const is = expecting(COUNTS)
  const counts = createCounts(city)
  const isRight = ({ community, countedAt, counts: told }: Morning) =>
    told === counts(dayNumber(countedAt)).get(community.code)
  const believed = remembered((now: number): readonly Counts[] => {
    const last = new Map<string, Morning>()
    for (const each of morningsBetween(city, counts, -Infinity, now).filter(isRight)) {
      const known = last.get(each.community.code)
      if (known === undefined || each.countedAt > known.countedAt) last.set(each.community.code, each)
    }
    return [...last.values()].map(({ counts: told }) => told)
  }, INSTANTS)
  const total =
    (...names: readonly Counted[]) =>
    (now: number) =>
      sum(believed(now), each => sum(names, name => each[name]))
  return [
    is('residence.people', total('registered', 'floating')),
    is('residence.floating', total('floating')),
    is('residence.homes', total('homes')),
    is('residence.rented', total('rented')),
  ]
}
