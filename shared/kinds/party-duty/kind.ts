import { Type, type Static } from 'typebox'
import { dayNumber, startOfDay } from '../../calendar/civil.ts'
import { ordinalOf } from '../branch-ordinal.ts'
import { fewFlag, instant, minutes, number, text } from '../columns.ts'
import { Code, exact, Instant, Name, optional, told } from '../fields.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import { mainPart, type Derived, type Env, type Kind, type Part, type Row, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'

/** A branch signed on in its grid; its business time is when it did. */
export const DutyFields = Type.Object(
  { dutyNo: Code, branch: Code, branchName: optional(Name), until: optional(Instant) },
  exact,
)
type DutyFields = Static<typeof DutyFields>

/** 支部进网格: a branch at work in its grid, from when until when. */
export const partyDuty: Kind = {
  id: 'party-duty',
  version: 1,
  title: { zh: '支部进网格', en: 'branch in its grid' },
  parts: { main: DutyFields },
  columns: [
    ...eventColumns,
    text('number', '值班编号', 'number'),
    text('branch', '党支部编码', 'code of the branch'),
    text('branchName', '党支部', 'branch'),
    number('ordinal', '序号', 'number of the branch', { zh: '', en: '' }),
    fewFlag('onDuty', '此刻在网格', 'in its grid now'),
    instant('until', '离开时间', 'left at'),
    minutes('dutyMs', '在网格时长', 'time in the grid'),
    marksColumn,
  ],
  publicly: { about: 'things', open: ['branch', 'branchName'] },
  derive: deriveDuty,
}

function deriveDuty(thing: Thing, { now }: Env): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as DutyFields
  const since = main.event
  const until = told(fields.until)
  // Who forgets to sign off went home with the day all the same: a grid full of last week's branches would be empty.
  const end = until ?? startOfDay(dayNumber(since) + 1)
  const onDuty = since <= now && now < end
  const forgotten = until === null && now >= end
  const next = now < since ? since : end
  return {
    area: main.area,
    row: rowOf(main, fields, onDuty, forgotten),
    nextAt: end > since && next > now ? next : null,
  }
}

function rowOf(main: Part, fields: DutyFields, onDuty: boolean, forgotten: boolean): Row {
  const until = told(fields.until)
  const impossible = until !== null && until < main.event
  return {
    event: main.event,
    kind: 'party-duty',
    area: main.area,
    number: fields.dutyNo,
    branch: fields.branch,
    branchName: told(fields.branchName),
    ordinal: ordinalOf(fields.branch),
    onDuty,
    until: impossible ? null : until,
    dutyMs: until === null || impossible ? null : until - main.event,
    marks: marksOf(main, forgotten, impossible),
  }
}
