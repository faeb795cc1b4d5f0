import { DAY, HOUR, dayOfDate, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { stream } from '../random.ts'
import type { Entity, Register } from './entities.ts'

/** 电子证照 that an enterprise holds. */
export interface Certificate {
  readonly number: string
  readonly entity: Entity
  readonly name: string
  readonly item: string | null
  readonly department: string
  readonly issuedAt: number
  readonly validTo: number | null
  readonly cancelledAt: number | null
}

const LICENCE = { name: '营业执照', item: '企业设立登记', department: '市市场监管局' } as const
const PERMITS = [
  { name: '排污许可证', item: '排污许可', department: '市生态环境局', years: 5 },
  { name: '安全生产许可证', item: '安全生产许可', department: '市应急局', years: 3 },
  { name: '食品经营许可证', item: '食品经营许可', department: '市市场监管局', years: 5 },
  { name: '道路运输经营许可证', item: '道路货物运输经营许可', department: '市交通运输局', years: 4 },
] as const
const WITH_PERMIT = 0.45
/** Of those somebody renews so late that it is out of force for a while. */
const LATE = 0.12
const LATE_DAYS = 120
/** The item was not noted when an older paper was scanned. */
const WITHOUT_ITEM = 0.06
const YEAR = 365 * DAY
const EPOCH = startOfDay(dayOfDate('2015-01-01')) + 9 * HOUR

function licenceOf(entity: Entity): Certificate {
  return {
    ...{ ...LICENCE, entity, number: `YYZZ-${entity.code.slice(-8)}` },
    issuedAt: entity.foundedAt ?? EPOCH,
    validTo: null,
    cancelledAt: entity.status === '注销' ? entity.updatedAt : null,
  }
}

/** The one in force, or the last that was: each follows on the one before. */
function permitOf({ seed }: PretendCity, entity: Entity, at: number): Certificate | null {
  const chance = stream(seed, 'registry', 'permit', entity.code)
  if (!chance.happens(WITH_PERMIT)) return null
  const { years, name, item, department } = chance.pick(PERMITS)
  const span = years * YEAR
  const first = EPOCH + Math.floor(chance.next() * span)
  const lag = chance.happens(LATE) ? chance.int(LATE_DAYS) * DAY : 0
  const round = Math.floor((at - first) / span)
  const isRenewed = at >= first + round * span + lag
  const from = first + (isRenewed ? round : round - 1) * span
  return {
    number: `XKZ-${entity.code.slice(-8)}-${isRenewed ? round : round - 1}`,
    ...{ entity, name, department, item: chance.happens(WITHOUT_ITEM) ? null : item },
    ...{ issuedAt: isRenewed ? from + lag : from, validTo: from + span, cancelledAt: null },
  }
}

export const certificatesAt = (city: PretendCity, register: Register, at: number): Certificate[] =>
  register
    .entities(at)
    .flatMap(entity => [licenceOf(entity), permitOf(city, entity, at)].filter(each => each !== null))
