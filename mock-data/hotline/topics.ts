/** Who answers for a topic: a department of the city or of the district, the town's own office, or a utility. */
export type Level = 'city' | 'district' | 'town' | 'utility'

/** How long a dispatched order may take: working days, or natural hours for what cannot wait. */
export interface Limit {
  readonly n: number
  readonly unit: 'workday' | 'hour'
}

/** A leaf of the topic tree in the manner of GB/T 39666: two digits each for class, group and topic. */
export interface Topic {
  readonly code: string
  /** Class / group / topic. */
  readonly path: readonly [string, string, string]
  readonly level: Level
  /** `organisation.ts` by its short name; of no meaning for 'town'. */
  readonly department: string
  readonly limit: Limit
  /** How often it comes up beside the others. */
  readonly weight: number
  /** What callers say. */
  readonly words: readonly string[]
}

const workdays = (n: number): Limit => ({ n, unit: 'workday' })
const hours = (n: number): Limit => ({ n, unit: 'hour' })

type Row = readonly [
  code: string,
  group: string,
  topic: string,
  level: Level,
  department: string,
  limit: Limit,
  weight: number,
  words: readonly string[],
]

const CLASSES: { readonly [code: string]: string } = {
  '01': '城乡建设',
  '02': '公用事业',
  '03': '交通运输',
  '04': '市场监管',
  '05': '公共安全',
  '06': '劳动和社会保障',
  '07': '卫生健康',
  '08': '教育文体',
  '09': '生态环境',
  '10': '农业农村',
  '11': '政务服务',
  '12': '民政与社区',
}

