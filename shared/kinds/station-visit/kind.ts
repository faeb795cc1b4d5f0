import { count, fewFlag, flag, hours, instant, text } from '../columns.ts'
import { eventColumns, lightColumn, marksColumn, riskColumn } from '../judged-columns.ts'
import type { Codes, Column, Kind } from '../kind.ts'
import { deriveVisit } from './derive.ts'
import { ReceivedFields, StepFields } from './fields.ts'

const SUBJECT_CODES: Codes = {
  question: { zh: '咨询', en: 'question' },
  request: { zh: '诉求', en: 'request' },
  petition: { zh: '来访', en: 'petition' },
  dispute: { zh: '矛盾', en: 'dispute' },
}

const CHANNEL_CODES: Codes = {
  walkIn: { zh: '上门', en: 'walked in' },
  phone: { zh: '电话', en: 'by phone' },
}

const STATES: Codes = {
  received: { zh: '待分流', en: 'received' },
  solving: { zh: '24小时内解决', en: 'being solved' },
  escalated: { zh: '待领导定时限', en: 'with a leader' },
  termed: { zh: '限期办理', en: 'under a term' },
  closed: { zh: '已办结', en: 'closed' },
}

const TRIAGES: Codes = {
  answered: { zh: '当场答复', en: 'answered on the spot' },
  solvable: { zh: '能解决', en: 'can be solved' },
  escalated: { zh: '困难上报', en: 'hard: to a leader' },
}

const ENTRIES: Codes = {
  received: { zh: '接访', en: 'received' },
  ...TRIAGES,
  termed: { zh: '领导定时限', en: 'term set' },
  closed: { zh: '办结', en: 'closed' },
}

const about: readonly Column[] = [
  ...eventColumns,
  text('number', '编号', 'number'),
  text('title', '事由', 'matter'),
]
const department = text('department', '承办部门', 'department')

const entryColumns: readonly Column[] = [
  text('key', '序号', 'key'),
  ...about,
  text('type', '环节', 'step', ENTRIES),
  text('role', '岗位', 'post', {
    leader: { zh: '领导', en: 'leader' },
    officer: { zh: '部门', en: 'department' },
  }),
  department,
  text('place', '所辖区划', 'area of the post'),
  text('text', '内容', 'text'),
  text('to', '交办部门', 'given to'),
  instant('dueAt', '时限', 'until'),
  flag('irregular', '流程异常', 'irregular course'),
]

/** 百姓访谈驿站 (PRV-01): taken in, answered or sent one of three ways, closed. */
export const stationVisit: Kind = {
  id: 'station-visit',
  version: 1,
  title: { zh: '驿站接访', en: 'visit to a station' },
  parts: { main: ReceivedFields, 'step:': StepFields },
  columns: [
    ...about,
    text('subject', '类别', 'subject', SUBJECT_CODES),
    text('channel', '方式', 'channel', CHANNEL_CODES),
    department,
    text('state', '状态', 'state', STATES),
    text('triage', '分流', 'triage', TRIAGES),
    fewFlag('open', '未办结', 'open'),
    lightColumn,
    riskColumn,
    fewFlag('overdue', '当前超时', 'overdue now'),
    instant('dueAt', '当前时限', 'due'),
    instant('closedAt', '办结时间', 'closed at'),
    hours('tookMs', '办理用时', 'time it took'),
    flag('onTime', '按时办结', 'closed in time'),
    instant('solveBy', '24小时时限', 'end of its 24 hours'),
    flag('due', '24小时已到', 'its 24 hours are over'),
    flag('withinDay', '24小时内办结', 'solved within 24 hours'),
    fewFlag('inHand', '本平台在办', 'in hand here'),
    count('step', '步骤', 'step', '步'),
    marksColumn,
  ],
  inner: { steps: entryColumns },
  pressed: { title: 'title' },
  /** Somebody came with what troubles him: few of them are not told as a number, and nothing that was said is. */
  publicly: { open: ['department'] },
  derive: deriveVisit,
}
