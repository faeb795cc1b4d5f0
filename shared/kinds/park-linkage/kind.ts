import { count, fewFlag, flag, instant, number, text } from '../columns.ts'
import { eventColumns, lightColumn, marksColumn } from '../judged-columns.ts'
import type { Codes, Column, Kind } from '../kind.ts'
import { deriveLinkage } from './derive.ts'
import { AlarmFields, AnswerFields } from './fields.ts'
import { ANSWERING, SORTS, SYSTEMS } from './plan.ts'

const STATES: Codes = {
  answered: { zh: '已应答', en: 'answered' },
  late: { zh: '超时应答', en: 'answered late' },
  waiting: { zh: '待应答', en: 'awaited' },
  silent: { zh: '未应答', en: 'no answer' },
  none: { zh: '不涉及', en: 'not asked' },
}

const SECONDS = { zh: '秒', en: 's' }
const seconds = (name: string, zh: string, en: string): Column => number(name, zh, en, SECONDS, 1000)

const columns: readonly Column[] = [
  ...eventColumns,
  text('number', '报警编号', 'alarm'),
  text('title', '报警', 'sort of alarm'),
  text('sort', '类型', 'sort', SORTS),
  text('tag', '点位', 'point'),
  fewFlag('open', '报警中', 'going on'),
  fewFlag('recent', '近七日', 'of the last seven days'),
  instant('endedAt', '报警解除', 'over at'),
  count('asked', '应联动系统', 'systems asked', '个'),
  count('answered', '已应答', 'answered', '个'),
  count('silent', '未应答', 'no answer', '个'),
  flag('unanswered', '有系统未应答', 'some gave no answer'),
  count('late', '超时应答', 'answered late', '个'),
  lightColumn,
  flag('due', '已可判', 'can be judged'),
  flag('onTime', '全部按时应答', 'all answered in time'),
  seconds('firstMs', '首个应答', 'first answer after'),
  seconds('lastMs', '最后应答', 'last answer after'),
  ...ANSWERING.flatMap(system => {
    const { zh, en } = SYSTEMS[system]
    return [text(system, zh, en, STATES), seconds(`${system}Ms`, `${zh}用时`, `${en} after`)]
  }),
  marksColumn,
]

const steps: readonly Column[] = [
  ...eventColumns,
  text('key', '系统键', 'key of the system'),
  text('number', '报警编号', 'alarm'),
  text('sort', '类型', 'sort', SORTS),
  text('system', '系统', 'system', SYSTEMS),
  text('device', '设备', 'device'),
  text('action', '动作', 'what it did'),
  instant('at', '应答时间', 'answered at'),
  text('state', '状态', 'state', STATES),
  seconds('tookMs', '用时', 'after'),
  seconds('limitMs', '时限', 'limit'),
  flag('due', '已可判', 'can be judged'),
  flag('onTime', '按时应答', 'answered in time'),
]

export const parkLinkage: Kind = {
  id: 'park-linkage',
  version: 1,
  title: { zh: '园区联动', en: 'park: linkage' },
  parts: { main: AlarmFields, 'answer:': AnswerFields },
  columns,
  inner: { steps },
  publicly: { about: 'things', open: ['number', 'title', 'tag', 'key', 'device', 'action'] },
  derive: deriveLinkage,
}
