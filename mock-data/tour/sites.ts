import type { PretendCity } from '../city.ts'

/** What draws people there, and what keeps them away. */
export type Attraction = 'mountain' | 'water' | 'springs' | 'streets'

export interface Site {
  readonly code: string
  readonly name: string
  readonly grade: '5A' | '4A' | '3A' | '2A'
  readonly areaKm2: number
  readonly attraction: Attraction
  readonly district: string
  readonly town: string
  /** 最大承载量: how many may be inside at once. */
  readonly capacity: number
  readonly visitsOfYear: number
  /** Hours of the day; nobody is let in after the last one but one. */
  readonly opens: number
  readonly closes: number
  /** Median stay, minutes. */
  readonly stay: number
}

type Given = Omit<Site, 'code' | 'district'>

/** 龙石风景区 as it is published (HW-21), but for its capacity and hours; the others are invented. */
const GIVEN: readonly Given[] = [
  {
    ...{ name: '龙石风景区', grade: '4A', areaKm2: 20.3, attraction: 'mountain', town: '211004102' },
    ...{ capacity: 12_000, visitsOfYear: 1_200_000, opens: 6, closes: 19, stay: 150 },
  },
  {
    ...{ name: '演示滨河湿地公园', grade: '3A', areaKm2: 4.6, attraction: 'water', town: '211011102' },
    ...{ capacity: 6_000, visitsOfYear: 420_000, opens: 8, closes: 18, stay: 100 },
  },
  {
    ...{ name: '演示温泉度假区', grade: '4A', areaKm2: 1.8, attraction: 'springs', town: '211005101' },
    ...{ capacity: 3_000, visitsOfYear: 310_000, opens: 9, closes: 22, stay: 200 },
  },
  {
    ...{ name: '演示古城文化街区', grade: '3A', areaKm2: 0.7, attraction: 'streets', town: '211002016' },
    ...{ capacity: 8_000, visitsOfYear: 640_000, opens: 9, closes: 22, stay: 80 },
  },
  {
    ...{ name: '演示山地森林公园', grade: '3A', areaKm2: 33.5, attraction: 'mountain', town: '211021113' },
    ...{ capacity: 4_000, visitsOfYear: 230_000, opens: 7, closes: 18, stay: 170 },
  },
]

export const createSites = ({ places }: PretendCity): readonly Site[] =>
  GIVEN.map((given, i) => ({
    code: `JQ-${i + 1}`,
    ...given,
    district: places.townOf(given.town).district,
  }))
