import type { Limit } from '../../shared/calendar/limit.ts'

export type ProblemType = '事件' | '部件'

/** Who has to put it right: the district's city management, a department of the city, the town's office, a utility. */
export type Disposer =
  | { readonly level: 'district' | 'city' | 'utility'; readonly department: string }
  | { readonly level: 'town' }

/** A sub-class of GB/T 30428.2 as this city keeps it: codes and names of the table are (code set, code, name) triples. */
export interface Category {
  readonly type: ProblemType
  readonly main: string
  readonly mainName: string
  readonly sub: string
  readonly name: string
  /** How often it comes up beside the others, after the 2 594 cases of DOMAIN 3.11. */
  readonly weight: number
  /** From dispatch to disposal, in the working time of city management (DOMAIN 2.4 R3). */
  readonly limit: Limit
  /** 1 一般, 2 较急, 3 紧急. */
  readonly level: 1 | 2 | 3
  readonly disposer: Disposer
  /** What collectors write. */
  readonly words: readonly string[]
}

const MAIN: { readonly [type in ProblemType]: { readonly [code: string]: string } } = {
  事件: {
    '01': '市容环境',
    '02': '宣传广告',
    '03': '施工管理',
    '04': '突发事件',
    '05': '街面秩序',
    '06': '其他事件',
  },
  部件: { '01': '公用设施', '02': '道路交通', '03': '市容环境', '04': '园林绿化', '05': '其他部件' },
}

const hours = (n: number): Limit => ({ n, unit: 'workhour' })
const workdays = (n: number): Limit => ({ n, unit: 'workday' })

const CITY_MANAGEMENT: Disposer = { level: 'district', department: '城管局' }
const TOWN: Disposer = { level: 'town' }
const city = (department: string): Disposer => ({ level: 'city', department })
const utility = (department: string): Disposer => ({ level: 'utility', department })
const TRAFFIC_POLICE = city('公安局')
const ROADS = city('住建局')

type Row = readonly [
  type: ProblemType,
  main: string,
  sub: string,
  name: string,
  weight: number,
  limit: Limit,
  level: 1 | 2 | 3,
  disposer: Disposer,
  words: readonly string[],
]

// oxfmt-ignore
const ROWS: readonly Row[] = [
  ['事件', '05', '06', '非机动车乱停', 613, hours(4), 1, CITY_MANAGEMENT, ['共享单车占用盲道', '电动车停在人行道口', '非机动车未停入标线']],
  ['事件', '02', '02', '违规牌匾标识', 250, workdays(2), 1, CITY_MANAGEMENT, ['店铺外墙悬挂条幅', '未经许可的标语横幅', '牌匾字体残缺']],
  ['事件', '05', '07', '乱堆物料', 307, hours(8), 1, TOWN, ['楼前堆放杂物', '路边堆放装修材料', '通道内堆放纸箱']],
  ['事件', '01', '02', '暴露垃圾', 275, hours(4), 1, CITY_MANAGEMENT, ['垃圾桶满溢', '路边有袋装垃圾', '绿化带内有生活垃圾']],
  ['事件', '05', '11', '沿街晾挂', 191, hours(4), 1, CITY_MANAGEMENT, ['树间拉绳晾晒', '护栏上晾晒衣物']],
  ['事件', '05', '01', '无照游商', 184, hours(4), 1, CITY_MANAGEMENT, ['流动摊贩占道售卖', '路口三轮车售卖水果']],
  ['事件', '02', '01', '非法小广告', 107, hours(8), 1, CITY_MANAGEMENT, ['灯杆张贴小广告', '墙面喷涂小广告']],
  ['事件', '01', '04', '道路不洁', 90, hours(2), 1, CITY_MANAGEMENT, ['路面有泥土', '落叶未清扫', '路面有油渍']],
  ['事件', '05', '04', '店外经营', 71, hours(4), 1, CITY_MANAGEMENT, ['店外摆放货品', '餐饮店外摆桌椅']],
  ['事件', '06', '01', '违章接坡', 55, workdays(3), 1, ROADS, ['路缘石处私设斜坡']],
  ['事件', '01', '03', '积存垃圾渣土', 44, workdays(2), 1, CITY_MANAGEMENT, ['建筑垃圾未清运', '渣土堆放多日']],
  ['事件', '01', '10', '道路破损', 40, workdays(5), 2, ROADS, ['路面坑洞', '人行道砖缺失']],
  ['事件', '05', '05', '机动车乱停', 36, hours(4), 1, TRAFFIC_POLICE, ['机动车停在人行道', '车辆堵住单元门口']],
  ['事件', '03', '02', '施工扬尘', 16, hours(4), 2, ROADS, ['裸土未苫盖', '出口未冲洗']],
  ['事件', '03', '04', '施工占道', 14, workdays(1), 1, ROADS, ['围挡占用车道', '施工材料占道']],
  ['事件', '03', '01', '施工扰民', 8, hours(4), 1, CITY_MANAGEMENT, ['夜间施工噪声']],
  ['事件', '04', '04', '下水堵塞', 14, hours(8), 2, ROADS, ['污水井返水', '雨水箅子堵塞']],
  ['事件', '04', '06', '道路积水', 6, hours(4), 2, ROADS, ['路口积水', '桥下积水']],
  ['事件', '04', '07', '积雪结冰', 0, hours(4), 2, TOWN, ['人行道结冰', '背街积雪未清']],
  ['事件', '04', '02', '水管破裂', 3, hours(2), 3, utility('演示供水公司'), ['路面冒水']],
  ['事件', '04', '05', '热力破裂', 2, hours(2), 3, utility('演示热力公司'), ['热力井冒蒸汽']],
  ['事件', '04', '01', '路面塌陷', 2, hours(2), 3, ROADS, ['路面下陷']],
  ['事件', '04', '08', '线缆损坏', 8, hours(4), 2, utility('演示供电公司'), ['线缆下垂']],
  ['事件', '01', '01', '私搭乱建', 10, workdays(7), 1, CITY_MANAGEMENT, ['楼前私搭棚屋']],
  ['事件', '01', '16', '油烟污染', 8, workdays(2), 1, CITY_MANAGEMENT, ['餐饮油烟直排']],
  ['事件', '01', '15', '露天焚烧', 6, hours(2), 2, TOWN, ['焚烧落叶', '焚烧垃圾']],
  ['事件', '01', '06', '绿地脏乱', 16, hours(4), 1, CITY_MANAGEMENT, ['绿地内有杂物']],
  ['事件', '01', '12', '道路遗撒', 12, hours(2), 2, CITY_MANAGEMENT, ['渣土车遗撒', '砂石遗撒']],
  ['事件', '05', '10', '露天烧烤', 10, hours(2), 1, CITY_MANAGEMENT, ['占道烧烤']],
  ['部件', '03', '05', '垃圾箱', 160, hours(8), 1, CITY_MANAGEMENT, ['垃圾箱破损', '果皮箱倾倒', '箱体缺盖']],
  ['部件', '01', '03', '雨水井盖', 54, hours(4), 3, ROADS, ['井盖破损', '井盖移位', '井盖有响声']],
  ['部件', '01', '02', '污水井盖', 46, hours(4), 3, ROADS, ['井盖缺失', '井圈下沉']],
  ['部件', '01', '10', '热力井盖', 18, hours(4), 3, utility('演示热力公司'), ['井盖松动']],
  ['部件', '01', '05', '电力井盖', 14, hours(4), 3, utility('演示供电公司'), ['井盖破损']],
  ['部件', '01', '04', '雨水箅子', 40, hours(8), 2, ROADS, ['箅子缺失', '箅子断裂']],
  ['部件', '01', '18', '路灯', 50, workdays(2), 1, city('城管局'), ['路灯不亮', '灯杆倾斜']],
  ['部件', '01', '26', '健身设施', 14, workdays(5), 1, TOWN, ['健身器材损坏']],
  ['部件', '02', '11', '护栏', 52, workdays(2), 2, ROADS, ['护栏倒伏', '护栏缺失']],
  ['部件', '02', '09', '交通标志牌', 26, workdays(2), 1, TRAFFIC_POLICE, ['标志牌歪斜']],
  ['部件', '02', '14', '交通信号灯', 8, hours(4), 3, TRAFFIC_POLICE, ['信号灯不亮']],
  ['部件', '02', '03', '公交站亭', 14, workdays(2), 1, city('交通运输局'), ['站亭玻璃破损']],
  ['部件', '03', '01', '公共厕所', 12, workdays(1), 1, CITY_MANAGEMENT, ['设施损坏']],
  ['部件', '04', '02', '行道树', 34, workdays(5), 1, city('城管局'), ['树枝遮挡信号灯', '行道树枯死']],
  ['部件', '04', '03', '护树设施', 22, workdays(5), 1, city('城管局'), ['树池箅子缺失']],
  ['部件', '04', '05', '绿地', 30, workdays(5), 1, city('城管局'), ['绿地缺株', '黄土裸露']],
  ['部件', '05', '02', '其他设施', 14, workdays(5), 1, TOWN, ['宣传栏破损']],
]

