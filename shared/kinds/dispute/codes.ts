import type { Codes } from '../kind.ts'

/** What a dispute is about: as 人民调解 counts them. */
export const TYPES = {
  neighbour: { zh: '邻里', en: 'neighbours' },
  family: { zh: '婚姻家庭', en: 'marriage and family' },
  homestead: { zh: '房屋宅基地', en: 'houses and homesteads' },
  land: { zh: '山林土地', en: 'land and woods' },
  property: { zh: '物业', en: 'property management' },
  labour: { zh: '劳动争议', en: 'labour' },
  contract: { zh: '合同', en: 'contracts' },
  damage: { zh: '损害赔偿', en: 'damages' },
  traffic: { zh: '道路交通', en: 'traffic' },
  consumer: { zh: '消费', en: 'consumers' },
  medical: { zh: '医疗', en: 'medical' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Codes

/** Who has a dispute with whom, and never who they are. */
export const BETWEEN = {
  persons: { zh: '公民之间', en: 'between persons' },
  personAndUnit: { zh: '公民与单位', en: 'a person and an organisation' },
  units: { zh: '单位之间', en: 'between organisations' },
} as const satisfies Codes

/** How it became known. */
export const SOURCES = {
  application: { zh: '当事人申请', en: 'the parties asked' },
  patrol: { zh: '排查发现', en: 'found on a patrol' },
  grid: { zh: '网格上报', en: 'passed up by the grid' },
  hotline: { zh: '12345 转办', en: 'from 12345' },
  referred: { zh: '部门移送', en: 'referred by a department' },
} as const satisfies Codes

/** 小事不出村、大事不出镇 (LYX-17): who has it, from the nearest up. */
export const LEVELS = {
  village: { zh: '村', en: 'village' },
  town: { zh: '镇', en: 'town' },
  county: { zh: '县', en: 'county' },
  city: { zh: '市', en: 'city' },
} as const satisfies Codes

/** An agreement by word or in writing. */
export const FORMS = {
  oral: { zh: '口头协议', en: 'oral' },
  written: { zh: '书面协议', en: 'written' },
} as const satisfies Codes

/** Where those go whom no mediation helps. */
export const WAYS = {
  court: { zh: '诉讼', en: 'court' },
  arbitration: { zh: '仲裁', en: 'arbitration' },
  administrative: { zh: '行政处理', en: 'an authority' },
} as const satisfies Codes

export const codesOf = <T extends Codes>(codes: T) => Object.keys(codes) as (keyof T & string)[]

export type Level = keyof typeof LEVELS
export const LEVEL_CODES: readonly Level[] = codesOf(LEVELS)
