import { count, fewFlag, flag, instant, number, text, workdays } from '../columns.ts'
import { eventColumns, lightColumn, marksColumn, riskColumn } from '../judged-columns.ts'
import type { Codes, Column, Kind } from '../kind.ts'
import { deriveSubmission } from './derive.ts'
import { DueFields, StepFields } from './fields.ts'

const STATES: Codes = {
  due: { zh: '待填报', en: 'to be handed in' },
  submitted: { zh: '待审核', en: 'to be approved' },
  sentBack: { zh: '已退回', en: 'sent back' },
  passed: { zh: '审核通过', en: 'approved' },
  approved: { zh: '已生效', en: 'in force' },
  excused: { zh: '本期免报', en: 'excused' },
}

const ENTRIES: Codes = {
  due: { zh: '下达', en: 'asked for' },
  submitted: { zh: '上报', en: 'handed in' },
  withdrawn: { zh: '撤回', en: 'withdrawn' },
  sentBack: { zh: '退回', en: 'sent back' },
  approved: { zh: '审核通过', en: 'approved' },
  inForce: { zh: '生效', en: 'in force' },
  excused: { zh: '免报', en: 'excused' },
}

const about: readonly Column[] = [
  ...eventColumns,
  text('form', '报表编号', 'form'),
  text('title', '报表', 'form'),
  text('period', '报告期', 'period'),
  text('office', '填报单位', 'to be handed in by'),
]

const entryColumns: readonly Column[] = [
  text('key', '序号', 'key'),
  ...about,
  text('type', '环节', 'step', ENTRIES),
  text('role', '岗位', 'post', {
    leader: { zh: '领导', en: 'leader' },
    officer: { zh: '部门', en: 'department' },
    system: { zh: '平台', en: 'platform' },
  }),
  text('department', '经办部门', 'department of the post'),
  text('place', '所辖区划', 'area of the post'),
  text('text', '内容', 'text'),
  flag('irregular', '流程异常', 'irregular course'),
]

/** 填报: one form of one department for one period, from the day it is asked for until it is in force. */
export const submission: Kind = {
  id: 'submission',
  version: 1,
  title: { zh: '填报任务', en: 'submission' },
  parts: { main: DueFields, 'step:': StepFields },
  columns: [
    ...about,
    text('department', '责任部门', 'department'),
    text('state', '状态', 'state', STATES),
    fewFlag('open', '未完成', 'open'),
    lightColumn,
    riskColumn,
    fewFlag('overdue', '当前超时', 'overdue now'),
    flag('provisional', '时限为预估', 'due time provisional'),
    instant('dueAt', '当前时限', 'due'),
    workdays('daysLeft', '剩余工作日', 'working days left'),
    instant('submittedAt', '首次上报时间', 'first handed in at'),
    instant('approvedAt', '审核通过时间', 'approved at'),
    flag('onTime', '按时上报', 'handed in in time'),
    flag('corrected', '已更正', 'corrected'),
    number('returns', '退回次数', 'times sent back', { zh: '次', en: '' }),
    count('step', '步骤', 'step', '步'),
    marksColumn,
  ],
  inner: { steps: entryColumns },
  pressed: { title: 'title', of: 'period' },
  publicly: { about: 'things', open: ['form', 'title', 'period', 'office', 'department'] },
  derive: deriveSubmission,
}
