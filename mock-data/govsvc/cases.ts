import { DAY, HOUR, MINUTE, dateOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { dayFactor, instantsOfDay } from '../day-shape.ts'
import { draw, stream, zipf, type Chance } from '../random.ts'
import { afterWork, isOfficeTime } from '../worktime.ts'
import type { Case, Flag, Mode, Rating, ResultType, Step } from './case.ts'
import { courseOf } from './course.ts'
import { findingsOf } from './findings.ts'
import type { Handling, Item } from './item.ts'

/** Cases of an ordinary working day (DOMAIN 5): with a clock, and settled on the spot. */
export const CASES_PER_DAY: { readonly [handling in Handling]: number } = { '1': 2950, '2': 750 }

const FLAGS: readonly (readonly [flag: Flag, share: number])[] = [
  ['容缺受理', 0.05],
  ['帮办代办', 0.08],
  ['视频办理', 0.04],
  ['一件事', 0.06],
  ['免申即享', 0.01],
]
/** Of those who may choose; and of the visits to a site. */
const [COMMITTED, SURVEYED] = [0.82, 0.4]
/** Of cases of delegated items, those that do not leave the zone. */
const KEPT = 0.93
const RATED = 0.77
const RATINGS = ['1', '2', '3', '4', '5'] as const
const RATING_WEIGHTS = [2731, 158, 17, 6, 2]
const RECTIFIED = 0.9
const RESULTS: readonly ResultType[] = ['1', '2', '3', '4', '5']
const RESULT_WEIGHTS = [965, 12, 14, 3, 6]

const seconds = (at: number) => Math.floor(at / 1000) * 1000

/** Items from the often asked for to the rare, with the weights by which one is chosen. */
export interface Demand {
  readonly items: readonly Item[]
  readonly weights: readonly number[]
}

export function demandFor(city: PretendCity, catalogue: readonly Item[], handling: Handling): Demand {
  const items = stream(city.seed, 'govsvc', 'demand', handling).shuffled(
    catalogue.filter(item => item.handling === handling),
  )
  // Cumulated, so that one draw finds its item by halving.
  let sum = 0
  return { items, weights: zipf(items.length, 0.8).map(w => (sum += w)) }
}

function demanded({ items, weights }: Demand, chance: Chance): Item {
  const point = chance.next() * weights.at(-1)!
  let low = 0
  let high = items.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (weights[middle]! <= point) low = middle + 1
    else high = middle
  }
  return items[low]!
}

/** Online at any hour, but taken in only in office hours. */
const acceptance = ({ calendar }: PretendCity, applyAt: number, chance: Chance): number =>
  seconds(afterWork(calendar, applyAt, chance.between(1, 25) * MINUTE))

function rating(closedAt: number, chance: Chance): Rating | null {
  if (!chance.happens(RATED)) return null
  const code = chance.weighted(RATINGS, RATING_WEIGHTS)
  const at = seconds(closedAt + chance.logNormal(30, 1) * MINUTE)
  const rectified = code >= '4' && chance.happens(RECTIFIED)
  return { code, at, rectifiedAt: rectified ? seconds(at + chance.between(1, 5) * DAY) : null }
}

/** 可自主选择 (IOC-20): most choose what is granted on the spot. */
function modeOf({ seed }: PretendCity, caseNo: string, { commitment }: Item): Mode | null {
  if (!commitment) return null
  return draw(seed, 'govsvc', 'mode', caseNo) < COMMITTED ? 'committed' : 'ordinary'
}

function deciderOf({ seed }: PretendCity, caseNo: string, { delegatedTo, department }: Item): string | null {
  if (delegatedTo === null) return null
  return draw(seed, 'govsvc', 'zone', caseNo) < KEPT ? delegatedTo : department.name
}

/** Visits to the site of several offices together are recorded; those of one are not. */
const isSurveyed = ({ seed }: PretendCity, caseNo: string, steps: readonly Step[]): boolean =>
  steps.some(({ name }) => name === '勘验') && draw(seed, 'govsvc', 'joint survey', caseNo) < SURVEYED

/** Who was asked first at a window saw it through; one who answers for it decided; what was missing was told once. */
const DUTIES = [
  ['首问负责', 0.34, 'window'],
  ['审批负责', 0.92, 'promised'],
  ['一次告知', 0.11, 'any'],
] as const

