import { minutes, text } from '../columns.ts'
import { eventColumns, judgedColumns } from '../judged-columns.ts'
import type { Kind } from '../kind.ts'
import { LEVELS, STATES } from './codes.ts'
import { deriveOccurrence } from './derive.ts'
import { OccurrenceFields } from './fields.ts'

/**
 * 通用事件: something with a place and a level that an upstream tells of which no kind of its own knows. With it a new upstream comes to the
 * wall without a developer; what has a course of its own (a case, a warning) wants a kind of its own.
 */
export const occurrence: Kind = {
  id: 'occurrence',
  version: 1,
  title: { zh: '通用事件', en: 'occurrence' },
  parts: { main: OccurrenceFields },
  columns: [
    ...eventColumns,
    text('system', '来源系统', 'system'),
    text('number', '编号', 'number'),
    text('title', '事件', 'occurrence'),
    text('type', '类型', 'type'),
    text('level', '级别', 'level', LEVELS),
    text('place', '地点', 'place'),
    text('department', '责任单位', 'department'),
    text('state', '状态', 'state', STATES),
    minutes('takenAfter', '响应用时', 'time to take on'),
    minutes('doneAfter', '处置用时', 'time to end'),
    ...judgedColumns,
  ],
  pressed: { title: 'title' },
  derive: deriveOccurrence,
}
