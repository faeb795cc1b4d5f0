import { officePhone, townOffice } from '../organisation.ts'
import type { Chance } from '../random.ts'
import type { Brief, Butler, Tier } from './project.ts'

const HEADS = ['区县领导联络组', '科协', '发改委', '工信局', '商务局'] as const
/** LYX-08: beside the head butler one for each side that must move. */
const TEAM = ['自然资源局', '演示供电公司', '演示热力公司'] as const

const butler = (role: Butler['role'], scope: string, department: string, chance: Chance): Butler => ({
  role,
  scope,
  department,
  phone: officePhone(2000 + chance.int(900)),
})

/** By roles and offices only: a butler's name is nobody's business here. */
export function butlersOf({ town }: Brief, tier: Tier, chance: Chance): Butler[] {
  if (tier === 'none') return []
  const head = butler('总管家', '整体流程', chance.pick(HEADS), chance)
  if (tier === 'butler') return [head]
  const local = butler('分管家', '属地协调', townOffice(town).name, chance)
  return [head, local, ...TEAM.map(office => butler('分管家', `${office}事项`, office, chance))]
}
