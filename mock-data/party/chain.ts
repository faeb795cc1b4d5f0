import { DAY, dayNumber, startOfDay } from '../../shared/calendar/civil.ts'
import type { PretendCity } from '../city.ts'
import { stream } from '../random.ts'

/** 红链先锋: 1 综合党委 + 1 产业链党委 + X 企业党组织 + Y 服务单位 (HW-13). */
export interface ChainMember {
  readonly id: string
  readonly role: '综合党委' | '产业链党委' | '企业' | '服务单位'
  readonly name: string
}

const ENTERPRISES = Array.from({ length: 8 }, (_, i) => `演示企业化工${String(i + 1).padStart(2, '0')}`)
const SERVICES = ['审批', '金融', '科技', '环保', '用工', '供电'] as const

export const chainMembers: readonly ChainMember[] = [
  { id: 'CH-1', role: '综合党委', name: '非公企业综合党委' },
  { id: 'CH-2', role: '产业链党委', name: '化工产业链党委' },
  ...ENTERPRISES.map((name, i) => ({ id: `CH-X${i + 1}`, role: '企业' as const, name })),
  ...SERVICES.map((name, i) => ({ id: `CH-Y${i + 1}`, role: '服务单位' as const, name: `${name}服务` })),
]

/** Something that a service unit does for an enterprise of the chain. */
export interface ChainMatter {
  readonly id: string
  readonly enterprise: string
  readonly service: string
  readonly title: string
  readonly openedAt: number
  readonly dueAt: number
  readonly doneAt: number
}

export type MatterState = 'done' | 'in_progress' | 'overdue'

const TITLES: { readonly [service in (typeof SERVICES)[number]]: readonly string[] } = {
  审批: ['扩建手续一次办理', '消防验收协调'],
  金融: ['流动资金贷款对接', '设备更新贷款'],
  科技: ['校企攻关立项', '专利转化对接'],
  环保: ['排污许可变更', '危废转移指导'],
  用工: ['技工招聘专场', '订单培训班'],
  供电: ['增容用电接入', '双电源改造'],
}
/** Of the 48 pairs half have a matter at a time; each pair takes up the next when its round is over. */
const ROUND = 60
const TAKEN = 0.5
const PROMISED = 30

function matterOf(city: PretendCity, x: number, y: number, round: number, shift: number): ChainMatter {
  const chance = stream(city.seed, 'party', 'chain', x, y, round)
  const service = SERVICES[y]!
  const openedAt = startOfDay(round * ROUND + shift) + 9 * 3_600_000
  const needs = Math.min(chance.logNormal(13, 0.55), ROUND - 2)
  return {
    id: `CM-${x + 1}-${y + 1}-${round}`,
    enterprise: `CH-X${x + 1}`,
    service: `CH-Y${y + 1}`,
    title: chance.pick(TITLES[service]),
    openedAt,
    dueAt: openedAt + PROMISED * DAY,
    doneAt: openedAt + Math.floor(needs * DAY),
  }
}

/** The matters of the rounds that run at an instant, as far as they are opened. */
export function mattersAt(city: PretendCity, at: number): ChainMatter[] {
  return ENTERPRISES.flatMap((_, x) =>
    SERVICES.flatMap((_service, y) => {
      const pair = stream(city.seed, 'party', 'pair', x, y)
      if (!pair.happens(TAKEN)) return []
      const shift = pair.int(ROUND)
      const round = Math.floor((dayNumber(at) - shift) / ROUND)
      const matter = matterOf(city, x, y, round, shift)
      return matter.openedAt <= at ? [matter] : [matterOf(city, x, y, round - 1, shift)]
    }),
  )
}

export const matterState = ({ doneAt, dueAt }: ChainMatter, at: number): MatterState =>
  doneAt <= at ? 'done' : dueAt < at ? 'overdue' : 'in_progress'
