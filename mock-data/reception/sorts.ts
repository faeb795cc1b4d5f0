/** What somebody comes with (PRV-01), how often, in which words it is written down, and which departments know about it. */
interface Sort {
  readonly name: '咨询' | '诉求' | '来访' | '矛盾'
  /** As a town counted them in its first half year. */
  readonly weight: number
  /** In hundredths: answered on the spot, to be solved within a day, passed to a leader. */
  readonly ways: readonly number[]
  readonly words: readonly string[]
  readonly departments: readonly string[]
}

// oxfmt-ignore
export const SORTS: readonly Sort[] = [
  { name: '咨询', weight: 26, ways: [88, 11, 1], departments: ['人社局', '医保局', '民政局'],
    words: ['咨询养老保险转移', '咨询异地就医备案', '咨询低保申请条件', '咨询不动产登记材料', '咨询惠农补贴发放'] },
  { name: '诉求', weight: 27, ways: [14, 74, 12], departments: ['住建局', '城管局', '农业农村局', '交通运输局'],
    words: ['反映路灯不亮', '反映村道积水难行', '反映垃圾清运不及时', '反映自来水压力不足', '反映灌溉渠淤堵'] },
  { name: '来访', weight: 12, ways: [12, 50, 38], departments: ['自然资源局', '住建局', '人社局'],
    words: ['来访反映征地补偿', '来访反映欠付工资', '来访反映房屋质量', '来访反映物业更换'] },
  { name: '矛盾', weight: 9, ways: [4, 71, 25], departments: ['司法局', '公安局'],
    words: ['邻里漏水争执', '宅基地边界争执', '承包地流转争执', '噪声扰民争执'] },
]
export const SORT_WEIGHTS = SORTS.map(({ weight }) => weight)
