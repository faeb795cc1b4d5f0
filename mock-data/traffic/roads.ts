import type { TownEntry } from '../../shared/areas/document.ts'
import { STREETS } from '../citymgmt/corridors.ts'
import type { PretendCity } from '../city.ts'
import { apportion } from '../random.ts'

/** A main road, told of by the cameras along it. */
export interface Road {
  readonly code: string
  readonly name: string
  readonly town: TownEntry
  /** How near it comes to standing still at the worst hour of a working day, 1: all but. */
  readonly busy: number
  /** km/h on an empty road. */
  readonly free: number
  readonly cameras: number
}

/** All of the city (DOMAIN 5). */
export const CAMERAS = 600

type Given = readonly [name: string, town: string, busy: number, free: number]

/** Of the eight busy streets that 城管 knows too: how busy, and how fast when empty. */
const BUSY: readonly (readonly [busy: number, free: number])[] = [
  [1, 48],
  [0.92, 50],
  [0.84, 46],
  [0.62, 52],
  [0.78, 56],
  [0.7, 58],
  [0.56, 54],
  [0.44, 56],
]

/** Invented roads over towns of the published list. */
const OTHERS: readonly Given[] = [
  ['演示中心路', '211002016', 0.96, 44],
  ['演示站前街', '211002017', 0.9, 42],
  ['演示东环路', '211003004', 0.66, 62],
  ['演示西环路', '211002018', 0.6, 64],
  ['演示南环路', '211004004', 0.52, 64],
  ['演示北环路', '211011003', 0.58, 64],
  ['演示太子河北路', '211011101', 0.5, 60],
  ['演示古城大街', '211003008', 0.74, 45],
  ['演示学府街', '211002019', 0.8, 46],
  ['演示工业路', '211004001', 0.55, 58],
  ['演示新城大道', '211011102', 0.42, 66],
  ['演示矿山路', '211005101', 0.3, 58],
  ['演示首山西路', '211021113', 0.36, 60],
  ['演示灯塔大街', '211081001', 0.64, 54],
  ['演示高速连接线', '211011204', 0.48, 76],
  ['演示温泉路', '211005003', 0.34, 58],
]

export function createRoads({ places }: PretendCity): readonly Road[] {
  const streets = STREETS.map(([name, towns], i): Given => [name, towns[0]!, ...BUSY[i]!])
  const given = [...streets, ...OTHERS]
  const cameras = apportion(
    CAMERAS,
    given.map(([, , busy]) => 0.5 + busy),
  )
  return given.map(([name, town, busy, free], i) => ({
    ...{ name, busy, free, town: places.townOf(town), cameras: cameras[i]! },
    code: `DL-${String(i + 1).padStart(2, '0')}`,
  }))
}
