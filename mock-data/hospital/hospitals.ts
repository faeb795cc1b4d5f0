import type { PretendCity } from '../city.ts'

export interface Hospital {
  readonly code: string
  readonly name: string
  readonly level: '三级' | '二级' | '一级'
  readonly district: string
  readonly beds: number
  /** Share of its beds on an ordinary day. */
  readonly usual: number
  /** People in emergency at the busiest hour of an ordinary day; null: it has no such department. */
  readonly emergency: number | null
  readonly ambulances: number | null
  /** Its reports go through another system first, and are late. */
  readonly slow: boolean
}

type Site = readonly [
  name: string,
  level: Hospital['level'],
  town: string,
  beds: number,
  usual: number,
  emergency: number | null,
  ambulances: number | null,
]

/** Invented, and named by what they do. */
const SITES: readonly Site[] = [
  ['演示市中心医院', '三级', '211002017', 1500, 0.93, 46, 10],
  ['演示市中医医院', '三级', '211002016', 700, 0.88, 14, 3],
  ['演示市妇幼保健院', '三级', '211002018', 400, 0.82, 18, 3],
  ['演示市传染病医院', '二级', '211003008', 300, 0.71, 6, 2],
  ['演示东部综合医院', '二级', '211003004', 260, 0.8, 10, 2],
  ['演示化工区医院', '二级', '211004001', 320, 0.84, 12, 4],
  ['演示职业病医院', '二级', '211004004', 240, 0.76, 4, 1],
  ['演示矿区医院', '二级', '211005003', 280, 0.79, 8, 3],
  ['演示北部综合医院', '二级', '211011003', 220, 0.81, 9, 2],
  ['演示县中心医院', '二级', '211021100', 600, 0.9, 22, 6],
  ['演示县中医医院', '二级', '211021101', 260, 0.83, 7, 2],
  ['演示乡镇中心卫生院', '一级', '211021104', 60, 0.62, null, null],
  ['演示县级市中心医院', '二级', '211081001', 520, 0.89, 20, 6],
  ['演示康复医院', '二级', '211081003', 150, 0.87, null, null],
]

/** 演示矿区医院: far out, and its line is slow. */
const SLOW = 7

export const createHospitals = ({ places }: PretendCity): readonly Hospital[] =>
  SITES.map(([name, level, town, beds, usual, emergency, ambulances], i) => ({
    code: `YY-${String(i + 1).padStart(2, '0')}`,
    ...{ name, level, beds, usual, emergency, ambulances },
    district: places.townOf(town).district,
    slow: i === SLOW,
  }))
