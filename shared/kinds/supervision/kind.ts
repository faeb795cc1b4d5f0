import { count, fewFlag, flag, instant, text, times, workdays } from '../columns.ts'
import { eventColumns, lightColumn, marksColumn, riskColumn } from '../judged-columns.ts'
import type { Codes, Column, Kind } from '../kind.ts'
import { deriveSupervision } from './derive.ts'
import { IssueFields, StepFields } from './fields.ts'

const STATES: Codes = {
  issued: { zh: '待签收', en: 'to be signed for' },
  second_notice: { zh: '二次督办', en: 'second notice' },
  acknowledged: { zh: '已签收', en: 'signed for' },
  replied: { zh: '已报方案', en: 'plan given' },
  executed: { zh: '已落实', en: 'carried out' },
  closed: { zh: '已办结', en: 'closed' },
}

const AWAITED: Codes = {
  acknowledgement: { zh: '签收', en: 'signature' },
  plan: { zh: '解决方案', en: 'plan' },
  execution: { zh: '落实', en: 'execution' },
  closing: { zh: '办结确认', en: 'closing' },
  nothing: { zh: '无', en: 'nothing' },
}

const ENTRIES: Codes = {
  issued: { zh: '发出督办', en: 'issued' },
  second_notice: { zh: '二次督办', en: 'second notice' },
  refused: { zh: '拒不纠正', en: 'refuses to correct' },
  acknowledged: { zh: '签收', en: 'signed for' },
  planned: { zh: '报送方案', en: 'plan given' },
  returned: { zh: '退回重报', en: 'sent back' },
  executed: { zh: '落实完成', en: 'carried out' },
  decided: { zh: '问责决定', en: 'decision on blame' },
  closed: { zh: '办结', en: 'closed' },
}

const DECISION_CODES: Codes = {
  hold: { zh: '予以问责', en: 'held to account' },
  excuse: { zh: '不予问责', en: 'not held to account' },
}

/** By the id of their kind, whose title it is. */
const MATTERS: Codes = {
  project: { zh: '建设项目', en: 'construction project' },
  'city-case': { zh: '城市管理案件', en: 'city management case' },
  'hotline-order': { zh: '12345 工单', en: '12345 order' },
  'service-case': { zh: '政务服务办件', en: 'government service case' },
  problem: { zh: '企业问题', en: 'problem of an enterprise' },
  'station-visit': { zh: '驿站接访', en: 'visit to a station' },
  submission: { zh: '填报任务', en: 'submission' },
  dispute: { zh: '矛盾纠纷', en: 'dispute' },
  'ledger-entry': { zh: '台账事项', en: 'entry of a ledger' },
  'party-whistle': { zh: '吹哨报到', en: 'call for a branch' },
  'city-work': { zh: '城建工程', en: 'work of the city' },
  occurrence: { zh: '通用事件', en: 'occurrence' },
  'utility-matter': { zh: '水电气暖事项', en: 'matter of a utility' },
  'grid-report': { zh: '网格与随手拍', en: 'report of the grid' },
  'credit-record': { zh: '信用记录', en: 'credit record' },
  'tea-session': { zh: '亲清下午茶', en: 'tea session' },
  'residence-check': { zh: '人房核查', en: 'check of the register of people and homes' },
}

const decision = text('decision', '问责决定', 'decision on blame', DECISION_CODES)
const promisedAt = instant('promisedAt', '计划完成时间', 'promised for')

const target: readonly Column[] = [
  ...eventColumns,
  text('number', '督办编号', 'number'),
  text('matter', '类别', 'matter', MATTERS),
  text('record', '督办记录', 'record that is pressed'),
  text('target', '督办对象', 'what is pressed'),
  text('item', '事项编号', 'item'),
  text('projectNumber', '项目代码', 'project code'),
  text('project', '项目', 'project'),
  text('title', '事项', 'item'),
  text('subject', '内容', 'subject'),
  text('department', '被督办部门', 'department'),
]

const ROLES: Codes = {
  leader: { zh: '领导', en: 'leader' },
  officer: { zh: '部门', en: 'department' },
  chief: { zh: '总管家', en: 'chief butler' },
}

const butlers: readonly Column[] = [
  text('chief', '总管家单位', 'office of the chief butler'),
  text('butler', '管家单位', 'office of the butler'),
]

const columns: readonly Column[] = [
  ...target,
  count('stage', '阶段', 'stage', ''),
  text('role', '发出岗位', 'issued by', ROLES),
  ...butlers,
  text('level', '督办级别', 'level', {
    press: { zh: '督办', en: 'pressed' },
    inspect: { zh: '督查', en: 'inspected' },
  }),
  text('occasion', '督办事由', 'occasion', {
    overdue: { zh: '超时', en: 'overdue' },
    anytime: { zh: '随时督办', en: 'at any time' },
  }),
  text('state', '状态', 'state', STATES),
  text('awaits', '等待', 'waits for', AWAITED),
  fewFlag('open', '在督办', 'open'),
  lightColumn,
  riskColumn,
  fewFlag('overdue', '当前逾期', 'overdue now'),
  fewFlag('secondNotice', '二次督办', 'second notice'),
  fewFlag('refusesToCorrect', '拒不纠正', 'refuses to correct'),
  fewFlag('proposed', '建议问责', 'blame proposed'),
  flag('provisional', '时限为预估', 'due time provisional'),
  instant('dueAt', '当前时限', 'due'),
  workdays('daysLeft', '剩余工作日', 'working days left'),
  instant('acknowledgedAt', '签收时间', 'signed for at'),
  instant('repliedAt', '报送方案时间', 'plan given at'),
  promisedAt,
  instant('executedAt', '落实时间', 'carried out at'),
  instant('closedAt', '办结时间', 'closed at'),
  decision,
  instant('decidedAt', '问责决定时间', 'decided at'),
  count('step', '步骤', 'step', '步'),
  times('notices', '二次督办次数', 'second notices'),
  count('plans', '方案', 'plans', '份'),
  times('returns', '退回次数', 'sent back'),
  marksColumn,
]

const entryColumns: readonly Column[] = [
  text('key', '序号', 'key'),
  ...target,
  text('type', '环节', 'step', ENTRIES),
  text('role', '岗位', 'post', ROLES),
  ...butlers,
  text('place', '所辖区划', 'area of the post'),
  text('text', '内容', 'text'),
  text('difficulty', '客观困难', 'difficulties'),
  promisedAt,
  decision,
  flag('irregular', '流程异常', 'irregular course'),
]

/** 督办 (LYX-05, LYX-06): a leader presses for a matter, its department answers, and time says what happens when it does not. */
export const supervision: Kind = {
  id: 'supervision',
  version: 1,
  title: { zh: '督办', en: 'supervision' },
  parts: { main: IssueFields, 'step:': StepFields },
  columns,
  inner: { steps: entryColumns },
  publicly: {
    about: 'things',
    // Its id and its number are made of the id of what is pressed, which may be an order of somebody.
    nameless: true,
    open: ['item', 'projectNumber', 'project', 'title', 'department', 'target'],
  },
  derive: deriveSupervision,
}
