import { count, fewFlag, hours, instant, flag, list, number, text, workdays } from '../columns.ts'
import { APPROVAL_CODES } from '../approval/state.ts'
import { eventColumns, judgedColumns, lightColumn } from '../judged-columns.ts'
import type { Codes, Column, Kind } from '../kind.ts'
import { TYPE_CODES } from '../service-item/kind.ts'
import { deriveCase } from './derive.ts'
import {
  CaseFields,
  FindingFields,
  RatingFields,
  ResultFields,
  SpecialFields,
  StepFields,
  SupervisionFields,
} from './fields.ts'
import { STATION_CODES } from './stations.ts'

const CHANNEL_CODES: Codes = {
  window: { zh: '窗口', en: 'counter' },
  web: { zh: '电脑端', en: 'web' },
  mobile: { zh: '移动端', en: 'mobile' },
  mail: { zh: '快递', en: 'mail' },
  other: { zh: '其他', en: 'other' },
}

const RESULT_CODES: Codes = {
  granted: { zh: '准予', en: 'granted' },
  refused: { zh: '不予', en: 'refused' },
  forwarded: { zh: '转报', en: 'forwarded' },
  withdrawn: { zh: '撤回', en: 'withdrawn' },
  void: { zh: '作废', en: 'void' },
}

const MEANS_CODES: Codes = {
  patrol: { zh: '专人巡查', en: 'patrol' },
  mutual: { zh: '互检互查', en: 'by one another' },
  unannounced: { zh: '明察暗访', en: 'unannounced visit' },
  public: { zh: '社会监督', en: 'the public' },
  system: { zh: '网上巡察', en: 'by the system' },
}

const OUTCOME_CODES: Codes = {
  remind: { zh: '提醒整改', en: 'reminded' },
  notice: { zh: '通报', en: 'made known' },
  handover: { zh: '移交问责', en: 'handed over' },
}

const MENDING_CODES: Codes = {
  mended: { zh: '已整改', en: 'mended' },
  unmended: { zh: '未整改', en: 'not mended' },
}

const MODE_CODES: Codes = {
  committed: { zh: '告知承诺', en: 'by commitment' },
  ordinary: { zh: '一般程序', en: 'ordinary' },
}

const percent = (name: string, zh: string, en: string): Column => number(name, zh, en, { zh: '%', en: '%' })
const limit = (name: string, zh: string, en: string): Column =>
  number(name, zh, en, { zh: '工作日', en: 'working days' }, 100)
const station = text('station', '环节', 'station', STATION_CODES)
const department = text('department', '办理部门', 'department')

export const serviceCase: Kind = {
  id: 'service-case',
  version: 1,
  title: { zh: '政务服务办件', en: 'government service case' },
  parts: {
    'main:': CaseFields,
    'step:': StepFields,
    'special:': SpecialFields,
    'result:': ResultFields,
    'rating:': RatingFields,
    'supervision:': SupervisionFields,
    'finding:': FindingFields,
  },
  columns: [
    ...eventColumns,
    text('number', '办件编号', 'case number'),
    text('title', '事项', 'item'),
    text('taskCode', '实施编码', 'task code'),
    text('type', '办件类型', 'type of case', TYPE_CODES),
    text('channel', '申办渠道', 'channel', CHANNEL_CODES),
    department,
    instant('acceptedAt', '受理时间', 'accepted'),
    text('state', '状态', 'state', APPROVAL_CODES),
    station,
    ...judgedColumns,
    flag('provisional', '时限为预估', 'due time provisional'),
    count('limit', '承诺时限', 'promised limit', ''),
    percent('share', '已用时限占比', 'share of the limit used'),
    percent('stationShare', '环节用时占比', 'share of the station’s time used'),
    workdays('daysLeft', '剩余工作日', 'working days left'),
    workdays('overdueDays', '超时工作日', 'working days overdue'),
    instant('pausedSince', '暂停起', 'paused since'),
    workdays('netDays', '办理用时', 'working days it took'),
    limit('statutoryDays', '法定时限', 'statutory limit'),
    limit('fasterDays', '较法定提前', 'below the statutory limit'),
    text('result', '办理结果', 'result', RESULT_CODES),
    list('systems', '适用制度', 'systems used'),
    text('mode', '办理方式', 'way chosen', MODE_CODES),
    text('zone', '赋权对象', 'delegated to'),
    text('decidedBy', '决定单位', 'decided by'),
    flag('inZone', '不出区办结', 'finished within the zone'),
    text('investCode', '项目代码', 'project code'),
    count('score', '评价', 'rating', '级'),
    instant('ratedAt', '评价时间', 'rated'),
    flag('rectified', '差评已整改', 'bad rating mended'),
    instant('supervisedAt', '督办发出', 'supervision issued'),
    instant('signedAt', '督办签收', 'supervision signed for'),
    instant('repliedAt', '督办回复', 'supervision replied to'),
    count('findings', '巡察发现', 'found by inspections', '项'),
  ],
  inner: {
    steps: [
      ...eventColumns,
      text('key', '环节编号', 'step id'),
      text('number', '办件编号', 'case number'),
      text('name', '环节名称', 'name'),
      station,
      department,
      hours('workedMs', '用时', 'working time'),
    ],
    findings: [
      ...eventColumns,
      text('key', '巡察编号', 'finding id'),
      text('number', '办件编号', 'case number'),
      text('title', '巡察发现', 'what was found'),
      text('item', '事项', 'item'),
      text('means', '巡察方式', 'found by', MEANS_CODES),
      text('outcome', '处理', 'what came of it', OUTCOME_CODES),
      department,
      text('state', '整改', 'mending', MENDING_CODES),
      fewFlag('open', '未整改', 'not mended'),
      flag('done', '已整改', 'mended'),
      lightColumn,
      instant('mendedAt', '整改时间', 'mended at'),
    ],
  },
  pressed: { title: 'title' },
  publicly: { open: ['title', 'department', 'zone', 'decidedBy', 'item'] },
  derive: deriveCase,
}
