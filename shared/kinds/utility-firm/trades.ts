import type { Codes } from '../kind.ts'

export const TRADES = {
  water: { zh: '供水', en: 'water' },
  power: { zh: '供电', en: 'power' },
  gas: { zh: '燃气', en: 'gas' },
  heat: { zh: '供热', en: 'heat' },
} as const satisfies Codes
