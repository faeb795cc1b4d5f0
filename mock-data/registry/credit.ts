import { DAY, HOUR, dateOfDay, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { stream } from '../random.ts'
import type { Entity, Register } from './entities.ts'

/** 信用记录 of an enterprise. */
export interface Credit {
  readonly number: string
  readonly entity: Entity
  readonly type: '守信激励' | '告知承诺' | '失信'
  readonly item: string
  readonly department: string
  readonly decidedAt: number
  readonly checkDueAt: number | null
  readonly checkedAt: number | null
  readonly kept: boolean | null
  readonly validTo: number
}

/** IOC-20: in place of proofs the applicant promises; the first three are named there. */
const ITEMS = [
  ['民办职业培训学校设立', '市人社局'],
  ['旅馆业特种行业许可证核发', '市公安局'],
  ['道路货物运输经营许可', '市交通运输局'],
  ['食品经营许可', '市市场监管局'],
  ['公共场所卫生许可', '市卫健委'],
  ['城镇污水排入排水管网许可', '市住建局'],
] as const
/** So long is told of. */
const KEPT_DAYS = 400
const A_WORKDAY = 1.4
/** 核查 within so many working days after the promise. */
const CHECK_WITHIN = 20
const LATE = 0.06
const NOT_KEPT = 0.03
/** Those of the district, of the chain and of the key list come first in the register. */
const FIRST = 175
const YEAR = 365 * DAY

type Draft = Omit<Credit, 'checkedAt' | 'kept'> & { readonly checked: { at: number; kept: boolean } | null }

function draftOf(city: PretendCity, entities: readonly Entity[], day: number, index: number): Draft {
  const chance = stream(city.seed, 'registry', 'credit', day, index)
  const type = chance.weighted(['告知承诺', '守信激励', '失信'] as const, [80, 16, 4])
  const [item, department] = chance.pick(ITEMS)
  const decidedAt = startOfDay(day) + Math.floor(chance.between(9, 17) * HOUR)
  const made = {
    number: `XY${dateOfDay(day).replaceAll('-', '')}${String(index + 1).padStart(2, '0')}`,
    entity: chance.pick(entities),
    ...{ type, item, department, decidedAt, validTo: decidedAt + 3 * YEAR },
  }
  if (type !== '告知承诺') return { ...made, checkDueAt: null, checked: null }
  const lastDay = city.calendar.add(day, CHECK_WITHIN)
  const checkDueAt = startOfDay(lastDay + 1) - 1000
  const needed = chance.happens(LATE) ? CHECK_WITHIN + 1 + chance.int(8) : 4 + chance.int(CHECK_WITHIN - 5)
  const at = startOfDay(city.calendar.add(day, needed)) + 10 * HOUR
  return { ...made, checkDueAt, checked: { at, kept: !chance.happens(NOT_KEPT) } }
}

/** Everything of about a year, as far as it has happened. */
export function creditsAt(city: PretendCity, register: Register, at: number): Credit[] {
  const today = dayNumber(at)
  // Who promised is drawn among those who were there from the first: a later entry must not change what was drawn before.
  const entities = register.entities(at).slice(0, FIRST)
  const days = Array.from({ length: KEPT_DAYS }, (_, i) => today - KEPT_DAYS + 1 + i)
  return days
    .filter(day => city.calendar.isWorkday(day))
    .flatMap(day => {
      const made = stream(city.seed, 'registry', 'credits of a day', day).poisson(A_WORKDAY)
      return Array.from({ length: made }, (_, index) => draftOf(city, entities, day, index))
    })
    .filter(({ decidedAt }) => decidedAt <= at)
    .map(({ checked, ...told }) => {
      const isChecked = checked !== null && checked.at <= at
      return { ...told, checkedAt: isChecked ? checked.at : null, kept: isChecked ? checked.kept : null }
    })
}

export const lastOfCredit = ({ decidedAt, checkedAt }: Credit): number => checkedAt ?? decidedAt