const dutiesOf = ({ seed }: PretendCity, caseNo: string, { handling }: Item, applyType: string): Flag[] =>
  DUTIES.filter(
    ([flag, share, where]) =>
      (where !== 'window' || applyType === '1') &&
      (where !== 'promised' || handling === '2') &&
      draw(seed, 'govsvc', 'duty', flag, caseNo) < share,
  ).map(([flag]) => flag)

function flagsOf(mode: Mode | null, surveyed: boolean, chance: Chance): Flag[] {
  const flags = FLAGS.filter(([, share]) => chance.happens(share)).map(([flag]) => flag)
  return [
    ...(mode === 'committed' ? (['告知承诺'] as const) : []),
    ...(surveyed ? (['联合踏勘'] as const) : []),
    ...flags,
  ]
}

/** A5: the result was entered up to two hours too late, and is set right some hours later. */
function correction(
  city: PretendCity,
  caseNo: string,
  acceptAt: number,
  resultAt: number,
): Case['corrected'] {
  if (!city.anomalies.hits('A5', ['govsvc', caseNo])) return null
  const chance = stream(city.seed, 'govsvc', 'correction', caseNo)
  const earlier = seconds(Math.max(acceptAt + 1000, resultAt - chance.between(10, 120) * MINUTE))
  return { at: seconds(resultAt + chance.between(1, 20) * HOUR), resultAt: earlier }
}

function makeCase(city: PretendCity, caseNo: string, item: Item, applyAt: number): Case {
  const chance = stream(city.seed, 'govsvc', 'case', caseNo)
  const applyType = isOfficeTime(city.calendar, applyAt)
    ? chance.weighted(['1', '2', '3'] as const, [35, 35, 30])
    : chance.pick(['2', '3'] as const)
  const applicantType =
    item.servedTo.includes('2') && (item.servedTo[0] === '2' || chance.happens(0.5)) ? '2' : '1'
  const acceptAt = acceptance(city, applyAt, chance)
  const { promisedDays, department } = item
  const course =
    item.handling === '2'
      ? courseOf({ acceptAt, promisedDays, department }, city.calendar, chance)
      : onTheSpot(item, acceptAt, chance)
  const mode = modeOf(city, caseNo, item)
  const making: Omit<Case, 'findings'> = {
    caseNo,
    item,
    applyType,
    applicantType,
    applicant: applicantType === '2' ? `演示企业${caseNo.slice(-5)}` : '演示申请人',
    flags: [
      ...dutiesOf(city, caseNo, item, applyType),
      ...flagsOf(mode, isSurveyed(city, caseNo, course.steps), chance),
    ],
    mode,
    applyAt: seconds(applyAt),
    acceptAt,
    steps: course.steps,
    specials: course.specials,
    resultAt: course.endAt,
    resultType: item.handling === '1' ? '1' : chance.weighted(RESULTS, RESULT_WEIGHTS),
    decidedBy: deciderOf(city, caseNo, item),
    rating: rating(course.endAt, chance),
    corrected: correction(city, caseNo, acceptAt, course.endAt),
  }
  return { ...making, findings: findingsOf(city, making) }
}

function onTheSpot({ department }: Item, acceptAt: number, chance: Chance) {
  const endAt = seconds(acceptAt + chance.logNormal(9, 0.5) * MINUTE)
  return {
    steps: [{ name: '受理即办结' as const, startAt: acceptAt, endAt, department }],
    specials: [],
    endAt,
  }
}

export type Demands = { readonly [handling in Handling]: Demand }

/** All cases of one handling applied for on a day, made as they are asked for; `volume` 1 is the city as it is. */
export function* casesOfDay(
  city: PretendCity,
  demands: Demands,
  handling: Handling,
  day: number,
  volume: number,
): Generator<Case> {
  const mean = CASES_PER_DAY[handling] * volume * dayFactor('govsvc', day, city.calendar, city.weather)
  const date = dateOfDay(day).replaceAll('-', '')
  const chance = stream(city.seed, 'govsvc', 'day', day, handling)
  for (const [i, at] of instantsOfDay('govsvc', day, chance.poisson(mean), chance).entries()) {
    const caseNo = `LYZW${date}${handling}${String(i + 1).padStart(5, '0')}`
    yield makeCase(city, caseNo, demanded(demands[handling], chance), at)
  }
}
