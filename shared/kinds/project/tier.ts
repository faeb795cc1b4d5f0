import type { Codes } from '../kind.ts'

/** 管家分级 by investment in 万元 (LYX-07): from 1000万 a butler, from 5000万 a team and a plan of its own. */
export type Tier = 'none' | 'butler' | 'team'

const BUTLER_FROM = 1000
const TEAM_FROM = 5000

export const TIER_CODES: Codes & { readonly [tier in Tier]: Codes[string] } = {
  none: { zh: '一般', en: 'none' },
  butler: { zh: '管家', en: 'butler' },
  team: { zh: '管家班子', en: 'team of butlers' },
}

/** Null when the investment is unknown. */
export function tierOf(investment: number | null): Tier | null {
  if (investment === null) return null
  if (investment >= TEAM_FROM) return 'team'
  return investment >= BUTLER_FROM ? 'butler' : 'none'
}
