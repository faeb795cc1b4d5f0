import {
  DAY,
  HOUR,
  dateOfDay,
  dayNumber,
  dayOfDate,
  startOfDay,
  weekdayOf,
} from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { districtDepartment } from '../organisation.ts'
import { stream } from '../random.ts'

/** HW-01: the first Friday. */
const FIRST = dayOfDate('2022-10-28')
const FRIDAY = 5
const BEGINS = 14 * HOUR
const ENDS = 16 * HOUR
/** HW-03: 100 enterprises that are not public. */
export const ENTERPRISES = 100

export const DISTRICT = '211004'

/** A session of 助企亲清下午茶. */
export interface Session {
  /** Counted from the first. */
  readonly no: number
  readonly startsAt: number
  readonly endsAt: number
  readonly theme: string
  readonly enterprises: readonly string[]
  readonly departments: readonly string[]
}

const THEMES = [
  ...['冬季用能保障', '惠企政策兑现', '用工招聘', '项目手续提速', '融资对接', '安全生产'],
  ...['科技成果转化', '上下游配套', '环保达标', '出口与物流'],
] as const
const TABLE = [
  '发改委',
  '工信局',
  '人社局',
  '自然资源局',
  '生态环境局',
  '住建局',
  '商务局',
  '市场监管局',
] as const

export const enterpriseName = (index: number): string => `演示企业HW${String(index + 1).padStart(3, '0')}`

/** As people and files name it. */
export const sessionName = (no: number): string => `第${no}场`

/** Every Friday on which the city works. */
const isSessionDay = ({ calendar }: PretendCity, day: number): boolean =>
  day >= FIRST && weekdayOf(day) === FRIDAY && calendar.isWorkday(day)

function sessionOn(city: PretendCity, day: number, no: number): Session {
  const chance = stream(city.seed, 'tea session', dateOfDay(day))
  const district = city.places.districtOf(DISTRICT)
  const all = Array.from({ length: ENTERPRISES }, (_, i) => i)
  return {
    no,
    startsAt: startOfDay(day) + BEGINS,
    endsAt: startOfDay(day) + ENDS,
    theme: chance.pick(THEMES),
    // Two to four (HW-01).
    enterprises: chance
      .shuffled(all)
      .slice(0, 2 + chance.int(3))
      .map(enterpriseName),
    departments: chance
      .shuffled(TABLE)
      .slice(0, 3 + chance.int(4))
      .map(short => districtDepartment(district, short).name),
  }
}

/** All sessions that begin before an instant, and the one after it, which is announced. */
export function sessionsUntil(city: PretendCity, at: number): Session[] {
  const sessions: Session[] = []
  for (let day = FIRST; ; day++) {
    if (!isSessionDay(city, day)) continue
    const session = sessionOn(city, day, sessions.length + 1)
    sessions.push(session)
    if (session.startsAt > at) return sessions
  }
}

/** When the list of a week is sent: after each session. */
const SENT = 17 * HOUR

/** The instants at which lists are sent, with from < at <= to. */
export function listsSent(city: PretendCity, from: number, to: number): number[] {
  const sent: number[] = []
  for (let at = startOfDay(dayNumber(from)) + SENT; at <= to; at += DAY)
    if (at > from && isSessionDay(city, dayNumber(at))) sent.push(at)
  return sent
}
