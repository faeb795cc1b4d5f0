import { count, fewFlag, flag, instant, number, text, times, workdays } from '../columns.ts'
import { eventColumns, lightColumn, marksColumn, riskColumn } from '../judged-columns.ts'
import { DAY } from '../../calendar/civil.ts'
import type { Codes, Column, Kind } from '../kind.ts'
import { deriveProblem } from './derive.ts'
import { CollectedFields, StepFields } from './fields.ts'
import { CATEGORIES, GROUPS, REASONS, SATISFACTIONS, SOURCES } from './problem-codes.ts'

const STATES: Codes = {
  collected: { zh: '待研判', en: 'collected' },
  analysing: { zh: '研判中', en: 'under analysis' },
  rejected: { zh: '已剔除', en: 'rejected' },
  merged: { zh: '已合并', en: 'merged' },
  assigned: { zh: '已交办', en: 'assigned' },
  handling: { zh: '办理中', en: 'in hand' },
  resolved: { zh: '待企业确认', en: 'answered' },
  confirmed: { zh: '待销号', en: 'confirmed' },
  struck_off: { zh: '已销号', en: 'struck off' },
}

const AWAITED: Codes = {
  analysis: { zh: '研判', en: 'analysis' },
  decision: { zh: '研判结论', en: 'decision' },
  beginning: { zh: '部门接办', en: 'taking in hand' },
  answer: { zh: '部门答复', en: 'answer' },
  confirmation: { zh: '企业确认', en: 'confirmation' },
  striking: { zh: '销号', en: 'striking off' },
  nothing: { zh: '无', en: 'nothing' },
}

const ENTRIES: Codes = {
  collected: { zh: '收集', en: 'collected' },
  overdue: { zh: '超时', en: 'time ran out' },
  taken: { zh: '开始研判', en: 'under analysis' },
  rejected: { zh: '剔除', en: 'rejected' },
  merged: { zh: '合并', en: 'merged' },
  assigned: { zh: '交办', en: 'assigned' },
  begun: { zh: '接办', en: 'in hand' },
  resolved: { zh: '答复', en: 'answered' },
  confirmed: { zh: '企业确认', en: 'confirmed' },
  returned: { zh: '企业退回', en: 'sent back' },
  struck_off: { zh: '销号', en: 'struck off' },
}

const about: readonly Column[] = [
  ...eventColumns,
  text('number', '编号', 'number'),
  text('title', '问题', 'problem'),
  text('enterprise', '企业', 'enterprise'),
  text('source', '来源', 'source', SOURCES),
]

const reason = text('reason', '剔除原因', 'why rejected', REASONS)
const mergedInto = text('mergedInto', '并入', 'merged into')
const group = text('group', '问题小组', 'group', GROUPS)
const groupName = text('groupName', '临时小组', 'temporary group')
const promisedAt = instant('promisedAt', '承诺办结时间', 'promised for')
const satisfaction = text('satisfaction', '满意度', 'satisfaction', SATISFACTIONS)

const columns: readonly Column[] = [
  ...about,
  text('category', '类别', 'category', CATEGORIES),
  text('session', '下午茶场次', 'tea session'),
  text('office', '台账管理部门', 'keeper of the ledger'),
  group,
  groupName,
  text('department', '责任部门', 'responsible department'),
  text('state', '状态', 'state', STATES),
  text('awaits', '等待', 'waits for', AWAITED),
  fewFlag('open', '未销号', 'open'),
  flag('counted', '在账', 'on the ledger'),
  flag('done', '已办结', 'answered for'),
  fewFlag('going', '推进中', 'in progress'),
  flag('struckOff', '已销号', 'struck off'),
  lightColumn,
  riskColumn,
  fewFlag('overdue', '当前超时', 'overdue now'),
  flag('provisional', '时限为预估', 'due time provisional'),
  fewFlag('recent', '近30日有进展', 'moved in the last 30 days'),
  instant('dueAt', '当前时限', 'due'),
  workdays('daysLeft', '剩余工作日', 'working days left'),
  instant('analysedAt', '研判结论时间', 'decided at'),
  instant('assignedAt', '交办时间', 'assigned at'),
  instant('begunAt', '接办时间', 'taken in hand at'),
  promisedAt,
  instant('resolvedAt', '答复时间', 'answered at'),
  number('solvedIn', '解决用时', 'time to answer', { zh: '日', en: 'd' }, DAY),
  instant('confirmedAt', '企业确认时间', 'confirmed at'),
  instant('struckOffAt', '销号时间', 'struck off at'),
  reason,
  mergedInto,
  satisfaction,
  count('step', '步骤', 'step', '步'),
  times('returns', '企业退回次数', 'sent back'),
  times('delays', '超时次数', 'times overdue'),
  marksColumn,
]

const entryColumns: readonly Column[] = [
  text('key', '序号', 'key'),
  ...about,
  text('type', '环节', 'step', ENTRIES),
  text('role', '岗位', 'post', {
    leader: { zh: '领导', en: 'leader' },
    officer: { zh: '部门', en: 'department' },
  }),
  text('department', '经办部门', 'department of the post'),
  text('place', '所辖区划', 'area of the post'),
  text('text', '内容', 'text'),
  reason,
  mergedInto,
  group,
  groupName,
  text('to', '交办部门', 'assigned to'),
  promisedAt,
  satisfaction,
  flag('irregular', '流程异常', 'irregular course'),
]

/** 企业问题 (HW-02, HW-04, HW-05): collected, analysed, given to somebody, answered, confirmed by the enterprise, struck off. */
export const problem: Kind = {
  id: 'problem',
  version: 1,
  title: { zh: '企业问题', en: 'problem of an enterprise' },
  parts: { main: CollectedFields, 'step:': StepFields },
  columns,
  inner: { steps: entryColumns },
  pressed: { title: 'title', of: 'enterprise' },
  publicly: { about: 'things', open: ['number', 'department', 'office', 'session', 'mergedInto'] },
  derive: deriveProblem,
}
