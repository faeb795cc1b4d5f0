import type { Codes } from '../kind.ts'

/** Systems of a park that answer an alarm of its safety system (PRV-13: 多系统联动). */
export const SYSTEMS = {
  boards: { zh: '信息发布', en: 'boards' },
  vehicles: { zh: '危险品运输车辆', en: 'dangerous goods' },
  fire: { zh: '消防应急', en: 'fire' },
  pipes: { zh: '管网设备', en: 'pipes and pumps' },
  environment: { zh: '环保监测', en: 'environment' },
  energy: { zh: '能源监控', en: 'energy' },
} satisfies Codes
export type Answering = keyof typeof SYSTEMS
export const ANSWERING = Object.keys(SYSTEMS) as readonly Answering[]

export const SORTS = {
  gas: { zh: '可燃气体', en: 'combustible gas' },
  level: { zh: '储罐液位', en: 'tank level' },
  pressure: { zh: '储罐压力', en: 'tank pressure' },
} satisfies Codes
export type AlarmSort = keyof typeof SORTS

const SECOND = 1000

/**
 * Who has to answer what, and within how long: of a leak everybody, of a tank those who can do something about it. No standard says how long;
 * a park with another plan changes this table, as it does the limits of its points.
 */
export const PLAN: { readonly [sort in AlarmSort]: { readonly [system in Answering]?: number } } = {
  gas: {
    boards: 30 * SECOND,
    pipes: 45 * SECOND,
    vehicles: 60 * SECOND,
    fire: 60 * SECOND,
    energy: 90 * SECOND,
    environment: 120 * SECOND,
  },
  level: { boards: 30 * SECOND, pipes: 45 * SECOND, vehicles: 60 * SECOND },
  pressure: { boards: 30 * SECOND, pipes: 45 * SECOND, fire: 60 * SECOND },
}
