import { count, fewFlag, flag, instant, text } from '../columns.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import type { Column, Kind } from '../kind.ts'
import { deriveShare } from './derive.ts'
import { ShareFields } from './fields.ts'

const columns: readonly Column[] = [
  ...eventColumns,
  text('code', '编号', 'number'),
  text('title', '共享车场', 'car park'),
  text('unit', '单位', 'unit'),
  count('bays', '开放泊位', 'bays opened', '个'),
  text('state', '状态', 'state', {
    open: { zh: '开放中', en: 'open' },
    closed: { zh: '未到时段', en: 'not now' },
    suspended: { zh: '暂停', en: 'suspended' },
  }),
  fewFlag('open', '开放中', 'open now'),
  instant('from', '本时段开始', 'begins'),
  instant('until', '本时段结束', 'ends'),
  instant('asOf', '登记截至', 'as of'),
  marksColumn,
]

const hours: readonly Column[] = [
  ...eventColumns,
  text('key', '时段键', 'key of the hour'),
  text('day', '日期', 'day'),
  text('hour', '时', 'hour'),
  flag('open', '开放', 'open'),
  count('bays', '开放泊位', 'bays open', '个'),
]

export const shareWindow: Kind = {
  id: 'share-window',
  version: 1,
  title: { zh: '错峰共享', en: 'shared bays' },
  parts: { main: ShareFields },
  columns,
  inner: { slots: hours },
  bounded: true,
  publicly: { about: 'things', open: ['code', 'title', 'unit', 'key', 'day', 'hour'] },
  derive: deriveShare,
}