// oxfmt-ignore
const ROWS: readonly Row[] = [
  ['010101', '物业管理', '物业服务', 'district', '住建局', workdays(5), 62, ['电梯停运三天没人修', '小区卫生没人打扫', '物业费收费标准不清楚']],
  ['010102', '物业管理', '维修资金', 'district', '住建局', workdays(5), 18, ['外墙渗水申请动用维修资金', '维修资金申请进度']],
  ['010201', '房屋', '房屋质量', 'city', '住建局', workdays(5), 16, ['新房墙面开裂', '屋顶漏水']],
  ['010202', '房屋', '公租房', 'city', '住建局', workdays(5), 14, ['公租房申请条件', '公租房轮候进度']],
  ['010301', '市容环境', '垃圾清运', 'district', '城管局', workdays(3), 34, ['垃圾桶旁垃圾满溢', '垃圾几天没有清运']],
  ['010302', '市容环境', '占道经营', 'district', '城管局', workdays(3), 30, ['路边摊位占道', '店外经营影响通行']],
  ['010303', '市容环境', '路面破损', 'city', '城管局', workdays(5), 26, ['路面有坑洞', '人行道砖松动']],
  ['010304', '市容环境', '井盖缺失', 'city', '城管局', hours(4), 9, ['路上井盖不见了', '井盖破损有响声']],
  ['010305', '市容环境', '积雪结冰', 'district', '城管局', hours(12), 4, ['人行道结冰很滑', '小巷积雪没有清']],
  ['010306', '市容环境', '路灯不亮', 'city', '城管局', workdays(3), 15, ['一段路灯不亮', '路灯白天常亮']],
  ['020101', '供热', '室温不达标', 'utility', '演示热力公司', hours(24), 12, ['室内温度不到18度', '暖气片只有半截热', '夜里室温偏低']],
  ['020102', '供热', '供热报修', 'utility', '演示热力公司', hours(24), 7, ['暖气管漏水', '分户阀坏了']],
  ['020103', '供热', '供热收费', 'utility', '演示热力公司', workdays(3), 6, ['停供手续怎么办', '热费缴纳时间']],
  ['020201', '供水', '停水', 'utility', '演示供水公司', hours(4), 20, ['小区停水没有通知', '什么时候来水']],
  ['020202', '供水', '水质水压', 'utility', '演示供水公司', workdays(3), 14, ['自来水发黄', '高层水压低']],
  ['020301', '供气', '燃气报修', 'utility', '演示燃气公司', hours(4), 12, ['燃气表没有显示', '家里没有燃气']],
  ['020401', '供电', '停电', 'utility', '演示供电公司', hours(4), 15, ['整栋楼停电', '停电多久恢复']],
  ['030101', '道路交通', '停车难', 'city', '公安局', workdays(5), 32, ['小区周边没有停车位', '机动车停在盲道上']],
  ['030102', '道路交通', '信号灯', 'city', '公安局', workdays(3), 10, ['信号灯不亮', '路口绿灯时间太短']],
  ['030201', '公共交通', '公交服务', 'city', '交通运输局', workdays(5), 24, ['公交车间隔太长', '末班车时间咨询']],
  ['030202', '公共交通', '出租汽车', 'city', '交通运输局', workdays(5), 14, ['出租车不打表', '物品落在出租车上']],
  ['040101', '消费维权', '商品质量', 'district', '市场监管局', workdays(7), 34, ['买到的商品有质量问题', '商家不给退换']],
  ['040102', '消费维权', '预付卡', 'district', '市场监管局', workdays(7), 20, ['健身卡退费', '理发店关门预付卡没退']],
  ['040201', '食品药品', '食品安全', 'district', '市场监管局', workdays(5), 18, ['饭店后厨不干净', '食品过期仍在卖']],
  ['050101', '社会治安', '噪音扰民', 'district', '公安局', workdays(3), 28, ['夜间施工噪音', '广场音响声音大']],
  ['050102', '社会治安', '户籍身份证', 'city', '公安局', workdays(3), 30, ['身份证补办要带什么', '户口迁移流程']],
  ['050201', '消防', '消防通道', 'city', '消防救援支队', workdays(3), 10, ['消防通道被车堵住', '楼道堆放杂物']],
  ['060101', '社会保险', '养老保险', 'city', '人社局', workdays(5), 52, ['养老保险缴费年限怎么查', '退休手续怎么办']],
  ['060102', '社会保险', '医疗保险', 'city', '医保局', workdays(5), 48, ['医保异地备案', '居民医保缴费时间']],
  ['060201', '劳动关系', '欠薪', 'city', '人社局', workdays(5), 24, ['工地拖欠工资', '离职工资没有结清']],
  ['060301', '住房公积金', '公积金提取', 'city', '住房公积金中心', workdays(3), 24, ['公积金提取条件', '公积金贷款额度']],
  ['070101', '医疗服务', '就诊服务', 'city', '卫健委', workdays(5), 22, ['预约挂号方式', '门诊排队时间太长']],
  ['080101', '教育', '入学转学', 'city', '教育局', workdays(5), 26, ['学区划分查询', '转学手续']],
  ['080102', '教育', '校外培训', 'district', '教育局', workdays(5), 14, ['培训机构不退费', '培训机构有没有资质']],
  ['080201', '文旅', '景区服务', 'city', '文旅广电局', workdays(5), 8, ['景区开放时间', '景区停车收费']],
  ['090101', '污染', '油烟异味', 'district', '生态环境局', workdays(5), 14, ['楼下饭店油烟大', '夜里有异味']],
  ['090102', '污染', '扬尘', 'district', '生态环境局', workdays(3), 12, ['工地扬尘没有遮盖', '渣土车遗撒']],
  ['100101', '农村', '土地承包', 'town', '', workdays(5), 12, ['土地流转合同咨询', '承包地边界问题']],
  ['100102', '农村', '惠农补贴', 'town', '', workdays(5), 10, ['种粮补贴什么时候发', '农机补贴条件']],
  ['110101', '审批服务', '办件进度', 'city', '营商局', workdays(3), 22, ['申请交上去没有消息', '办件进度查询']],
  ['110102', '审批服务', '办事指南', 'city', '营商局', workdays(3), 46, ['营业执照怎么办', '需要带哪些材料']],
  ['110103', '审批服务', '服务态度', 'city', '营商局', workdays(5), 4, ['窗口等候时间长', '窗口没有一次告知']],
  ['120101', '社会救助', '低保', 'city', '民政局', workdays(5), 16, ['低保申请条件', '低保审核进度']],
  ['120201', '社区', '社区服务', 'town', '', workdays(3), 22, ['社区开证明', '社区活动室开放时间']],
]

export const topics: readonly Topic[] = ROWS.map(
  ([code, group, topic, level, department, limit, weight, words]) => ({
    code,
    path: [CLASSES[code.slice(0, 2)]!, group, topic],
    level,
    department,
    limit,
    weight,
    words,
  }),
)

export const HEATING = '0201'
export const APPROVALS = '1101'

const byCode = new Map(topics.map(topic => [topic.code, topic]))
export const topicOf = (code: string): Topic => byCode.get(code)!

export const ordinaryWeights: readonly number[] = topics.map(t => t.weight)

/** What is wrong in the street (`matters.ts`), as the hotline files it. */
export const TOPIC_OF_TROUBLE: { readonly [sub: string]: string } = {
  '01.02': '010301',
  '01.10': '010303',
  '04.06': '010303',
  '04.07': '010305',
  '04.04': '010303',
  '03.02': '090102',
  '05.05': '030101',
  '05.07': '010302',
}
