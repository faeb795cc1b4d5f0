import type { Chance } from '../random.ts'
import type { Phase, ProjectClass } from './project.ts'

const PRODUCTS: { readonly [projectClass in ProjectClass]: readonly string[] } = {
  老字号: [
    '泵业智能制造升级',
    '钢铁精深加工',
    '矿山机械改造',
    '铝材绿色工厂',
    '造纸装备更新',
    '轴承数字车间',
    '压力容器扩能',
  ],
  原字号: [
    '芳烃精深加工',
    '聚烯烃新材料',
    '环氧衍生物',
    '电解液溶剂',
    '特种聚酯',
    '尼龙新材料',
    '催化剂',
    '碳酸酯',
    '高端润滑油',
    '化工中间体',
    '超净高纯试剂',
    '碳素制品',
    '菱镁深加工',
    '绿色建材',
  ],
  新字号: ['智算中心', '氢能装备', '新型储能', '生物医药', '工业互联网平台', '机器人部件', '半导体材料'],
}
const SMALL = [
  '仓储物流',
  '农产品加工',
  '老旧小区改造',
  '污水厂提标',
  '供热管网更新',
  '道路改造',
  '皮革制品',
  '冷链',
  '文旅设施',
  '标准厂房',
  '学校改扩建',
  '医院病房楼',
  '停车场',
  '加油加氢站',
  '食品车间',
  '包装材料',
  '光伏电站',
  '河道治理',
  '高标准农田',
  '养老服务中心',
]
const SUFFIX: { readonly [phase in Phase]: readonly string[] } = {
  新建: ['项目', '一期项目'],
  续建: ['项目', '二期项目'],
  储备: ['项目', '基地项目', '三期项目'],
}

/** Invented names: a place, what is made there, and the mark that nobody may take them for real. */
export const projectName = (
  town: string,
  projectClass: ProjectClass | null,
  phase: Phase,
  chance: Chance,
): string => {
  const place = town.replace(/(街道|满族乡|镇|乡)$/, '')
  const product = chance.pick(projectClass === null ? SMALL : PRODUCTS[projectClass])
  return `${place}${product}${chance.pick(SUFFIX[phase])}(演示)`
}

/** GB/T 40058: year and month, region, supervision, type, five digits and a check digit of our own making. */
export function projectCode(yearMonth: string, region: string, serial: number, chance: Chance): string {
  const branch = chance.happens(0.8) ? '04-01' : '07-02'
  const digits = String(serial % 100_000).padStart(5, '0')
  const all = `${yearMonth}${region}${branch.replace('-', '')}${digits}`
  const check = [...all].reduce((sum, digit, i) => sum + Number(digit) * ((i % 9) + 1), 0) % 10
  return `${yearMonth}-${region}-${branch}-${digits}${check}`
}

const OBSTACLES = ['高压线迁移', '供热管线迁移', '净地交付', '树木移植'] as const
const OBSTRUCTED = 0.08

export const obstacles = (chance: Chance): readonly string[] =>
  chance.happens(OBSTRUCTED) ? chance.shuffled(OBSTACLES).slice(0, 1 + chance.int(2)) : []
