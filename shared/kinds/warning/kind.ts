import { fewFlag, flag, instant, number, text, times } from '../columns.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import type { Kind } from '../kind.ts'
import { deriveWarning } from './derive.ts'
import { MessageFields } from './fields.ts'
import { EVENT_CODES, LEVEL_CODES } from './warning-codes.ts'
import { STATE_CODES } from './warning-state.ts'

/** 预警 (CAP 1.2, GB/T 35965): one warning with all its messages, from the alert to its end. */
export const warning: Kind = {
  id: 'warning',
  version: 1,
  title: { zh: '预警', en: 'warning' },
  parts: { 'main:': MessageFields },
  columns: [
    ...eventColumns,
    text('number', '预警编号', 'number'),
    text('state', '状态', 'state', STATE_CODES),
    fewFlag('active', '生效中', 'in force'),
    flag('real', '实际发布', 'meant, no draft or exercise'),
    text('level', '预警级别', 'level', LEVEL_CODES),
    number('rank', '级别序', 'rank of the level', { zh: '级', en: '' }),
    text('eventType', '预警种类', 'type', EVENT_CODES),
    text('eventName', '种类原文', 'type as told'),
    text('title', '标题', 'headline'),
    text('department', '发布单位', 'issued by'),
    text('sender', '发布系统', 'sender'),
    text('areaName', '影响区域', 'area as told'),
    instant('sentAt', '最新消息时间', 'newest message sent'),
    instant('effectiveAt', '生效时间', 'holds from'),
    instant('onsetAt', '预计开始时间', 'onset'),
    instant('expiresAt', '失效时间', 'holds until'),
    instant('endedAt', '结束时间', 'ended'),
    times('updates', '更新次数', 'updates'),
    marksColumn,
  ],
  publicly: { about: 'things', open: ['number', 'title', 'department', 'eventName', 'areaName'] },
  derive: deriveWarning,
}
