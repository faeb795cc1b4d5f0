import { count, fewFlag, flag, instant, list, text, workdays } from '../columns.ts'
import { eventColumns, lightColumn, marksColumn, riskColumn } from '../judged-columns.ts'
import type { Codes, Column, Kind } from '../kind.ts'
import { deriveSession } from './derive.ts'
import { SessionFields, StepFields } from './fields.ts'

const STATES: Codes = {
  planned: { zh: '待举行', en: 'planned' },
  open: { zh: '进行中', en: 'going on' },
  held: { zh: '已举行', en: 'held' },
  closed: { zh: '已办结', en: 'closed' },
  cancelled: { zh: '已取消', en: 'cancelled' },
}

const AWAITED: Codes = {
  holding: { zh: '举行', en: 'its day' },
  minutes: { zh: '纪要', en: 'minutes' },
  closing: { zh: '办结', en: 'closing' },
  nothing: { zh: '无', en: 'nothing' },
}

const ENTRIES: Codes = {
  planned: { zh: '排定', en: 'planned' },
  held: { zh: '登记纪要', en: 'minutes written' },
  closed: { zh: '办结', en: 'closed' },
  cancelled: { zh: '取消', en: 'cancelled' },
}

const about: readonly Column[] = [
  ...eventColumns,
  text('number', '场次', 'session'),
  text('theme', '主题', 'theme'),
]
const attended = list('attended', '到场企业', 'who came')

const entryColumns: readonly Column[] = [
  text('key', '序号', 'key'),
  ...about,
  text('type', '环节', 'step', ENTRIES),
  text('role', '岗位', 'post', {
    leader: { zh: '领导', en: 'leader' },
    officer: { zh: '部门', en: 'department' },
  }),
  text('department', '部门', 'department'),
  text('place', '所辖区划', 'area of the post'),
  text('text', '内容', 'text'),
  attended,
  flag('irregular', '流程异常', 'irregular course'),
]

const columns: readonly Column[] = [
  ...about,
  instant('endsAt', '结束时间', 'ends at'),
  text('venue', '地点', 'place'),
  text('host', '主持', 'led by'),
  text('state', '状态', 'state', STATES),
  text('awaits', '等待', 'waits for', AWAITED),
  list('enterprises', '企业', 'enterprises'),
  count('firms', '企业数', 'number of enterprises', '家'),
  list('departments', '部门', 'departments'),
  text('department', '承办部门', 'kept by'),
  flag('took', '已举行', 'took place'),
  fewFlag('open', '未办结', 'open'),
  lightColumn,
  riskColumn,
  flag('provisional', '时限为预估', 'due time provisional'),
  fewFlag('overdue', '当前超时', 'overdue now'),
  instant('dueAt', '当前时限', 'due'),
  workdays('daysLeft', '剩余工作日', 'working days left'),
  attended,
  count('came', '到场企业数', 'how many came', '家'),
  instant('minutedAt', '纪要时间', 'minutes written at'),
  instant('closedAt', '办结时间', 'closed at'),
  count('step', '步骤', 'step', '步'),
  marksColumn,
]

/**
 * 助企亲清下午茶 (HW-01): each Friday some enterprises and departments at one table. What is raised there goes into the ledger, and the
 * session is closed when all of it is struck off or handed on.
 */
export const teaSession: Kind = {
  id: 'tea-session',
  version: 1,
  title: { zh: '亲清下午茶', en: 'tea session' },
  parts: { main: SessionFields, 'step:': StepFields },
  columns,
  inner: { steps: entryColumns },
  pressed: { title: 'theme' },
  // Some two hundred in four years.
  bounded: true,
  publicly: { about: 'things', open: ['number', 'theme', 'departments', 'department'] },
  derive: deriveSession,
}
