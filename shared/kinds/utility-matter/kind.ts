import { count, flag, minutes, text, workdays } from '../columns.ts'
import { eventColumns, judgedColumns } from '../judged-columns.ts'
import type { Kind } from '../kind.ts'
import { TRADES } from '../utility-firm/trades.ts'
import { deriveMatter } from './derive.ts'
import { GROUPS, MatterFields, STATES, TYPES } from './fields.ts'

/** 停供与过户 (IOC-19): what a utility is to have done by a time. Event: when it stopped, or when the home changed hands. */
export const utilityMatter: Kind = {
  id: 'utility-matter',
  version: 1,
  title: { zh: '水电气暖事项', en: 'matter of a utility' },
  parts: { main: MatterFields },
  columns: [
    ...eventColumns,
    text('number', '编号', 'number'),
    text('title', '事项', 'matter'),
    text('type', '类型', 'type', TYPES),
    text('group', '类别', 'group', GROUPS),
    text('trade', '行业', 'trade', TRADES),
    text('firm', '企业', 'firm'),
    text('department', '责任单位', 'department'),
    text('state', '状态', 'state', STATES),
    text('reason', '原因', 'reason'),
    text('registration', '不动产登记号', 'registration of the home'),
    count('households', '影响户数', 'households', '户'),
    ...judgedColumns,
    flag('provisional', '时限为预估', 'due time provisional'),
    workdays('daysLeft', '剩余工作日', 'working days left'),
    minutes('took', '用时', 'took'),
  ],
  pressed: { title: 'title', of: 'firm' },
  /** A home changed hands, which is somebody's own affair: of it only the firm is told. */
  publicly: { open: ['firm', 'department'] },
  derive: deriveMatter,
}