export const categories: readonly Category[] = ROWS.map(
  ([type, main, sub, name, weight, limit, level, disposer, words]) => ({
    type,
    main,
    mainName: MAIN[type][main]!,
    sub,
    name,
    weight,
    limit,
    level,
    disposer,
    words,
  }),
)

const byCode = new Map(
  categories.map(category => [`${category.type}${category.main}${category.sub}`, category]),
)

export function categoryOf(type: ProblemType, main: string, sub: string): Category {
  const found = byCode.get(`${type}${main}${sub}`)
  if (found === undefined) throw new RangeError(`no category ${type} ${main} ${sub}`)
  return found
}

const total = (weights: readonly number[]) => weights.reduce((sum, weight) => sum + weight, 0)
const DRY = total(categories.map(category => category.weight))
/** mm of water in the heaviest hour. */
const FLOODING_RAIN = 25
const RAIN_FACTOR = 40
/** mm of water. */
const HEAVY_SNOW = 5
/** Ice and snow have no weight of their own: heavy snow makes 2 000 cases of an ordinary day's 600, and some the day after. */
const SNOW_WEIGHTS = { heavy: 6200, light: 1200, old: 900, none: 0 } as const

export interface Mix {
  readonly weights: readonly number[]
  /** Cases beside those of a dry day: what the weather brings comes on top. */
  readonly factor: number
}

interface DayWeather {
  readonly rain: number
  readonly snow: number
}

function snowOf(today: DayWeather, yesterday: DayWeather): keyof typeof SNOW_WEIGHTS {
  if (today.snow >= HEAVY_SNOW) return 'heavy'
  if (today.snow > 0) return 'light'
  return yesterday.snow > 0 ? 'old' : 'none'
}

/** What the weather of a day, and the snow of the day before, make of the categories (DOMAIN 5, 6.2). */
export function mixOf(today: DayWeather, yesterday: DayWeather): Mix {
  const snow = SNOW_WEIGHTS[snowOf(today, yesterday)]
  const weights = categories.map(({ name, weight }) => {
    if (name === '积雪结冰') return snow
    return name === '道路积水' && today.rain > FLOODING_RAIN ? weight * RAIN_FACTOR : weight
  })
  return { weights, factor: total(weights) / DRY }
}
