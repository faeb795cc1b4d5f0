import { count, flag, number, text } from '../columns.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import type { Codes, Column, Kind } from '../kind.ts'
import { deriveItem } from './derive.ts'
import { ItemFields } from './fields.ts'

export const TYPE_CODES: Codes = {
  immediate: { zh: '即办件', en: 'on the spot' },
  promised: { zh: '承诺件', en: 'with a promised time' },
  other: { zh: '其他', en: 'other' },
}

const limit = (name: string, zh: string, en: string): Column =>
  number(name, zh, en, { zh: '工作日', en: 'working days' }, 100)

export const serviceItem: Kind = {
  id: 'service-item',
  version: 1,
  title: { zh: '政务服务事项', en: 'government service item' },
  parts: { main: ItemFields },
  columns: [
    ...eventColumns,
    text('taskCode', '实施编码', 'task code'),
    text('title', '事项名称', 'name'),
    text('taskType', '事项类型', 'type of power'),
    text('type', '办件类型', 'type of case', TYPE_CODES),
    text('department', '实施部门', 'department'),
    flag('inForce', '在用', 'in force'),
    limit('statutoryDays', '法定办结时限', 'statutory limit'),
    limit('promisedDays', '承诺办结时限', 'promised limit'),
    limit('savedDays', '压缩时限', 'time saved'),
    count('visits', '到现场次数', 'visits', '次'),
    flag('online', '网上可办', 'can be done online'),
    flag('inHall', '进驻大厅', 'in the hall'),
    count('steps', '办理环节', 'steps', '个'),
    flag('commitment', '告知承诺', 'by commitment'),
    text('delegatedTo', '赋权对象', 'delegated to'),
    flag('delegated', '已赋权', 'delegated'),
    marksColumn,
  ],
  bounded: true,
  publicly: { about: 'things', open: ['title', 'taskType', 'department', 'delegatedTo'] },
  derive: deriveItem,
}
