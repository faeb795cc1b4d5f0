import type { Areas } from '../../../shared/areas/areas.ts'

/** Offices of towns, each one of its kind under fifty names. */
const TOWN_OFFICES: readonly (readonly [ending: RegExp, line: string])[] = [
  [/街道办事处$/, '街道办事处'],
  [/[镇乡]人民政府$/, '乡镇人民政府'],
]

/**
 * The line of work a department stands in (条线): 市住建局 and 白塔区住建局 are both 住建局. City and seven districts have
 * the same bureaus, so that a lane each would say where, not at what, cases get stuck.
 */
export function lineOf(department: string, areas: Areas): string {
  const office = TOWN_OFFICES.find(([ending]) => ending.test(department))
  if (office !== undefined) return office[1]
  for (const { name } of [areas.city, ...areas.districts])
    if (department.startsWith(name) && department.length > name.length) return department.slice(name.length)
  // 市场监管局 begins with the same letter and is nobody's but its own.
  return /^市(?!场).{2}/.test(department) ? department.slice(1) : department
}
