import type { PretendCity } from '../city.ts'

/** A branch of the tree right below the city committee: a district, or a system of offices and firms. */
export interface Unit {
  readonly code: string
  readonly name: string
  /** 6 digits; null for a system. */
  readonly district: string | null
  /** 支部 under the towns (or, in a system, under its committees). */
  readonly branches: number
  /** 支部 of the district's own offices. */
  readonly direct: number
  readonly members: number
}

/** What the snapshot of the whole city sums to. */
export const TOTALS = {
  committees: 328,
  general: 358,
  branches: 5014,
  members: 110_236,
  rectifying: 6,
} as const

const DISTRICTS: { readonly [name: string]: readonly [branches: number, direct: number] } = {
  白塔区: [690, 112],
  文圣区: [470, 88],
  宏伟区: [330, 92],
  弓长岭区: [206, 54],
  太子河区: [352, 70],
  辽阳县: [572, 106],
  灯塔市: [560, 108],
}
const SYSTEMS = [
  ['SYS-JG', '市直机关', 412],
  ['SYS-JY', '教育系统', 286],
  ['SYS-GZ', '国资系统', 224],
  ['SYS-LX', '两新组织', 198],
  ['SYS-GX', '高新区', 84],
] as const

/** Members go with branches; offices have somewhat larger ones. */
const OFFICE_WEIGHT = 1.12

/** The seven districts and five systems; `apportion` shares the members out so that they sum exactly. */
export function unitsOf(
  city: PretendCity,
  apportion: (total: number, weights: readonly number[]) => number[],
): Unit[] {
  const districts = city.places.districts.map(({ code, name }) => {
    const [branches, direct] = DISTRICTS[name] ?? [0, 0]
    return { code, name, district: code, branches, direct }
  })
  const systems = SYSTEMS.map(([code, name, branches]) => ({
    code,
    name,
    district: null,
    branches,
    direct: 0,
  }))
  const units = [...districts, ...systems]
  const weights = units.map(
    u => u.branches * (u.district === null ? OFFICE_WEIGHT : 1) + u.direct * OFFICE_WEIGHT,
  )
  const members = apportion(TOTALS.members, weights)
  return units.map((unit, i) => ({ ...unit, members: members[i]! }))
}
