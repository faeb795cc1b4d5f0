import type { Codes } from '../kind.ts'

/** What ledgers are about: a wall stands them together by this. */
export const THEMES = {
  works: { zh: '民生工程', en: 'works' },
  rural: { zh: '乡村治理', en: 'villages' },
  reform: { zh: '改革事项', en: 'reform' },
  enterprise: { zh: '助企纾困', en: 'enterprises' },
  innovation: { zh: '科创人才', en: 'innovation and talent' },
  projects: { zh: '项目推进', en: 'projects' },
  strategy: { zh: '战略生态', en: 'strategy and ecology' },
  safety: { zh: '公共安全', en: 'public safety' },
  culture: { zh: '文化旅游', en: 'culture and tourism' },
} as const satisfies Codes

export const STATES = {
  planned: { zh: '未开始', en: 'planned' },
  going: { zh: '推进中', en: 'going on' },
  done: { zh: '已完成', en: 'done' },
  stopped: { zh: '已终止', en: 'stopped' },
} as const satisfies Codes
export type LedgerState = keyof typeof STATES

/** How the term of a present stage is counted (shared/calendar). */
export const TERM_UNITS = ['workday', 'day', 'month'] as const
