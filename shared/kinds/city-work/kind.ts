import { count, instant, number, text, workdays } from '../columns.ts'
import { eventColumns, judgedColumns } from '../judged-columns.ts'
import type { Kind } from '../kind.ts'
import { GROUPS, TYPES } from './codes.ts'
import { deriveWork, STATES } from './derive.ts'
import { WorkFields } from './fields.ts'

/** 城建工程 (IOC-08): a building site, a municipal work or a renovation of old housing. Event: the day it was announced. */
export const cityWork: Kind = {
  id: 'city-work',
  version: 1,
  title: { zh: '城建工程', en: 'work of the city' },
  parts: { main: WorkFields },
  columns: [
    ...eventColumns,
    text('number', '工程编号', 'number'),
    text('title', '工程', 'work'),
    text('type', '类型', 'type', TYPES),
    text('group', '类别', 'group', GROUPS),
    text('state', '状态', 'state', STATES),
    text('stage', '施工阶段', 'stage'),
    number('percent', '形象进度', 'done', { zh: '%', en: '%' }),
    text('department', '责任单位', 'department'),
    text('builder', '施工单位', 'builder'),
    text('device', '扬尘监测点', 'dust monitor'),
    count('households', '惠及户数', 'households', '户'),
    instant('beganAt', '开工时间', 'begun'),
    ...judgedColumns,
    workdays('daysLeft', '剩余工作日', 'working days left'),
  ],
  /** Some hundreds of works in all; none of them is anybody's. */
  bounded: true,
  pressed: { title: 'title' },
  publicly: { about: 'things', open: ['number', 'title', 'stage', 'department', 'builder', 'device'] },
  derive: deriveWork,
}
