import { cityDepartment, officePhone, townOffice } from '../organisation.ts'
import type { Chance } from '../random.ts'
import type { Brief, Butler, Tier } from './project.ts'

const HEADS = ['区县领导联络组', '科协', '发改委', '工信局', '商务局'] as const
/** LYX-08: beside the head butler one for each side that must move. */
const TEAM = ['自然资源局', '演示供电公司', '演示热力公司'] as const

/** Offices of those beside the head butler, the town's own first. */
const officesOf = ({ town }: Pick<Brief, 'town'>): readonly string[] => [
  townOffice(town).name,
  ...TEAM.map(short => cityDepartment(short).name),
]

/** Whether a butler other than the head looks after what this office has to do. */
export const lookedAfterBy = (brief: Pick<Brief, 'town'>, office: string): boolean =>
  officesOf(brief).includes(office)

/** Who is to clear what stands in the way; null: nobody said, and it is the head butler's. */
export function officeFor({ town }: Pick<Brief, 'town'>, obstacle: string): string | null {
  if (obstacle === '净地交付') return townOffice(town).name
  if (obstacle === '高压线迁移') return cityDepartment('演示供电公司').name
  return obstacle === '供热管线迁移' ? cityDepartment('演示热力公司').name : null
}

const butler = (role: Butler['role'], scope: string, department: string, chance: Chance): Butler => ({
  role,
  scope,
  department,
  phone: officePhone(2000 + chance.int(900)),
})

/** PRV-12: so many leaders of the city have the key projects between them. */
const LEADERS = 11

/** 一项目一领导一专班: each key project has a leader, by his post, and a task force of its own. */
export function leadersOf({ projectClass, name }: Brief, chance: Chance) {
  if (projectClass === null) return { leader: null, taskForce: null }
  return { leader: `演示市级领导岗位${1 + chance.int(LEADERS)}`, taskForce: `${name}工作专班` }
}

/** By roles and offices only: a butler's name is nobody's business here. */
export function butlersOf({ town }: Brief, tier: Tier, chance: Chance): Butler[] {
  if (tier === 'none') return []
  const head = butler('总管家', '整体流程', chance.pick(HEADS), chance)
  if (tier === 'butler') return [head]
  const local = butler('分管家', '属地协调', townOffice(town).name, chance)
  const others = TEAM.map(short => butler('分管家', `${short}事项`, cityDepartment(short).name, chance))
  return [head, local, ...others]
}
