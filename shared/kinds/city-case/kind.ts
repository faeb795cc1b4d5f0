import { count, fewFlag, flag, hours, instant, number, text, times } from '../columns.ts'
import { eventColumns, judgedColumns } from '../judged-columns.ts'
import type { Kind } from '../kind.ts'
import { RECURRENCE, RecurrenceFields } from '../recurring.ts'
import { STAGE_CODES } from './case-state.ts'
import { deriveCase } from './derive.ts'
import { CaseFields, NightlyFields } from './fields.ts'
import { recurringCase } from './recurring.ts'

export const cityCase: Kind = {
  id: 'city-case',
  version: 2,
  title: { zh: '城市管理案件', en: 'city management case' },
  parts: { main: CaseFields, 'main:': NightlyFields, [RECURRENCE]: RecurrenceFields },
  columns: [
    ...eventColumns,
    text('number', '任务号', 'case number'),
    text('title', '问题', 'matter'),
    text('problemType', '问题类型', 'type of problem'),
    text('mainName', '大类', 'main class'),
    text('subName', '小类', 'class'),
    count('level', '级别', 'level', '级'),
    text('source', '问题来源', 'source'),
    text('department', '处置部门', 'department'),
    text('state', '当前阶段', 'stage', STAGE_CODES),
    count('reached', '到达环节', 'stage reached', '环节'),
    instant('acceptedAt', '受理时间', 'accepted at'),
    instant('filedAt', '立案时间', 'filed at'),
    instant('dispatchedAt', '派遣时间', 'dispatched at'),
    instant('begunAt', '处置开始时间', 'begun at'),
    instant('disposedAt', '处置时间', 'dealt with at'),
    instant('checkedAt', '核查时间', 'checked at'),
    instant('closedAt', '结案时间', 'closed at'),
    hours('disposalMs', '处置用时', 'time to deal with it'),
    number('limitShare', '用时占时限', 'share of the limit used', { zh: '%', en: '%' }),
    ...judgedColumns,
    flag('ownEyes', '主动发现', 'found by the city itself'),
    times('reworks', '返工次数', 'reworked'),
    times('delays', '延期次数', 'extended'),
    times('returns', '退单次数', 'returned'),
    fewFlag('hung', '挂账', 'shelved'),
    flag('recurs', '同地复发', 'recurs'),
    count('alike', '近旁同类(不少于)', 'alike nearby, at least', '件'),
  ],
  pressed: { title: 'title' },
  publicly: { open: ['problemType', 'mainName', 'subName', 'source', 'department'] },
  recurring: recurringCase,
  derive: deriveCase,
}
