import type { Codes } from '../kind.ts'
import type { Level } from './warning-level.ts'

export const LEVEL_CODES: Codes & { readonly [level in Level]: Codes[string] } = {
  red: { zh: '红色', en: 'red' },
  orange: { zh: '橙色', en: 'orange' },
  yellow: { zh: '黄色', en: 'yellow' },
  blue: { zh: '蓝色', en: 'blue' },
}

export const EVENT_CODES: Codes = {
  typhoon: { zh: '台风', en: 'typhoon' },
  rainstorm: { zh: '暴雨', en: 'rainstorm' },
  snowstorm: { zh: '暴雪', en: 'snowstorm' },
  coldWave: { zh: '寒潮', en: 'cold wave' },
  gale: { zh: '大风', en: 'gale' },
  sandstorm: { zh: '沙尘暴', en: 'sandstorm' },
  lowTemperature: { zh: '低温', en: 'low temperature' },
  heat: { zh: '高温', en: 'heat' },
  drought: { zh: '干旱', en: 'drought' },
  lightning: { zh: '雷电', en: 'lightning' },
  squall: { zh: '雷雨大风', en: 'thunderstorm gale' },
  hail: { zh: '冰雹', en: 'hail' },
  frost: { zh: '霜冻', en: 'frost' },
  fog: { zh: '大雾', en: 'heavy fog' },
  haze: { zh: '霾', en: 'haze' },
  roadIcing: { zh: '道路结冰', en: 'icy roads' },
  geological: { zh: '地质灾害', en: 'geological disaster' },
  flood: { zh: '洪水', en: 'flood' },
  forestFire: { zh: '森林火险', en: 'forest fire danger' },
  pollution: { zh: '重污染天气', en: 'heavy air pollution' },
  other: { zh: '其他', en: 'other' },
}

const KNOWN: ReadonlySet<string> = new Set(Object.keys(EVENT_CODES))

/** What no table knows is counted as 其他 and never dropped (A13). */
export function eventTypeOf(code: string | null): string | null {
  if (code === null) return null
  return KNOWN.has(code) ? code : 'other'
}
