import { flag, fewFlag, instant, list, text } from './columns.ts'
import type { Codes, Column } from './kind.ts'

const LIGHTS: Codes = {
  grey: { zh: '未开始', en: 'not started' },
  yellow: { zh: '在办', en: 'in progress' },
  green: { zh: '已办结', en: 'done' },
  red: { zh: '已超时', en: 'overdue' },
  not_applicable: { zh: '不涉及', en: 'not applicable' },
}

const RISKS: Codes = {
  none: { zh: '无', en: 'none' },
  due_soon: { zh: '临期', en: 'due soon' },
  overdue: { zh: '超时', en: 'overdue' },
  severe: { zh: '严重超时', en: 'severely overdue' },
  late_done: { zh: '超时办结', en: 'done late' },
  paused: { zh: '暂停计时', en: 'paused' },
}

const STEPS: Codes = {
  none: { zh: '无', en: 'none' },
  remind: { zh: '催办', en: 'reminded' },
  yellow_card: { zh: '黄牌', en: 'yellow card' },
  red_card: { zh: '红牌', en: 'red card' },
  propose_accountability: { zh: '建议问责', en: 'accountability proposed' },
}

/** What was noticed about a record: by its mapping, by the order of its reports, or by its kind. */
const MARKS: Codes = {
  late: { zh: '迟到', en: 'reported late' },
  future: { zh: '时间超前', en: 'from the future' },
  eightHoursOff: { zh: '疑差8小时', en: 'looks 8 hours off' },
  coordFixed: { zh: '坐标已修正', en: 'coordinates corrected' },
  areaInferred: { zh: '区划为推断', en: 'area inferred' },
  unlocated: { zh: '未定位', en: 'not located' },
  unmapped: { zh: '未映射', en: 'code not mapped' },
  impossibleTime: { zh: '时间矛盾', en: 'impossible time' },
  masked: { zh: '已脱敏', en: 'masked' },
  held: { zh: '待确认', en: 'held for confirmation' },
  stuck: { zh: '数值不变', en: 'does not move' },
  textEscaped: { zh: '文本已转义', en: 'text escaped' },
  conflict: { zh: '同版不同文', en: 'two bodies of one version' },
  irregular: { zh: '流程异常', en: 'irregular course' },
}

/** What every row begins with. */
export const eventColumns: readonly Column[] = [
  instant('event', '发生时间', 'time of the event'),
  text('kind', '类别', 'kind'),
  text('area', '区划', 'area'),
]

export const lightColumn = text('light', '灯', 'light', LIGHTS)
export const riskColumn = text('risk', '风险', 'risk', RISKS)
export const stepColumn = text('step', '督办', 'supervision', STEPS)
export const marksColumn = list('marks', '质量标记', 'quality marks', MARKS)

/** Of whatever has a time limit. */
export const judgedColumns: readonly Column[] = [
  fewFlag('open', '未办结', 'open'),
  flag('done', '已办', 'work done'),
  lightColumn,
  riskColumn,
  fewFlag('overdue', '当前超时', 'overdue now'),
  stepColumn,
  instant('dueAt', '应办结时间', 'due'),
  instant('doneAt', '办结时间', 'done'),
  flag('due', '已到期', 'has come due'),
  flag('onTime', '按时', 'in time'),
  marksColumn,
]
