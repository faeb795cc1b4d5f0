/** What people are at odds about, how often, and in which words it is written down; with whom. */
interface Sort {
  readonly name: string
  readonly weight: number
  readonly between: readonly ('公民之间' | '公民与单位' | '单位之间')[]
  readonly words: readonly string[]
}

// oxfmt-ignore
export const SORTS: readonly Sort[] = [
  { name: '邻里', weight: 25, between: ['公民之间'], words: ['邻里因噪声发生争执', '楼上漏水赔偿有分歧', '公共过道堆物引起争执', '宠物扰邻引起争执'] },
  { name: '婚姻家庭', weight: 14, between: ['公民之间'], words: ['赡养费用兄弟间有分歧', '离婚财产分割有争议', '家庭琐事引起争执'] },
  { name: '房屋宅基地', weight: 12, between: ['公民之间'], words: ['宅基地边界有争议', '翻建房屋影响采光', '房屋出租押金有争议'] },
  { name: '山林土地', weight: 10, between: ['公民之间', '公民与单位'], words: ['承包地边界有争议', '土地流转费用有争议', '灌溉用水先后有争执'] },
  { name: '物业', weight: 10, between: ['公民与单位'], words: ['物业收费引起纠纷', '小区车位使用有争议', '维修责任各执一词'] },
  { name: '劳动争议', weight: 8, between: ['公民与单位'], words: ['工资结算有争议', '工伤补偿有分歧'] },
  { name: '合同', weight: 7, between: ['公民之间', '公民与单位', '单位之间'], words: ['装修质量有争议', '货款支付有争议', '借款归还有争议'] },
  { name: '损害赔偿', weight: 5, between: ['公民之间', '公民与单位'], words: ['人身损害赔偿有分歧', '财物损坏赔偿有分歧'] },
  { name: '道路交通', weight: 4, between: ['公民之间'], words: ['交通事故赔偿有分歧'] },
  { name: '消费', weight: 3, between: ['公民与单位'], words: ['预付卡退费有争议', '商品质量有争议'] },
  { name: '医疗', weight: 1, between: ['公民与单位'], words: ['诊疗费用有争议'] },
  { name: '其他', weight: 1, between: ['公民之间'], words: ['其他纠纷'] },
]
export const SORT_WEIGHTS = SORTS.map(({ weight }) => weight)

export const SOURCES = ['当事人申请', '网格上报', '排查发现', '12345转办', '部门移送'] as const
export const SOURCE_WEIGHTS = [29, 31, 24, 10, 6]
