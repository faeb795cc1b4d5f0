import { count, instant, list, text } from '../columns.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import type { Column, Kind } from '../kind.ts'
import { deriveSession } from './derive.ts'
import { SessionFields } from './fields.ts'

const columns: readonly Column[] = [
  ...eventColumns,
  text('number', '场次', 'session'),
  text('theme', '主题', 'theme'),
  instant('endsAt', '结束时间', 'ends at'),
  text('state', '状态', 'state', {
    planned: { zh: '待举行', en: 'planned' },
    open: { zh: '进行中', en: 'going on' },
    held: { zh: '已举行', en: 'held' },
    cancelled: { zh: '已取消', en: 'cancelled' },
  }),
  list('enterprises', '企业', 'enterprises'),
  count('firms', '企业数', 'number of enterprises', '家'),
  list('departments', '部门', 'departments'),
  marksColumn,
]

/** 助企亲清下午茶 (HW-01): each Friday some enterprises and departments at one table; what is raised there goes into the ledger. */
export const teaSession: Kind = {
  id: 'tea-session',
  version: 1,
  title: { zh: '亲清下午茶', en: 'tea session' },
  parts: { main: SessionFields },
  columns,
  // Some two hundred in four years.
  bounded: true,
  publicly: { about: 'things', open: ['number', 'theme', 'departments'] },
  derive: deriveSession,
}
