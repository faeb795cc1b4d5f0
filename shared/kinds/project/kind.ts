import { APPROVAL_CODES } from '../approval/state.ts'
import { count, fewFlag, flag, instant, list, number, text, workdays } from '../columns.ts'
import {
  eventColumns,
  judgedColumns,
  lightColumn,
  marksColumn,
  riskColumn,
  stepColumn,
} from '../judged-columns.ts'
import type { Column, Kind } from '../kind.ts'
import { deriveProject } from './derive.ts'
import { ChangeFields, CHANGES, PROCEDURES } from './change-fields.ts'
import { ProjectFields } from './fields.ts'
import { PROJECT_CODES } from './plan.ts'
import { TIER_CODES } from './tier.ts'

const code = text('number', '项目代码', 'project code')
const major = flag('major', '重点项目', 'key project')
const stage = count('stage', '阶段', 'stage', '')
const department = text('department', '责任部门', 'department')
const limit = workdays('limit', '时限', 'limit')
const used = workdays('used', '已用', 'used')
const overdueDays = workdays('overdueDays', '超时工作日', 'working days overdue')
const urgency = count('urgency', '紧急程度', 'urgency', '')
const items = (name: string, zh: string, en: string): Column => count(name, zh, en, '项')
const supervised: readonly Column[] = [
  instant('supervisedAt', '督办发出', 'supervision issued'),
  instant('signedAt', '督办签收', 'supervision signed for'),
]

/** What inner rows say of their project. */
const within: readonly Column[] = [...eventColumns, code, text('project', '项目', 'project'), major]

const projectColumns: readonly Column[] = [
  ...eventColumns,
  code,
  text('title', '项目', 'project'),
  text('owner', '建设单位', 'owner'),
  text('ownerCode', '建设单位代码', 'credit code of the owner'),
  text('class', '类别', 'class'),
  text('phase', '建设性质', 'phase'),
  major,
  number('investment', '总投资', 'investment', { zh: '亿元', en: '×10^8 yuan' }, 10_000),
  text('tier', '管家分级', 'tier', TIER_CODES),
  text('leader', '包抓领导', 'leader in charge'),
  text('taskForce', '工作专班', 'task force'),
  number('progress', '工程进度', 'progress of the works', { zh: '%', en: '%' }),
  text('state', '状态', 'state', PROJECT_CODES),
  stage,
  text('stageName', '当前阶段', 'current stage'),
  text('item', '当前事项', 'current item'),
  department,
  fewFlag('open', '在办', 'in progress'),
  flag('done', '全部办结', 'finished'),
  lightColumn,
  riskColumn,
  fewFlag('overdue', '当前超时', 'overdue now'),
  stepColumn,
  flag('provisional', '时限为预估', 'due time provisional'),
  instant('dueAt', '应办结时间', 'due'),
  used,
  limit,
  flag('withinLimit', '全流程在时限内', 'within the whole limit'),
  workdays('daysLeft', '剩余工作日', 'working days left'),
  overdueDays,
  urgency,
  items('items', '事项', 'items'),
  items('itemsDone', '已办结事项', 'items done'),
  items('itemsOpen', '在办事项', 'items in progress'),
  items('itemsOverdue', '超时事项', 'items overdue'),
  items('premature', '前置未齐即开始', 'begun before its prerequisites'),
  list('stageLights', '各阶段灯', 'lights of the stages'),
  list('stageUsed', '各阶段用时', 'working days of the stages'),
  list('stageLimits', '各阶段时限', 'limits of the stages'),
  list('stageOverdue', '各阶段超时工作日', 'working days overdue of the stages'),
  ...supervised,
  items('changes', '本平台调整', 'changes made here'),
  marksColumn,
]

const itemColumns: readonly Column[] = [
  text('key', '事项编号', 'item'),
  ...within,
  stage,
  text('title', '事项', 'item'),
  department,
  text('window', '窗口', 'counter'),
  text('phone', '联系电话', 'office phone'),
  text('state', '状态', 'state', APPROVAL_CODES),
  ...judgedColumns,
  flag('provisional', '时限为预估', 'due time provisional'),
  instant('startAt', '开始时间', 'begun'),
  limit,
  used,
  workdays('daysLeft', '剩余工作日', 'working days left'),
  overdueDays,
  urgency,
  items('prerequisites', '前置要件', 'prerequisites'),
  items('ready', '已具备要件', 'prerequisites ready'),
  flag('premature', '前置未齐即开始', 'begun before its prerequisites'),
  flag('tolerated', '容缺受理', 'accepted with something missing'),
  count('blockers', '外部障碍', 'obstacles outside', '个'),
  ...supervised,
  instant('repliedAt', '督办回复', 'supervision replied to'),
  text('butlerKey', '管家序号', 'place of its butler'),
  text('butler', '管家', 'butler'),
  text('butlerOffice', '管家单位', 'office of its butler'),
  text('chief', '总管家单位', 'office of the chief butler whom he answers to'),
  flag('changed', '本平台调整', 'changed here'),
]

