/** What the grid looks after (DOMAIN 2.2), with the words of those who report it. */
export interface Category {
  readonly code: string
  readonly name: string
  /** 1 一般, 2 较急, 3 紧急. */
  readonly level: 1 | 2 | 3
  readonly weight: number
  /** Riders report it too. */
  readonly riders: boolean
  /** Where it goes when the community cannot settle it. */
  readonly upgradesTo: 'citymgmt' | 'dispute' | 'hotline'
  readonly words: readonly string[]
}

// oxfmt-ignore
export const categories: readonly Category[] = [
  { code: 'MD', name: '矛盾纠纷', level: 2, weight: 14, riders: false, upgradesTo: 'dispute', words: ['邻里因噪声发生争执', '物业收费引起纠纷', '宅基地边界有争议', '漏水责任双方各执一词'] },
  { code: 'AQ', name: '安全隐患', level: 3, weight: 20, riders: true, upgradesTo: 'citymgmt', words: ['楼道堆放易燃杂物', '电动车飞线充电', '井盖松动', '墙皮有脱落危险', '消防通道被占'] },
  { code: 'HJ', name: '环境卫生', level: 1, weight: 34, riders: true, upgradesTo: 'citymgmt', words: ['垃圾桶满溢', '楼前有建筑垃圾', '绿化带内有垃圾', '下水井返味'] },
  { code: 'MS', name: '民生服务', level: 1, weight: 18, riders: false, upgradesTo: 'hotline', words: ['独居老人需要上门探望', '路灯不亮', '家中暖气不热', '申请临时救助'] },
  { code: 'PA', name: '平安建设', level: 2, weight: 6, riders: false, upgradesTo: 'dispute', words: ['陌生人逐户推销', '电动车丢失', '夜间聚众喧哗'] },
  { code: 'SC', name: '市场秩序', level: 1, weight: 8, riders: false, upgradesTo: 'citymgmt', words: ['占道经营', '店外摆放货品', '无照摊贩'] },
]

export const weights: readonly number[] = categories.map(({ weight }) => weight)
const byName = new Map(categories.map(category => [category.name, category]))
export const categoryOf = (name: string): Category => byName.get(name)!

/** What is wrong in the street (`matters.ts`), as the grid files it. */
export const CATEGORY_OF_TROUBLE: { readonly [name: string]: string } = {
  暴露垃圾: '环境卫生',
  道路破损: '安全隐患',
  道路积水: '安全隐患',
  积雪结冰: '安全隐患',
  下水堵塞: '环境卫生',
  扬尘: '环境卫生',
  机动车乱停: '市场秩序',
  乱堆物料: '安全隐患',
}
