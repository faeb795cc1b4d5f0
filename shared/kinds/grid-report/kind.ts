import { count, fewFlag, flag, hours, instant, minutes, text } from '../columns.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import type { Codes, Column, Kind } from '../kind.ts'
import { deriveReport } from './derive.ts'
import { DutyFields, HandledFields, ReportFields } from './fields.ts'
import { REPORT_CODES } from './report-state.ts'

const TYPES: Codes = {
  event: { zh: '事件', en: 'event' },
  patrol: { zh: '巡查', en: 'patrol' },
  duty: { zh: '在岗', en: 'duty' },
}

const UPGRADES: Codes = {
  citymgmt: { zh: '数字城管', en: 'city management' },
  hotline: { zh: '12345', en: '12345' },
  dispute: { zh: '矛盾调解', en: 'mediation' },
}

const number = text('number', '上报编号', 'report number')
const photo = text('photo', '照片', 'photo')
const upgradedTo = text('upgradedTo', '转往系统', 'passed up to', UPGRADES)
const upgradedNo = text('upgradedNo', '转办编号', 'number there')

const entryColumns: readonly Column[] = [
  text('key', '序号', 'key'),
  ...eventColumns,
  number,
  text('type', '环节', 'step', REPORT_CODES),
  text('role', '岗位', 'post', {
    leader: { zh: '领导', en: 'leader' },
    officer: { zh: '部门', en: 'department' },
  }),
  text('department', '部门', 'department'),
  text('place', '所辖区划', 'area of the post'),
  text('text', '内容', 'text'),
  photo,
  upgradedTo,
  upgradedNo,
  flag('irregular', '流程异常', 'irregular course'),
]

export const gridReport: Kind = {
  id: 'grid-report',
  version: 1,
  title: { zh: '网格与随手拍', en: 'report of the grid' },
  /** Of its own for the one role whose duty is told: a report without history must not pass for it. */
  parts: { 'main:': ReportFields, 'main:骑手': DutyFields, 'step:': HandledFields },
  columns: [
    ...eventColumns,
    text('type', '类型', 'type', TYPES),
    number,
    text('reporter', '上报人类型', 'reporter'),
    flag('rider', '流动网格员', 'by a rider'),
    text('category', '类别', 'category'),
    text('department', '承办部门', 'department'),
    count('level', '级别', 'level', '级'),
    text('state', '状态', 'state', REPORT_CODES),
    text('outcome', '处理方式', 'outcome', REPORT_CODES),
    fewFlag('open', '未反馈', 'not answered'),
    flag('answered', '已反馈', 'answered'),
    upgradedTo,
    upgradedNo,
    instant('uploadedAt', '上传时间', 'uploaded at'),
    instant('triagedAt', '研判时间', 'looked at'),
    instant('decidedAt', '处理时间', 'decided at'),
    instant('answeredAt', '反馈时间', 'answered at'),
    minutes('triageMs', '研判用时', 'time until looked at'),
    hours('answerMs', '反馈用时', 'time until answered'),
    hours('delayMs', '离线时长', 'time without network'),
    flag('own', '本平台上报', 'made here'),
    photo,
    text('answer', '反馈内容', 'answer'),
    fewFlag('overdue', '超时未反馈', 'not answered in time'),
    instant('dueAt', '反馈时限', 'to be answered by'),
    count('step', '步骤', 'step', '步'),
    count('total', '总人数', 'of the role', '人'),
    count('onDuty', '在岗人数', 'on duty', '人'),
    marksColumn,
  ],
  inner: { steps: entryColumns },
  pressed: { title: 'category' },
  publicly: { open: ['category', 'reporter'] },
  derive: deriveReport,
}
