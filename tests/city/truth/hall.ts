import { DAY, dayNumber, MINUTE } from '../../../shared/calendar/civil.ts'
import type { Case } from '../../../mock-data/govsvc/case.ts'
import type { Handling } from '../../../mock-data/govsvc/item.ts'
import { caseAt, type CaseState } from '../../../mock-data/govsvc/model.ts'
import { remembered } from '../../../mock-data/remembered.ts'
import { count, expecting, INSTANTS, sum, type Expected, type Way } from './expected.ts'
import type { UpstreamTruth } from './upstreams.ts'

/** Batches leave every five minutes and are committed half a minute later. */
export const HALL: Way = {
  feeds: ['govsvc-accept', 'govsvc-process', 'govsvc-special', 'govsvc-result'],
  behindMs: 6 * MINUTE,
  goesOn: false,
}
const RATED: Way = { ...HALL, feeds: ['govsvc-accept', 'govsvc-evaluate'] }
const ITEMS: Way = { feeds: ['govsvc-items'], behindMs: 0, goesOn: false }

const HANDLINGS: readonly (readonly [name: string, handling: Handling])[] = [
  ['immediate', '1'],
  ['promised', '2'],
]
/** Granted, refused or passed on; what was withdrawn or void is not settled. */
const SETTLED = ['1', '2', '5']

const isOn = (instant: number, at: number) => instant <= at && dayNumber(instant) === dayNumber(at)

/** 政务服务: cases, ratings and the catalogue. `until`: no instant later than this is asked for. */
export function hallExpectations({ city, hall }: UpstreamTruth, until: number): readonly Expected[] {
  const cases = [...hall.recent(until)]
  const open = remembered(at => openCases({ city }, cases, at), INSTANTS)
  const accepted = remembered(at => cases.filter(({ acceptAt }) => isOn(acceptAt, at)), INSTANTS)
  const closed = remembered(at => closedCases({ city }, cases, at), INSTANTS)
  const rated = remembered(
    at => cases.flatMap(({ rating }) => (rating !== null && isOn(rating.at, at) ? [rating.code] : [])),
    INSTANTS,
  )
  const is = expecting(HALL)
  return [
    is('service.accepted.today', at => accepted(at).length),
    is('service.closed.today', at => closed(at).length),
    ...HANDLINGS.flatMap(([name, handling]) => [
      is('service.accepted.type', at => count(accepted(at), each => each.item.handling === handling), [name]),
      is('service.closed.type', at => count(closed(at), each => each.item.handling === handling), [name]),
    ]),
    is('service.open', at => open(at).length),
    is('service.open.risk', at => count(open(at), ({ pausedBy }) => pausedBy !== null), ['paused']),
    is('service.overdue', at => count(open(at), ({ overdue }) => overdue)),
    ...(['1', '2', '3'] as const).map(code =>
      expecting(RATED)('service.rating.today', at => count(rated(at), each => each === code), [code]),
    ),
    ...departments(hall.catalogue, { accepted, closed, open }),
    ...catalogue(hall.catalogue),
  ]
}

interface Told {
  readonly accepted: (at: number) => readonly Case[]
  readonly closed: (at: number) => readonly Case[]
  readonly open: (at: number) => readonly CaseState[]
}

/** What has a promised time, by whose it is. */
function departments(items: UpstreamTruth['hall']['catalogue'], { accepted, closed, open }: Told) {
  const is = expecting(HALL)
  const isOf = (name: string) => (each: Case) =>
    each.item.handling === '2' && each.item.department.name === name
  return [...new Set(items.map(({ department }) => department.name))].flatMap((name): Expected[] => [
    is('service.accepted.department', at => count(accepted(at), isOf(name)), [name]),
    is('service.closed.department', at => count(closed(at), isOf(name)), [name]),
    is('service.open.department', at => count(open(at), ({ of }) => isOf(name)(of)), [name]),
    is('service.overdue.department', at => count(open(at), each => each.overdue && isOf(name)(each.of)), [
      name,
    ]),
  ])
}

const openCases = ({ city }: Pick<UpstreamTruth, 'city'>, cases: readonly Case[], at: number) =>
  cases
    .filter(({ item, acceptAt, resultAt }) => item.handling === '2' && acceptAt <= at && resultAt > at)
    .map(each => caseAt(city, each, at))

function closedCases({ city }: Pick<UpstreamTruth, 'city'>, cases: readonly Case[], at: number) {
  /** A14: a result before the acceptance is one of no day. */
  const hasADay = ({ caseNo }: Case) => !city.anomalies.hits('A14', ['govsvc', caseNo])
  const isToday = (each: Case) => {
    const { doneAt } = caseAt(city, each, at)
    return doneAt !== null && isOn(doneAt, at)
  }
  return cases
    .filter(
      ({ resultAt, resultType }) => resultAt <= at && resultAt > at - 2 * DAY && SETTLED.includes(resultType),
    )
    .filter(each => hasADay(each) && isToday(each))
}

function catalogue(items: UpstreamTruth['hall']['catalogue']): readonly Expected[] {
  const is = expecting(ITEMS)
  const share = (test: (item: (typeof items)[number]) => boolean) => count(items, test) / items.length
  return [
    is('service.items', () => items.length),
    is('service.items.online', () => share(({ handleForm }) => handleForm.split('^').includes('2'))),
    is('service.items.one-visit', () => share(({ visits }) => visits <= 1)),
    is('service.items.no-visit', () => share(({ visits }) => visits === 0)),
    is('service.items.steps', () => sum(items, item => item.steps) / items.length),
    is(
      'service.items.compression',
      () => 1 - sum(items, item => item.promisedDays) / sum(items, item => item.statutoryDays),
    ),
  ]
}
