import { fewFlag, flag, instant, minutes, text } from '../columns.ts'
import { eventColumns, lightColumn, marksColumn } from '../judged-columns.ts'
import type { Column, Kind } from '../kind.ts'
import { deriveTurnout } from './derive.ts'
import { SORTS, TurnoutFields } from './fields.ts'

const columns: readonly Column[] = [
  ...eventColumns,
  text('number', '接警编号', 'call'),
  text('title', '警情', 'sort of call'),
  text('sort', '类型', 'sort', SORTS),
  text('station', '出动队站', 'station'),
  text('state', '状态', 'state', {
    out: { zh: '出动中', en: 'on its way' },
    there: { zh: '已到场', en: 'there' },
    over: { zh: '已结束', en: 'over' },
  }),
  fewFlag('open', '未结束', 'not over'),
  lightColumn,
  instant('dispatchedAt', '出动时间', 'turned out at'),
  instant('arrivedAt', '到场时间', 'there at'),
  instant('endedAt', '结束时间', 'over at'),
  minutes('travelMs', '出动至到场', 'from turning out to being there'),
  minutes('responseMs', '接警至到场', 'from the call to being there'),
  flag('due', '到场已可判', 'can be judged'),
  flag('onTime', '15分钟内到场', 'there within 15 minutes'),
  fewFlag('late', '超时未到场', 'late and not there'),
  marksColumn,
]

export const rescueTurnout: Kind = {
  id: 'rescue-turnout',
  version: 1,
  title: { zh: '出警', en: 'turnout' },
  parts: { main: TurnoutFields },
  columns,
  // Whose call it was nobody is told: on public screens it has no number, and lies in its town.
  publicly: { about: 'things', nameless: true, open: ['title', 'station'] },
  derive: deriveTurnout,
}
