import { Type, type Static } from 'typebox'
import { fewFlag, instant, minutes, text } from '../columns.ts'
import { Code, exact, Instant, Name, oneOf, optional, told } from '../fields.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import { mainPart, type Column, type Derived, type Kind, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'

/** 交通事故 (IOC-14): where it was, how grave, and whether the road is free again. Of people nothing is told. */
export const AccidentFields = Type.Object(
  {
    accidentNo: Code,
    road: optional(Name),
    place: Name,
    sort: oneOf(['property', 'injury', 'fatal']),
    occurredAt: Instant,
    reportedAt: optional(Instant),
    clearedAt: optional(Instant),
    state: oneOf(['open', 'cleared', 'withdrawn']),
  },
  exact,
)
type AccidentFields = Static<typeof AccidentFields>

const columns: readonly Column[] = [
  ...eventColumns,
  text('number', '事故编号', 'accident'),
  text('road', '道路', 'road'),
  text('title', '地点', 'place'),
  text('sort', '类型', 'class', {
    property: { zh: '财产损失', en: 'damage only' },
    injury: { zh: '伤人', en: 'injury' },
    fatal: { zh: '亡人', en: 'fatal' },
  }),
  text('state', '状态', 'state', {
    open: { zh: '处置中', en: 'being handled' },
    cleared: { zh: '已撤除', en: 'cleared' },
  }),
  fewFlag('open', '未撤除', 'not cleared'),
  instant('reportedAt', '接报时间', 'reported at'),
  instant('clearedAt', '撤除时间', 'cleared at'),
  minutes('tookMs', '撤除用时', 'time until cleared'),
  marksColumn,
]

export const roadAccident: Kind = {
  id: 'road-accident',
  version: 1,
  title: { zh: '交通事故', en: 'road accident' },
  parts: { main: AccidentFields },
  columns,
  // Drivers are told where a road is blocked; who was in it is not in the record.
  publicly: { about: 'things', open: ['number', 'road', 'title'] },
  derive: deriveAccident,
}

function deriveAccident(thing: Thing): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as AccidentFields
  // There was none.
  if (fields.state === 'withdrawn') return null
  const took = tookOf(fields)
  return {
    area: main.area,
    row: {
      event: main.event,
      kind: 'road-accident',
      area: main.area,
      number: fields.accidentNo,
      road: told(fields.road),
      title: fields.place,
      sort: fields.sort,
      state: fields.state,
      open: fields.state === 'open',
      reportedAt: told(fields.reportedAt),
      clearedAt: told(fields.clearedAt),
      tookMs: took === null || took < 0 ? null : took,
      marks: marksOf(main, false, took !== null && took < 0),
    },
    nextAt: null,
  }
}

/** From when it was reported: what went before nobody could do anything about. */
function tookOf({ occurredAt, reportedAt, clearedAt, state }: AccidentFields): number | null {
  const cleared = told(clearedAt)
  if (state !== 'cleared' || cleared === null) return null
  return cleared - (told(reportedAt) ?? occurredAt)
}
