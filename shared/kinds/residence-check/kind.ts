import { count, flag, instant, text, workdays } from '../columns.ts'
import { eventColumns, judgedColumns } from '../judged-columns.ts'
import type { Kind } from '../kind.ts'
import { RESULTS, SOURCES, TYPES } from './codes.ts'
import { deriveCheck, STATES } from './derive.ts'
import { CheckFields } from './fields.ts'

/** 人房核查 (IOC-11): what the grid is to look at again, so that the register of people and homes stays right. Event: when it was given out. */
export const residenceCheck: Kind = {
  id: 'residence-check',
  version: 1,
  title: { zh: '人房核查', en: 'check of the register of people and homes' },
  parts: { main: CheckFields },
  columns: [
    ...eventColumns,
    text('number', '任务编号', 'number'),
    text('title', '任务', 'task'),
    text('type', '类型', 'type', TYPES),
    text('source', '来源', 'source', SOURCES),
    text('department', '核查单位', 'department'),
    text('state', '状态', 'state', STATES),
    text('result', '结果', 'result', RESULTS),
    instant('takenAt', '签收时间', 'taken on'),
    ...judgedColumns,
    flag('provisional', '时限为预估', 'due time provisional'),
    workdays('daysLeft', '剩余工作日', 'working days left'),
    count('visits', '入户次数', 'visits', '次'),
  ],
  pressed: { title: 'title' },
  /** Somebody lives there: few of them are not told as a number, and nothing of where is. */
  publicly: { open: ['department'] },
  derive: deriveCheck,
}
