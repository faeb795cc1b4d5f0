/** A problem group of 双进双促 (HW-05): what it is asked for, whom it asks, and what it says in the end. All invented. */
export interface ProblemGroup {
  readonly name: string
  /** Of the 130 problems that stay on the ledger (HW-04). */
  readonly problems: number
  readonly category: string
  /** Functions of the district that answer for it. */
  readonly departments: readonly string[]
  /** What is asked for, and what was done about it. */
  readonly matters: readonly (readonly [title: string, answer: string])[]
}

export const GROUPS: readonly ProblemGroup[] = [
  {
    name: '资金组',
    problems: 24,
    category: '资金',
    departments: ['财政局', '发改委'],
    matters: [
      ['流动资金贷款到期续贷', '已对接银行,续贷已发放'],
      ['新建产线融资缺口', '三家银行组团授信,贷款已发放'],
      ['应收账款质押融资', '已完成登记并放款'],
      ['设备更新贷款贴息', '贴息资金已拨付到账'],
      ['担保费率偏高', '担保机构已下调费率并签约'],
    ],
  },
  {
    name: '水电气热组',
    problems: 22,
    category: '水电气热',
    departments: ['住建局'],
    matters: [
      ['厂区供电容量不足', '增容工程已送电'],
      ['蒸汽压力不稳', '热源调压完成,压力已稳定'],
      ['天然气接引', '管线已接通并点火'],
      ['供热管线接入', '管线已接通并调试正常'],
      ['厂外排水不畅', '已疏通并安排定期养护'],
    ],
  },
  {
    name: '用工组',
    problems: 19,
    category: '用工',
    departments: ['人社局'],
    matters: [
      ['一线操作工短缺', '专场招聘后到岗'],
      ['技术工人招聘难', '已与职业院校签订订单班'],
      ['职工技能培训补贴', '培训补贴已核发'],
      ['夜班职工通勤不便', '已增开通勤班车'],
      ['校企实习基地', '实习基地已挂牌'],
    ],
  },
  {
    name: '项目手续组',
    problems: 18,
    category: '项目手续',
    departments: ['住建局', '自然资源局', '生态环境局'],
    matters: [
      ['质量验收无法在公改系统提交', '系统已修正,验收已办结'],
      ['环评与能评不能并联', '已并联受理并出具批复'],
      ['施工许可材料反复补正', '已一次告知,许可已领取'],
      ['消防验收排期过长', '已提前安排并验收合格'],
    ],
  },
  {
    name: '政策兑现组',
    problems: 17,
    category: '政策',
    departments: ['工信局', '财政局'],
    matters: [
      ['高企认定奖励未兑现', '奖励资金已拨付'],
      ['技改补助申报口径不清', '已上门辅导并完成申报'],
      ['稳岗返还未到账', '返还资金已到账'],
      ['出口信保补贴申报', '补贴已核发'],
    ],
  },
  {
    name: '土地规划组',
    problems: 14,
    category: '土地',
    departments: ['自然资源局'],
    matters: [
      ['扩建用地指标不足', '用地指标已落实'],
      ['厂区规划条件调整', '规划条件已调整公示'],
      ['不动产登记历史遗留', '不动产权证书已颁发'],
      ['临时用地到期', '延期批复已下达'],
    ],
  },
  {
    name: '市场开拓组',
    problems: 9,
    category: '市场',
    departments: ['商务局', '工信局'],
    matters: [
      ['本地配套需求对接', '已与园区企业签订配套协议'],
      ['展会摊位补助', '补助已核发'],
      ['产品进入采购目录', '产品已进入目录'],
    ],
  },
  {
    name: '综合组',
    problems: 7,
    category: '其他',
    departments: ['发改委', '交通运输局'],
    matters: [
      ['厂区门前道路破损', '道路已修复'],
      ['危化品运输车辆停放', '已划定停放区域'],
      ['周边公交线路调整', '线路已调整运行'],
    ],
  },
]

/** The one that still goes on: a hard one, with a temporary group of its own (HW-05). */
export const OPEN = {
  group: '水电气热组',
  team: '供热管线迁改专班',
  title: '厂区扩建须迁改地下供热管线',
  text: '管线分属三家单位,须在供暖期外施工,企业希望明确时间。',
  department: '住建局',
} as const
