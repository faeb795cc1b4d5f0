import { Type, type Static } from 'typebox'
import { count, flag, minutes, text } from '../columns.ts'
import { Code, Count, exact, Name, optional, told } from '../fields.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import { mainPart, type Derived, type Kind, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'

/** One zone of the service hall as it was seen last (LYX-11). */
export const QueueFields = Type.Object(
  {
    zoneCode: Code,
    zoneName: Name,
    windows: optional(Count),
    waiting: optional(Count),
    called: optional(Count),
    served: optional(Count),
    /** Milliseconds, mean of those called lately; null when nobody was. */
    waitMs: optional(Count),
    waitLimitMs: optional(Count),
  },
  exact,
)
type QueueFields = Static<typeof QueueFields>

export const hallQueue: Kind = {
  id: 'hall-queue',
  version: 1,
  title: { zh: '大厅专区', en: 'zone of the service hall' },
  parts: { main: QueueFields },
  columns: [
    ...eventColumns,
    text('zone', '专区', 'zone'),
    text('code', '专区编码', 'zone code'),
    count('windows', '开放窗口', 'open windows', '个'),
    flag('staffed', '正在办公', 'open for service'),
    count('waiting', '等候人数', 'people waiting', '人'),
    count('called', '今日叫号', 'called today', '人'),
    count('served', '今日办理', 'served today', '人'),
    minutes('waitMs', '平均等候', 'mean wait'),
    minutes('waitLimitMs', '等候上限', 'limit of the wait'),
    flag('tooLong', '等候超限', 'wait over its limit'),
    marksColumn,
  ],
  bounded: true,
  publicly: { about: 'things', open: ['zone', 'code'] },
  derive: deriveQueue,
}

function deriveQueue(thing: Thing): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as QueueFields
  const windows = told(fields.windows)
  const waitMs = told(fields.waitMs)
  const limit = told(fields.waitLimitMs)
  return {
    area: main.area,
    row: {
      event: main.event,
      kind: 'hall-queue',
      area: main.area,
      zone: fields.zoneName,
      code: fields.zoneCode,
      windows,
      staffed: windows === null ? null : windows > 0,
      waiting: told(fields.waiting),
      called: told(fields.called),
      served: told(fields.served),
      waitMs,
      waitLimitMs: limit,
      tooLong: waitMs === null || limit === null ? null : waitMs > limit,
      marks: marksOf(main, false, false),
    },
    nextAt: null,
  }
}
