import type { TownEntry } from '../../shared/areas/document.ts'
import { DAY, HOUR, dayNumber, fieldsOfDay, dayOfFields, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { draw, stream } from '../random.ts'

export type ShareDays = '工作日' | '休息日' | '每天'
/** When bays are open to residents: `HH:mm`; what ends before it begins ends on the next day. */
export interface ShareSlot {
  readonly days: ShareDays
  readonly from: string
  readonly to: string
}

/** 错峰共享: the car park of a unit that opens it while nobody is at work there. */
export interface ShareLot {
  readonly no: string
  readonly unit: string
  readonly name: string
  readonly town: TownEntry
  readonly bays: number
  readonly slots: readonly ShareSlot[]
}

export interface ShareTold {
  readonly lot: ShareLot
  readonly state: '开放' | '暂停'
  /** A9: the register has a stroke in place of the bays. */
  readonly bays: number | null
  readonly asOf: number
  readonly changedAt: number
}

const whole: ShareSlot = { days: '休息日', from: '00:00', to: '24:00' }
const PATTERNS: readonly (readonly ShareSlot[])[] = [
  [{ days: '工作日', from: '18:00', to: '07:30' }, whole],
  [{ days: '每天', from: '19:00', to: '07:00' }],
  [{ days: '工作日', from: '17:30', to: '08:00' }, whole],
  [{ days: '休息日', from: '08:00', to: '20:00' }],
  [{ days: '工作日', from: '12:00', to: '13:30' }, { days: '工作日', from: '18:30', to: '07:00' }, whole],
  // A stadium is empty while others are at work.
  [{ days: '工作日', from: '08:00', to: '17:00' }],
]
const WEIGHTS = [6, 4, 4, 2, 2, 3]

type Given = readonly [unit: string, town: string]
/** Invented units in towns of the published list. */
const GIVEN: readonly Given[] = [
  ['演示市政务服务中心', '211002016'],
  ['演示市住建局', '211002017'],
  ['演示市财政局', '211002018'],
  ['演示市图书馆', '211002019'],
  ['演示市体育中心', '211002016'],
  ['演示白塔区政府', '211002017'],
  ['演示文圣区政府', '211003004'],
  ['演示文圣区法院', '211003008'],
  ['演示古城博物馆', '211003008'],
  ['演示宏伟区政府', '211004001'],
  ['演示宏伟区文化馆', '211004004'],
  ['演示弓长岭区政府', '211005003'],
  ['演示太子河区政府', '211011003'],
  ['演示太子河区卫生院', '211011101'],
  ['演示辽阳县政府', '211021113'],
  ['演示首山第二中学', '211021113'],
  ['演示灯塔市政府', '211081001'],
  ['演示灯塔市税务局', '211081001'],
]

export function createShareLots(city: PretendCity): readonly ShareLot[] {
  return GIVEN.map(([unit, town], i) => {
    const no = `GX-${String(i + 1).padStart(2, '0')}`
    const chance = stream(city.seed, 'share lot', no)
    return {
      ...{ no, unit, name: `${unit}停车场`, town: city.places.townOf(town) },
      bays: 24 + chance.int(130),
      slots: chance.weighted(PATTERNS, WEIGHTS),
    }
  })
}

/** Of car parks, a day: the unit needs its bays itself until the next morning. */
const SUSPENDED = 0.04
const FROM = 8 * HOUR
const LOOKED_BACK = 3

/** The register as it stands: looked through on the first of each month, and when a unit suspends what it opened. */
export const sharesAt = (city: PretendCity, lots: readonly ShareLot[], at: number): ShareTold[] =>
  lots.map(lot => {
    const asOf = lookedThrough(at)
    const spans = Array.from({ length: LOOKED_BACK }, (_, i) => dayNumber(at) - i)
      .filter(day => draw(city.seed, 'share suspended', lot.no, day) < SUSPENDED)
      .map(day => startOfDay(day) + FROM)
      .filter(from => from <= at)
    const isOut = spans.some(from => at < from + DAY)
    const ends = spans.map(from => from + DAY).filter(to => to <= at)
    return {
      ...{ lot, asOf, state: isOut ? '暂停' : '开放' },
      bays: city.anomalies.hits('A9', ['share lot', lot.no, asOf]) ? null : lot.bays,
      changedAt: Math.max(asOf, ...spans, ...ends),
    }
  })

/** Nine o'clock on the first of the month, once that is past. */
function lookedThrough(at: number): number {
  const { year, month } = fieldsOfDay(dayNumber(at - 9 * HOUR))
  return startOfDay(dayOfFields(year, month, 1)) + 9 * HOUR
}
