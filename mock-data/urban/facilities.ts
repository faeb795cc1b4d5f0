import { HOUR, MINUTE, dayNumber, fieldsOfDay, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { apportion, draw, stream } from '../random.ts'

/** 市政设施 of the whole city, invented; of a hundred so many are out of order on an ordinary day. */
export const FACILITIES = [
  { name: '路灯/盏', total: 46_200, outOf100: 1.4 },
  { name: '检查井/座', total: 61_300, outOf100: 0.5 },
  { name: '雨水口/个', total: 38_750, outOf100: 0.9 },
  { name: '排水管网/公里', total: 1148, outOf100: 1.2 },
  { name: '城市道路/公里', total: 586, outOf100: 1.8 },
  { name: '市政桥梁/座', total: 74, outOf100: 2.6 },
  { name: '公共厕所/座', total: 318, outOf100: 2.1 },
  { name: '垃圾转运站/座', total: 46, outOf100: 3.2 },
] as const

/** Of a district and sort in a month, as its last morning of it tells. */
export interface Told {
  readonly district: string
  readonly name: string
  /** `2026-11` */
  readonly month: string
  readonly toldAt: number
  readonly total: number
  /** A9: left blank, where nobody had counted. */
  readonly sound: number | null
  readonly repairing: number
}

const TOLD = 6 * HOUR + 30 * MINUTE
const MONTHS = 2

const monthOf = (day: number): string => {
  const { year, month } = fieldsOfDay(day)
  return `${year}-${String(month).padStart(2, '0')}`
}

/** The last mornings of the months that are told of: of those that are over their last, of this one today's. */
function morningsUntil(at: number): readonly number[] {
  const today = dayNumber(at - TOLD)
  const days = [today]
  for (let n = 1; n < MONTHS; n++) days.push(days[n - 1]! - fieldsOfDay(days[n - 1]!).dayOfMonth)
  return days
}

function toldOn(city: PretendCity, day: number): readonly Told[] {
  const { districts, townsOf, weightOf } = city.places
  const weights = districts.map(({ code }) =>
    townsOf(code).reduce((sum, town) => sum + weightOf(town.code), 0),
  )
  return FACILITIES.flatMap(({ name, total, outOf100 }) => {
    const shares = apportion(total, weights)
    return districts.map(({ code }, i): Told => {
      const chance = stream(city.seed, 'urban facility', name, code, day)
      const broken = Math.min(
        shares[i]!,
        Math.round((shares[i]! * outOf100 * chance.between(0.7, 1.3)) / 100),
      )
      const blank = city.anomalies.hits('A9', ['urban', name, code, day])
      return {
        ...{ district: code, name, month: monthOf(day), toldAt: startOfDay(day) + TOLD, total: shares[i]! },
        sound: blank ? null : shares[i]! - broken,
        repairing: Math.round(broken * (0.5 + 0.4 * draw(city.seed, 'urban repair', name, code, day))),
      }
    })
  })
}

/** What stands in the register at an instant. */
export const facilitiesAt = (city: PretendCity, at: number): readonly Told[] =>
  morningsUntil(at).flatMap(day => toldOn(city, day))
