import { Type, type Static } from 'typebox'
import { count, instant, text } from '../columns.ts'
import { Code, Count, exact, Instant, Name, optional, told } from '../fields.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import { mainPart, type Derived, type Kind, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'

/** How often one sort of meeting was held in a unit this month, and how often it should be by the month's end. */
export const ActivityFields = Type.Object(
  {
    /** `2026-11` */
    month: Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' }),
    unit: Code,
    /** 支部党员大会, 支委会, 党小组会, 党课 (三会一课), 主题党日. */
    activity: Name,
    due: optional(Count),
    done: optional(Count),
    asOf: optional(Instant),
  },
  exact,
)
type ActivityFields = Static<typeof ActivityFields>

/** 组织生活 of a unit in a month; each month is a thing of its own. Its business time is the day that was counted last. */
export const partyActivity: Kind = {
  id: 'party-activity',
  version: 1,
  title: { zh: '组织生活', en: 'party meetings' },
  parts: { main: ActivityFields },
  columns: [
    ...eventColumns,
    text('month', '月份', 'month'),
    text('unit', '单位编码', 'code of the unit'),
    text('activity', '活动', 'sort of meeting'),
    count('due', '应开展', 'should be held', '次'),
    count('done', '已开展', 'held', '次'),
    count('missing', '未开展', 'not yet held', '次'),
    instant('asOf', '数据截至', 'as of'),
    marksColumn,
  ],
  bounded: true,
  publicly: { about: 'things', open: ['month', 'unit', 'activity'] },
  derive: deriveActivity,
}

function deriveActivity(thing: Thing): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as ActivityFields
  const [due, done] = [told(fields.due), told(fields.done)]
  return {
    area: main.area,
    row: {
      event: main.event,
      kind: 'party-activity',
      area: main.area,
      month: fields.month,
      unit: fields.unit,
      activity: fields.activity,
      due,
      done,
      missing: due === null || done === null ? null : Math.max(0, due - done),
      asOf: told(fields.asOf),
      marks: marksOf(main, false, false),
    },
    nextAt: null,
  }
}