const butlerColumns: readonly Column[] = [
  text('key', '管家序号', 'place in the team'),
  ...within,
  flag('chief', '总管家', 'chief butler'),
  text('role', '管家', 'butler'),
  text('scope', '负责范围', 'looks after'),
  text('office', '所在单位', 'office'),
  department,
  text('phone', '联系电话', 'office phone'),
  lightColumn,
  fewFlag('open', '在办', 'in progress'),
  fewFlag('overdue', '当前超时', 'overdue now'),
  items('items', '负责事项', 'items looked after'),
  items('itemsOpen', '在办事项', 'items in progress'),
  items('itemsOverdue', '超时事项', 'items overdue'),
  count('obstacles', '外部障碍', 'obstacles outside', '个'),
  list('obstacleNames', '障碍名称', 'what stands in the way'),
  text('title', '最急事项', 'foremost item'),
  instant('dueAt', '应办结时间', 'due'),
  workdays('daysLeft', '剩余工作日', 'working days left'),
  overdueDays,
  urgency,
  items('pressed', '被督办事项', 'items pressed for'),
  items('unsigned', '督办未签收', 'not signed for'),
]

const stageColumns: readonly Column[] = [
  count('key', '阶段', 'stage', ''),
  ...within,
  stage,
  text('title', '阶段名称', 'stage name'),
  flag('excluded', '不计入总时限', 'not in the whole limit'),
  lightColumn,
  riskColumn,
  fewFlag('open', '在办', 'in progress'),
  flag('done', '已办结', 'done'),
  limit,
  used,
  flag('overLimit', '用时超过时限', 'longer than its limit'),
  overdueDays,
  instant('startAt', '开始时间', 'begun'),
  instant('doneAt', '办结时间', 'done at'),
  items('items', '事项', 'items'),
  items('itemsDone', '已办结事项', 'items done'),
]

const prerequisiteColumns: readonly Column[] = [
  text('key', '要件编号', 'prerequisite'),
  ...within,
  text('item', '所需事项', 'needed by'),
  urgency,
  text('title', '要件', 'prerequisite'),
  department,
  lightColumn,
  instant('doneAt', '办结时间', 'done at'),
  overdueDays,
]

const changeColumns: readonly Column[] = [
  text('key', '序号', 'key'),
  ...within,
  text('type', '调整', 'change', CHANGES),
  text('title', '事项', 'item'),
  items('items', '所涉事项', 'items it is about'),
  text('procedure', '特别程序', 'procedure', PROCEDURES),
  text('name', '障碍或管家', 'obstacle or butler'),
  text('scope', '负责范围', 'what a butler looks after'),
  text('office', '所在单位', 'office'),
  text('text', '说明', 'reason'),
  text('role', '岗位', 'post', {
    leader: { zh: '领导', en: 'leader' },
    officer: { zh: '部门', en: 'department' },
  }),
  department,
  text('place', '所辖区划', 'area of the post'),
  flag('irregular', '不再适用', 'holds no more'),
]

export const project: Kind = {
  id: 'project',
  version: 1,
  title: { zh: '建设项目', en: 'construction project' },
  parts: { main: ProjectFields, 'step:': ChangeFields },
  columns: projectColumns,
  inner: {
    items: itemColumns,
    stages: stageColumns,
    prerequisites: prerequisiteColumns,
    changes: changeColumns,
    butlers: butlerColumns,
  },
  bounded: true,
  pressed: { over: 'items', title: 'title', of: 'project' },
  publicly: {
    about: 'things',
    open: [
      'number',
      'title',
      'project',
      'class',
      'phase',
      'stageName',
      'item',
      'department',
      'window',
      'key',
      'butlerKey',
    ],
  },
  derive: deriveProject,
}
