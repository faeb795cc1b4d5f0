import type { FileSnap } from '../../shared/sync/snap.ts'

/** A kind of request, as GeoReport v2 calls what can be reported. */
export interface Service {
  readonly code: string
  readonly category: FileSnap['category']
  readonly description: string
  readonly keywords: string
}

/** Codes are for programs and never change. */
export const SERVICES: readonly Service[] = [
  {
    ...{ code: 'hazard', category: '安全隐患', description: '井盖、飞线、易燃杂物等可能伤人的隐患' },
    keywords: 'manhole,wires,fire',
  },
  {
    ...{ code: 'cleanliness', category: '环境卫生', description: '垃圾、污水、乱堆乱放' },
    keywords: 'rubbish,sewage',
  },
  {
    ...{ code: 'public-service', category: '民生服务', description: '路灯、供暖、供水等民生问题' },
    keywords: 'lights,heating,water',
  },
  {
    ...{ code: 'market-order', category: '市场秩序', description: '占道经营、无照经营等' },
    keywords: 'stalls,trade',
  },
  {
    ...{ code: 'dispute', category: '矛盾纠纷', description: '邻里、物业等需要调解的纠纷' },
    keywords: 'mediation',
  },
  {
    ...{ code: 'public-safety', category: '平安建设', description: '治安方面的问题' },
    keywords: 'safety',
  },
]

export const serviceOf = (category: unknown): Service | undefined =>
  SERVICES.find(service => service.category === category)
