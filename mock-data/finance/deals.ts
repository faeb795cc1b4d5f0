import { DAY, HOUR, MINUTE, dayNumber, dayOfFields, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { ledgerOf, type Draft, type Head, type LedgerEntry } from '../ledgers/entry.ts'
import { monthsUntil } from '../ledgers/rolling.ts'
import { stream, type Chance } from '../random.ts'

const HEAD: Head = { ledger: '融资对接', theme: '助企纾困', prefix: 'JR-RZ', department: '市金融发展局' }

/** 万元: what of each is usual, and how many of a hundred ask for it. */
interface Product {
  readonly name: string
  readonly weight: number
  readonly median: number
}
export const PRODUCTS: readonly Product[] = [
  { name: '普惠小微', weight: 48, median: 160 },
  { name: '流动资金', weight: 22, median: 700 },
  { name: '设备更新', weight: 12, median: 900 },
  { name: '供应链', weight: 10, median: 400 },
  { name: '科技创新', weight: 8, median: 500 },
]
const WEIGHTS = PRODUCTS.map(({ weight }) => weight)
export const BANKS = 8
const FIRMS = 240

/** A month brings so many; the last of a quarter has a session of banks and enterprises (HW-06: each quarter). */
const A_MONTH = 9
const AT_SESSION = 22

/** Where it stands, and since when: what was asked for, what a bank agreed to, what was lent; or nothing came of it. */
const LOST = 0.14
/** Days from the wish to the credit, and from there to the money. */
const TO_CREDIT = 11
const TO_MONEY = 7

/** What enterprises ask of banks, as it stands at an instant (HW-08). Whether one is lent to is drawn once. */
export const dealsAt = (city: PretendCity, at: number): readonly LedgerEntry[] =>
  ledgerOf(
    HEAD,
    monthsUntil(at).flatMap(({ year, month }) => {
      const chance = stream(city.seed, 'finance', HEAD.ledger, year, month)
      const made = chance.poisson(month % 3 === 0 ? AT_SESSION : A_MONTH)
      const first = dayOfFields(year, month, 1)
      const days = Array.from({ length: 28 }, (_, i) => first + i).filter(day => city.calendar.isWorkday(day))
      return Array.from({ length: made }, () => chance.pick(days))
        .sort((a, b) => a - b)
        .map((day, i) => {
          const number = `${HEAD.prefix}-${year}${String(month).padStart(2, '0')}${String(i + 1).padStart(2, '0')}`
          return dealOf(city, number, day, at)
        })
        .filter(({ beganAt }) => beganAt <= at)
    }),
  )

function dealOf(city: PretendCity, number: string, day: number, at: number) {
  const chance = stream(city.seed, 'finance deal', number)
  const beganAt = startOfDay(day) + 9 * HOUR + chance.int(8 * 60) * MINUTE
  const product = chance.weighted(PRODUCTS, WEIGHTS)
  const party = `演示企业${String(chance.int(FIRMS) + 1).padStart(3, '0')}`
  return {
    ...{ number, beganAt, title: `${party}${product.name}贷款`, party, category: product.name },
    amount: Math.max(10, Math.round(chance.logNormal(product.median, 0.6) / 10) * 10),
    department: `演示银行${chance.int(BANKS) + 1}`,
    district: chance.pick(city.places.districts).name,
    ...standingAt(city, beganAt, at, chance.split('course')),
  }
}

type Standing = Pick<Draft, 'state' | 'stage' | 'doneAt' | 'result'>

function standingAt(city: PretendCity, beganAt: number, at: number, chance: Chance): Standing {
  const isLost = chance.happens(LOST)
  const creditAt = onWorkday(city, beganAt + chance.logNormal(TO_CREDIT * DAY, 0.5))
  const endAt = onWorkday(city, creditAt + chance.logNormal(TO_MONEY * DAY, 0.4))
  if (at < creditAt) return { state: '推进中', stage: '意向', doneAt: null, result: null }
  if (isLost) return { state: '已终止', stage: '未达成', doneAt: null, result: '银企未达成一致' }
  if (at < endAt) return { state: '推进中', stage: '授信', doneAt: null, result: null }
  return { state: '已完成', stage: '已放款', doneAt: endAt, result: '贷款已发放' }
}

/** Banks work when the city does; four in the afternoon at the latest. */
function onWorkday({ calendar }: PretendCity, at: number): number {
  const day = dayNumber(at)
  const time = 10 * HOUR + (Math.floor(at / MINUTE) % 360) * MINUTE
  return startOfDay(calendar.isWorkday(day) ? day : calendar.add(day, 1)) + time
}
