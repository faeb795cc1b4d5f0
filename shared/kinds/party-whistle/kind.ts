import { Type, type Static } from 'typebox'
import { fewFlag, flag, instant, minutes, text } from '../columns.ts'
import { Code, exact, Instant, Name, oneOf, optional, told } from '../fields.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import { mainPart, type Derived, type Kind, type Part, type Row, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { WHISTLE_CODES, whistleLife, WHISTLE_STATES } from './life.ts'

/** A grid called for a branch; its business time is that of the call. */
export const WhistleFields = Type.Object(
  {
    whistleNo: Code,
    /** Code of the branch that was called. */
    branch: optional(Code),
    branchName: optional(Name),
    matter: optional(Name),
    state: optional(oneOf(WHISTLE_STATES)),
    reportAt: optional(Instant),
    doneAt: optional(Instant),
  },
  exact,
)
type WhistleFields = Static<typeof WhistleFields>

/** 吹哨报到: what a branch was called to in its grid, and how it went on. */
export const partyWhistle: Kind = {
  id: 'party-whistle',
  version: 1,
  title: { zh: '吹哨报到', en: 'call for a branch' },
  parts: { main: WhistleFields },
  columns: [
    ...eventColumns,
    text('number', '哨单编号', 'number'),
    text('branch', '党支部编码', 'code of the branch'),
    text('branchName', '党支部', 'branch'),
    text('title', '事项', 'matter'),
    text('state', '状态', 'state', WHISTLE_CODES),
    flag('reported', '已报到', 'somebody came'),
    flag('done', '已办结', 'settled'),
    fewFlag('open', '未办结', 'not settled'),
    instant('reportAt', '报到时间', 'came at'),
    instant('doneAt', '办结时间', 'settled at'),
    minutes('reportMs', '报到用时', 'time until somebody came'),
    minutes('doneMs', '办结用时', 'time until settled'),
    marksColumn,
  ],
  publicly: { about: 'things', open: ['branch', 'branchName'] },
  derive: deriveWhistle,
}

function deriveWhistle(thing: Thing): Derived | null {
  const main = mainPart(thing)
  return main === null ? null : { area: main.area, row: rowOf(main), nextAt: null }
}

const since = (at: number | null, from: number): number | null => (at === null ? null : at - from)

function rowOf(main: Part): Row {
  const fields = main.fields as unknown as WhistleFields
  const life = whistleLife({
    state: told(fields.state),
    whistleAt: main.event,
    reportAt: told(fields.reportAt),
    doneAt: told(fields.doneAt),
  })
  return {
    event: main.event,
    kind: 'party-whistle',
    area: main.area,
    number: fields.whistleNo,
    branch: told(fields.branch),
    branchName: told(fields.branchName),
    title: told(fields.matter),
    state: life.state,
    reported: life.state !== 'whistled',
    done: life.state === 'done',
    open: life.state !== 'done',
    reportAt: life.reportAt,
    doneAt: life.doneAt,
    reportMs: since(life.reportAt, main.event),
    doneMs: since(life.doneAt, main.event),
    marks: marksOf(main, life.irregular, life.impossible),
  }
}
