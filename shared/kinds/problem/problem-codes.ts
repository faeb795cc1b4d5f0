import type { Codes } from '../kind.ts'

/** Where a problem was heard: at one of the carriers, or by one of the three levels of collection (HW-05, HW-06). */
export const SOURCES = {
  tea: { zh: '亲清下午茶', en: 'tea session' },
  envoy: { zh: '驻企特派员', en: 'envoy' },
  finance: { zh: '政银企对接', en: 'banks and enterprises' },
  school: { zh: '校企对接', en: 'schools and enterprises' },
  supply: { zh: '供需对接', en: 'supply and demand' },
  cadre: { zh: '包保干部', en: 'paired cadre' },
  industry: { zh: '行业主管部门', en: 'industry department' },
  approval: { zh: '审批部门', en: 'approval department' },
  line: { zh: '政企直通车', en: 'direct line' },
  station: { zh: '访谈驿站', en: 'interview station' },
} as const satisfies Codes

/** What it is about (DOMAIN 2.2). */
export const CATEGORIES = {
  funds: { zh: '资金', en: 'funds' },
  labour: { zh: '用工', en: 'labour' },
  land: { zh: '土地', en: 'land' },
  utilities: { zh: '水电气热', en: 'utilities' },
  policy: { zh: '政策', en: 'policy' },
  permits: { zh: '项目手续', en: 'permits' },
  market: { zh: '市场', en: 'market' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Codes

/** The eight groups (HW-05; not named in public, so these are ours). One of them leads where a temporary group is opened for a hard problem. */
export const GROUPS = {
  funds: { zh: '资金组', en: 'funds' },
  utilities: { zh: '水电气热组', en: 'utilities' },
  labour: { zh: '用工组', en: 'labour' },
  permits: { zh: '项目手续组', en: 'permits' },
  policy: { zh: '政策兑现组', en: 'policy' },
  land: { zh: '土地规划组', en: 'land' },
  market: { zh: '市场开拓组', en: 'market' },
  general: { zh: '综合组', en: 'general' },
} as const satisfies Codes
export type Group = keyof typeof GROUPS

/** 去伪存真: why the analysis takes one off the ledger. The words beside it say more and are not left out. */
export const REASONS = {
  own: { zh: '企业自身原因', en: "the enterprise's own matter" },
  policy: { zh: '不符合政策', en: 'against policy' },
  untrue: { zh: '情况不实', en: 'not so' },
} as const satisfies Codes
export type Reason = keyof typeof REASONS

/** What the enterprise said of the answer. */
export const SATISFACTIONS = {
  satisfied: { zh: '满意', en: 'satisfied' },
  fair: { zh: '基本满意', en: 'fairly satisfied' },
} as const satisfies Codes
export type Satisfaction = keyof typeof SATISFACTIONS

export const codesOf = <T extends string>(codes: { readonly [code in T]: unknown }): readonly T[] =>
  Object.keys(codes) as T[]
