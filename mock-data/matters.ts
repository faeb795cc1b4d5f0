import { HOUR, MINUTE } from '../shared/calendar/civil.ts'
import type { CommunityEntry, TownEntry } from '../shared/areas/document.ts'
import type { PretendCity } from './city.ts'
import { dayFactor, instantOfDay } from './day-shape.ts'
import { spotIn, type Position } from './positions.ts'
import { stream, type Chance } from './random.ts'

/** The systems through which one and the same thing in the street can be reported (A19). */
export type Reporter = 'citymgmt' | 'hotline' | 'grid'

/** What is wrong, in the codes of GB/T 30428.2 (事件 class and sub-class). */
export interface Trouble {
  readonly main: string
  readonly sub: string
  readonly name: string
  readonly text: string
}

/** Something in the street that several systems come to know of. */
export interface Matter {
  /** Known to the tests alone: no system carries it. */
  readonly id: string
  readonly at: number
  readonly town: TownEntry
  readonly community: CommunityEntry | null
  readonly position: Position
  readonly trouble: Trouble
  /** When each reporter hears of it: at most two hours after it began. */
  readonly heard: { readonly [reporter in Reporter]?: number }
}

export const TROUBLES: readonly Trouble[] = [
  { main: '01', sub: '02', name: '暴露垃圾', text: '垃圾桶旁垃圾满溢,散落路面' },
  { main: '01', sub: '10', name: '道路破损', text: '路面有一处坑洞,车辆经过颠簸' },
  { main: '04', sub: '06', name: '道路积水', text: '路口积水,行人绕行' },
  { main: '04', sub: '07', name: '积雪结冰', text: '人行道结冰,行人容易滑倒' },
  { main: '04', sub: '04', name: '下水堵塞', text: '下水井返水,有异味' },
  { main: '03', sub: '02', name: '扬尘', text: '施工场地没有遮盖,扬尘较大' },
  { main: '05', sub: '05', name: '机动车乱停', text: '机动车停在人行道上,挡住盲道' },
  { main: '05', sub: '07', name: '乱堆物料', text: '楼前堆放物料,占用通道' },
]
const ORDINARY = [24, 18, 0, 0, 12, 8, 22, 16]
const WET = 2
const ICY = 3

/** As many as the rate of A19 makes of an ordinary day's 600 city-management cases. */
export const CASES_PER_DAY = 600

function heard(at: number, chance: Chance): Matter['heard'] {
  const later = () => at + Math.floor(chance.between(2 * MINUTE, 2 * HOUR))
  const citymgmt = later()
  const grid = later()
  const hotline = later()
  const who = chance.next()
  if (who < 0.45) return { citymgmt, grid }
  return who < 0.8 ? { citymgmt, hotline } : { citymgmt, grid, hotline }
}

function matter(city: PretendCity, day: number, index: number): Matter {
  const chance = stream(city.seed, 'matters', day, index)
  const { rain, snow } = city.weather(day)
  const weights = ORDINARY.map((w, i) => (i === WET && rain > 25 ? 400 : i === ICY && snow > 0 ? 300 : w))
  const town = city.places.town(chance)
  const community = city.places.community(town.code, chance)
  const at = instantOfDay('citymgmt', day, chance)
  return {
    id: `${day}-${index}`,
    at,
    town,
    community,
    position: spotIn(city.places, community?.cell ?? town.cells[0]!, chance),
    trouble: chance.weighted(TROUBLES, weights),
    heard: heard(at, chance),
  }
}

/** The day's matters that more than one system reports; none when A19 is off. */
export function mattersOfDay(city: PretendCity, day: number): Matter[] {
  const mean =
    CASES_PER_DAY * city.anomalies.rate('A19') * dayFactor('citymgmt', day, city.calendar, city.weather)
  const count = stream(city.seed, 'matters', day).poisson(mean)
  return Array.from({ length: count }, (_, index) => matter(city, day, index))
}
