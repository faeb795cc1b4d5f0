import type { Codes } from '../kind.ts'

export const TYPES = {
  site: { zh: '房建工地', en: 'construction site' },
  road: { zh: '市政道路', en: 'roads' },
  drain: { zh: '排水管网', en: 'drains' },
  lamp: { zh: '路灯照明', en: 'street lamps' },
  bridge: { zh: '桥梁维修', en: 'bridges' },
  green: { zh: '园林绿化', en: 'green spaces' },
  estate: { zh: '老旧小区改造', en: 'old housing' },
  shanty: { zh: '棚户区改造', en: 'shanty areas' },
} as const satisfies Codes
export type WorkType = keyof typeof TYPES

export const GROUPS = {
  site: { zh: '在建工地', en: 'construction sites' },
  municipal: { zh: '市政工程', en: 'municipal works' },
  renewal: { zh: '旧城改造', en: 'renewal of old housing' },
} as const satisfies Codes

/** What each type is counted with. */
export const GROUP_OF: { readonly [type in WorkType]: keyof typeof GROUPS } = {
  site: 'site',
  ...{ road: 'municipal', drain: 'municipal', lamp: 'municipal', bridge: 'municipal', green: 'municipal' },
  ...{ estate: 'renewal', shanty: 'renewal' },
}
