import { DAY, HOUR, MINUTE } from '../../shared/calendar/civil.ts'
import type { WorkCalendar } from '../calendar.ts'
import type { Department } from '../organisation.ts'
import type { Chance } from '../random.ts'
import { afterWork, WORKDAY } from '../worktime.ts'
import { STEPS, type Special, type Step, type StepName } from './case.ts'

/** How a case with a clock goes through the office. */
export interface Course {
  readonly steps: readonly Step[]
  readonly specials: readonly Special[]
  readonly endAt: number
}

export interface Request {
  readonly acceptAt: number
  readonly promisedDays: number
  readonly department: Department
}

const OVERDUE = 0.0105
const STOPPED = 0.08
const EXTENDED = 0.015
const SITE_VISIT = 0.3
const STOPS = ['补正', '听证', '检验', '检测', '鉴定', '专家评审', '现场勘验', '公示'] as const
const STOP_WEIGHTS = [40, 4, 10, 10, 6, 12, 10, 8]

/** Share of the whole that each step takes; the site visits of 住建局 are where cases get stuck. */
const SHARES: { readonly [step in StepName]: number } = {
  受理: 0.08,
  审查: 0.42,
  勘验: 0.3,
  决定: 0.2,
  送达: 0.1,
}
const SLOW_OFFICE = '住建局'
const SLOW_FACTOR = 3

const seconds = (at: number) => Math.floor(at / 1000) * 1000

function stepsNeeded(chance: Chance): StepName[] {
  const withVisit = chance.happens(SITE_VISIT)
  return STEPS.filter(name => name !== '勘验' || withVisit)
}

/** Office time that the work itself takes; a few exceed what was promised. */
function workOf({ promisedDays, department }: Request, extended: number, chance: Chance): number {
  if (chance.happens(OVERDUE)) return (promisedDays + extended + 1 + chance.between(0.1, 4)) * WORKDAY
  const slow = department.short === SLOW_OFFICE ? 1.5 : 1
  const share = Math.min(chance.logNormal(0.3 * slow, 0.55), 0.97)
  return Math.max(share * (promisedDays + extended), 0.1) * WORKDAY
}

function stop(at: number, chance: Chance, calendar: WorkCalendar): Special {
  const endAt = afterWork(calendar, at + Math.floor(chance.logNormal(2, 0.6) * DAY), 10 * MINUTE)
  const name = chance.weighted(STOPS, STOP_WEIGHTS)
  return { kind: '2', name, startAt: seconds(at), endAt: seconds(endAt), extendDays: 0 }
}

/** 行政许可法 §42: by at most ten more days, decided before the time is over. */
function extension({ acceptAt, promisedDays }: Request, chance: Chance, calendar: WorkCalendar): Special {
  const startAt = seconds(afterWork(calendar, acceptAt, promisedDays * WORKDAY * 0.6))
  return { kind: '1', name: '延长审批', startAt, endAt: startAt + HOUR, extendDays: 2 + chance.int(9) }
}

export function courseOf(request: Request, calendar: WorkCalendar, chance: Chance): Course {
  const extended = chance.happens(EXTENDED) ? extension(request, chance, calendar) : null
  const work = workOf(request, extended?.extendDays ?? 0, chance)
  const names = stepsNeeded(chance)
  const slow = request.department.short === SLOW_OFFICE
  const shares = names.map(name => SHARES[name] * (name === '勘验' && slow ? SLOW_FACTOR : 1))
  const whole = shares.reduce((a, b) => a + b, 0)
  const stopIn = chance.happens(STOPPED) ? 1 : -1
  const specials = extended === null ? [] : [extended]
  let at = request.acceptAt
  const steps = names.map((name, i): Step => {
    const startAt = at
    if (i === stopIn) {
      const pause = stop(afterWork(calendar, startAt, 30 * MINUTE), chance, calendar)
      specials.push(pause)
      at = pause.endAt
    }
    at = seconds(afterWork(calendar, at, (work * shares[i]!) / whole))
    return { name, startAt, endAt: at, department: request.department }
  })
  return { steps, specials, endAt: at }
}
