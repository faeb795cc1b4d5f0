import type { Codes } from '../kind.ts'

/** The four levels of what happens in a city (DOMAIN 4.7), the worst first. */
export const LEVELS = {
  '1': { zh: 'I级', en: 'level I' },
  '2': { zh: 'II级', en: 'level II' },
  '3': { zh: 'III级', en: 'level III' },
  '4': { zh: 'IV级', en: 'level IV' },
} as const satisfies Codes

/** How it stands. That it is late is no state: time says so. */
export const STATES = {
  reported: { zh: '待处置', en: 'reported' },
  taken: { zh: '处置中', en: 'being dealt with' },
  done: { zh: '已办结', en: 'done' },
} as const satisfies Codes
