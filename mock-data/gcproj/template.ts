/** A stage of the way of a project (LYX-01). */
export interface StageTemplate {
  readonly no: number
  readonly name: string
  /** Working days for the whole stage. */
  readonly limit: number
  /** 土地办理 does not count towards the 55 days. */
  readonly excluded: boolean
  readonly parallelWith: readonly number[]
}

export const STAGES: readonly StageTemplate[] = [
  { no: 1, name: '公司设立', limit: 2, excluded: false, parallelWith: [] },
  { no: 2, name: '策划生成', limit: 8, excluded: false, parallelWith: [] },
  { no: 3, name: '立项用地', limit: 11, excluded: false, parallelWith: [4] },
  { no: 4, name: '土地办理', limit: 51, excluded: true, parallelWith: [3, 5] },
  { no: 5, name: '工程许可', limit: 14, excluded: false, parallelWith: [4] },
  { no: 6, name: '施工许可', limit: 10, excluded: false, parallelWith: [] },
  { no: 7, name: '竣工验收', limit: 7, excluded: false, parallelWith: [] },
  { no: 8, name: '不动产登记', limit: 3, excluded: false, parallelWith: [] },
]

/** An item of the template; `after` names items by their number. */
export interface ItemTemplate {
  readonly no: number
  readonly stage: number
  readonly name: string
  /** By its short name in `organisation.ts`. */
  readonly department: string
  /** Working days. */
  readonly limit: number
  readonly after: readonly number[]
}

type Row = readonly [name: string, department: string, limit: number, after: readonly number[]]

// oxfmt-ignore
const ROWS: readonly (readonly Row[])[] = [
  [
    ['企业名称自主申报', '市场监管局', 1, []],
    ['企业设立登记', '市场监管局', 1, [1]],
    ['税务信息确认', '税务局', 1, [1]],
  ],
  [
    ['项目策划方案', '发改委', 3, [2]],
    ['空间协同研判', '自然资源局', 3, [4]],
    ['产业政策审查', '工信局', 2, [4]],
    ['环境准入研判', '生态环境局', 2, [4]],
    ['安全条件预审', '应急局', 2, [4]],
    ['项目生成确认', '发改委', 2, [5, 6, 7, 8]],
  ],
  [
    ['企业投资项目备案', '发改委', 1, [9]],
    ['用地预审与选址意见', '自然资源局', 5, [9]],
    ['节能审查', '发改委', 4, [10]],
    ['社会稳定风险评估', '发改委', 3, [10]],
    ['环境影响评价审批', '生态环境局', 6, [10]],
    ['建设用地规划许可', '自然资源局', 3, [11]],
  ],
  [
    ['土地征收报批', '自然资源局', 20, [11]],
    ['土地供应方案', '自然资源局', 8, [16]],
    ['国有建设用地出让', '自然资源局', 20, [17]],
    ['土地价款缴纳确认', '财政局', 3, [18]],
  ],
  [
    ['工程方案审查', '自然资源局', 5, [15]],
    ['水土保持方案审批', '水利局', 5, [10]],
    ['消防设计审查', '住建局', 5, [20]],
    ['施工图审查', '住建局', 5, [20]],
    ['人防审查', '住建局', 3, [20]],
    ['防雷装置审核', '应急局', 3, [20]],
    ['建设工程规划许可', '自然资源局', 4, [20]],
  ],
  [
    ['工程招标备案', '住建局', 2, [23]],
    ['施工合同备案', '住建局', 1, [27]],
    ['质量监督手续', '住建局', 2, [28]],
    ['安全监督手续', '住建局', 2, [28]],
    ['农民工工资保证', '人社局', 1, [28]],
    ['城市建筑垃圾处置核准', '城管局', 2, [28]],
    ['临时用水用电接入', '演示供电公司', 4, [26]],
    ['建筑工程施工许可', '住建局', 3, [26, 29, 30, 31]],
  ],
  [
    ['规划核实', '自然资源局', 4, [34]],
    ['消防验收', '住建局', 4, [34]],
    ['人防验收', '住建局', 3, [34]],
    ['环保设施验收', '生态环境局', 4, [34]],
    ['联合验收备案', '住建局', 3, [35, 36, 37, 38]],
  ],
  [
    ['权籍调查', '不动产登记中心', 1, [39]],
    ['契税申报', '税务局', 1, [39]],
    ['不动产首次登记', '不动产登记中心', 2, [40, 41]],
  ],
]

/** All 42 items; a project's own plan leaves some out (一企一策). */
export const ITEMS: readonly ItemTemplate[] = ROWS.flatMap((rows, i) =>
  rows.map(row => [i + 1, row] as const),
).map(([stage, [name, department, limit, after]], i) => ({
  no: i + 1,
  stage,
  name,
  department,
  limit,
  after,
}))

/** Items that a plan can do without; the others every project needs. */
export const OPTIONAL: ReadonlySet<number> = new Set([8, 13, 21, 24, 25, 32, 37])
/** Construction goes on between this stage and the next. */
export const STAGE_BEFORE_CONSTRUCTION = 6
export const LAND = 4
export const BUILDING_PERMIT = '建筑工程施工许可'
