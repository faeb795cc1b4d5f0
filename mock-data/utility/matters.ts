import { DAY, HOUR, MINUTE, dateOfDay, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { stream, type Chance } from '../random.ts'
import { remembered } from '../remembered.ts'
import { heating } from '../weather.ts'
import { firmFor, firmsOf, TRADES, type Firm, type Trade } from './firms.ts'

/** So long is told of. */
export const KEPT_DAYS = 40

export type Stop = '欠费待缴' | '用户撤回'

interface Happening {
  readonly at: number
  readonly stop: Stop | null
  readonly done: boolean
}

export interface Matter {
  readonly no: string
  readonly sort: '计划停供' | '故障停供' | '过户联动'
  readonly title: string
  readonly firm: Firm
  readonly area: string
  readonly at: number
  readonly reason: string | null
  readonly registration: string | null
  readonly households: number | null
  /** Promised; null: a working day from then. */
  readonly dueAt: number | null
  /** A14: the clerk's clock. */
  readonly doneBefore: boolean
  readonly course: readonly Happening[]
}

const REASONS: { readonly [trade in Trade]: readonly string[] } = {
  供水: ['管网抢修', '阀门更换', '水箱清洗'],
  供电: ['线路检修', '变压器更换', '外力破坏'],
  燃气: ['管线抢修', '调压设备检修', '置换通气'],
  供热: ['换热站检修', '二次网漏水', '循环泵故障'],
}
const OUTAGES_A_DAY = 6
const HOMES_A_WORKDAY = 17
const HOMES_AT_REST = 3
const [LATE, ARREARS, WITHDRAWN] = [0.06, 0.06, 0.01]

const whole = (at: number): number => Math.ceil(at / 1000) * 1000
const dateText = (day: number): string => dateOfDay(day).replaceAll('-', '')

/** Heat fails while there is heat; the others all year. */
const tradesOn = (day: number): readonly Trade[] =>
  TRADES.filter(trade => trade !== '供热' || heating(day) !== 'off')

function outageOf(city: PretendCity, firms: readonly Firm[], day: number, at: number, i: number): Matter {
  const no = `TG${dateText(day)}${String(i + 1).padStart(3, '0')}`
  const chance = stream(city.seed, 'utility outage', no)
  const trade = chance.pick(tradesOn(day))
  const town = city.places.town(chance)
  const planned = chance.happens(0.4)
  const promised = Math.ceil((planned ? chance.between(3, 8) : chance.between(2, 7)) * 2) * 30 * MINUTE
  const took = promised * (chance.happens(LATE) ? chance.between(1.1, 2.2) : chance.between(0.35, 0.98))
  const where = city.places.community(town.code, chance)
  return {
    ...{ no, sort: planned ? '计划停供' : '故障停供', at, registration: null },
    title: `${where?.name ?? town.name}${trade.replace('供', '停').replace('燃', '停')}`,
    firm: firmFor(firms, trade, town.district, chance.next()),
    area: where?.code ?? town.code,
    reason: chance.pick(REASONS[trade]),
    households: Math.round(chance.logNormal(260, 0.8)),
    dueAt: at + promised,
    doneBefore: city.anomalies.hits('A14', ['utility', no]),
    course: [{ at: whole(at + took), stop: null, done: true }],
  }
}

function courseOf(city: PretendCity, at: number, chance: Chance): readonly Happening[] {
  const soon = whole(at + chance.logNormal(2.5 * HOUR, 0.7))
  if (chance.happens(WITHDRAWN)) return [{ at: soon, stop: '用户撤回', done: false }]
  const last = startOfDay(city.calendar.add(dayNumber(at), 1) + 1)
  const usual = Math.min(soon, last - HOUR)
  if (chance.happens(ARREARS))
    return [
      { at: usual, stop: '欠费待缴', done: false },
      { at: whole(usual + chance.between(1, 9) * DAY), stop: null, done: true },
    ]
  const doneAt = chance.happens(LATE) ? whole(last + chance.between(2, 40) * HOUR) : usual
  return [{ at: doneAt, stop: null, done: true }]
}

/** A home changes hands at the register, and each of its utilities takes the account over. */
function transfersOf(
  city: PretendCity,
  firms: readonly Firm[],
  day: number,
  at: number,
  i: number,
): readonly Matter[] {
  const registration = `BDC${dateText(day)}${String(i + 1).padStart(3, '0')}`
  const chance = stream(city.seed, 'utility transfer', registration)
  const town = city.places.town(chance)
  const area = city.places.community(town.code, chance)?.code ?? town.code
  const trades = TRADES.filter(trade => trade === '供水' || trade === '供电' || chance.happens(0.8))
  return trades.map((trade): Matter => ({
    ...{
      no: `GH${registration.slice(3)}-${TRADES.indexOf(trade) + 1}`,
      sort: '过户联动',
      at,
      registration,
      area,
    },
    title: `${trade}过户`,
    firm: firmFor(firms, trade, town.district, chance.next()),
    ...{ reason: null, households: null, dueAt: null },
    doneBefore: city.anomalies.hits('A14', ['utility', registration, trade]),
    course: courseOf(city, at, chance.split(trade)),
  }))
}

function mattersOfDay(city: PretendCity, firms: readonly Firm[], day: number): readonly Matter[] {
  const chance = stream(city.seed, 'utility day', day)
  const timesBetween = (mean: number, from: number, to: number) =>
    Array.from({ length: chance.poisson(mean) }, () =>
      whole(startOfDay(day) + chance.between(from, to) * HOUR),
    ).sort((a, b) => a - b)
  const outages = timesBetween(OUTAGES_A_DAY, 6, 23)
  const homes = timesBetween(city.calendar.isWorkday(day) ? HOMES_A_WORKDAY : HOMES_AT_REST, 8.5, 16.5)
  return [
    ...outages.map((at, i) => outageOf(city, firms, day, at, i)),
    ...homes.flatMap((at, i) => transfersOf(city, firms, day, at, i)),
  ]
}

export interface MatterModel {
  readonly firms: readonly Firm[]
  /** Everything of the days that are told of, as far as it has begun. */
  readonly until: (at: number) => readonly Matter[]
}

export function createMatterModel(city: PretendCity): MatterModel {
  const firms = firmsOf(city)
  const ofDay = remembered((day: number) => mattersOfDay(city, firms, day), KEPT_DAYS + 10)
  return {
    firms,
    until: at => {
      const today = dayNumber(at)
      return Array.from({ length: KEPT_DAYS }, (_, i) => today - KEPT_DAYS + 1 + i)
        .flatMap(ofDay)
        .filter(matter => matter.at <= at)
    },
  }
}

export interface Standing {
  readonly changedAt: number
  readonly doneAt: number | null
  readonly stop: Stop | null
}

/** A matter at an instant, as the platform has it. */
export function standingAt({ at, course, doneBefore }: Matter, now: number): Standing {
  const last = course.filter(each => each.at <= now).at(-1)
  if (last === undefined) return { changedAt: at, doneAt: null, stop: null }
  return {
    changedAt: last.at,
    doneAt: last.done ? (doneBefore ? at - HOUR : last.at) : null,
    stop: last.stop,
  }
}

export const changedBetween = ({ at, course }: Matter, from: number, to: number): boolean =>
  [at, ...course.map(each => each.at)].some(each => each > from && each <= to)

export const isTransfer = ({ sort }: Matter): boolean => sort === '过户联动'
