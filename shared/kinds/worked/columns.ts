import { flag, instant, text } from '../columns.ts'
import { told } from '../fields.ts'
import { eventColumns } from '../judged-columns.ts'
import type { Codes, Column, Row } from '../kind.ts'
import type { Course, Entry } from './course.ts'
import type { WorkEvent, WorkState } from './life.ts'

const STATES: Codes & { readonly [state in WorkState]: Codes[string] } = {
  waiting: { zh: '待接办', en: 'to be taken up' },
  working: { zh: '办理中', en: 'being worked on' },
  handedBack: { zh: '已退回', en: 'handed back' },
  answered: { zh: '待确认', en: 'to be confirmed' },
  settled: { zh: '待销号', en: 'to be struck off' },
  struck: { zh: '已销号', en: 'struck off' },
  closed: { zh: '台账已结', en: 'over by its own ledger' },
}

const ENTRIES: Codes & { readonly [type in WorkEvent]: Codes[string] } = {
  entered: { zh: '列入台账', en: 'entered' },
  taken: { zh: '接办', en: 'taken up' },
  noted: { zh: '记录', en: 'noted' },
  moved: { zh: '转入下一环节', en: 'moved on' },
  extended: { zh: '延长时限', en: 'given longer' },
  answered: { zh: '办结', en: 'answered' },
  handedBack: { zh: '退回', en: 'handed back' },
  assigned: { zh: '改派', en: 'assigned' },
  confirmed: { zh: '确认', en: 'confirmed' },
  returned: { zh: '退回重办', en: 'sent back' },
  struck: { zh: '销号', en: 'struck off' },
  closed: { zh: '台账办结', en: 'over by its own ledger' },
}

/** What a kind says of the work on its things. Nobody has worked on it: `work` is unknown. */
export const workColumns: readonly Column[] = [
  text('work', '办理', 'work', STATES),
  text('workStage', '办理环节', 'stage of the work'),
  instant('takenAt', '接办时间', 'taken up at'),
]

/** The history of the work, as inner rows. */
export const workEntryColumns: readonly Column[] = [
  text('key', '序号', 'key'),
  ...eventColumns,
  text('number', '编号', 'number'),
  text('title', '事项', 'entry'),
  text('type', '步骤', 'step', ENTRIES),
  text('role', '岗位', 'post', {
    leader: { zh: '领导', en: 'leader' },
    officer: { zh: '部门', en: 'department' },
  }),
  text('department', '部门', 'department'),
  text('place', '所辖区划', 'area of the post'),
  text('stage', '环节', 'stage'),
  text('to', '改派至', 'assigned to'),
  text('parent', '对应编号', 'met by'),
  text('text', '内容', 'text'),
  flag('irregular', '流程异常', 'irregular course'),
]

export const workRow = ({ way, state, stage, takenAt }: Course): Row =>
  way === null ? { work: null, workStage: null, takenAt: null } : { work: state, workStage: stage, takenAt }

/** `about`: which entry it is, in columns that its kind has for that. Of what nobody worked on there is nothing to be told. */
export const workRows = (about: Row, { entries, way }: Course): { readonly steps: readonly Row[] } => ({
  steps: way === null ? [] : entries.map(entry => ({ ...about, ...workEntryRow(entry) })),
})

export const workEntryRow = ({ key, type, at, fields, irregular }: Entry): Row => ({
  ...{ key, event: at, type, role: told(fields?.role), department: told(fields?.department) },
  ...{ place: told(fields?.place), stage: told(fields?.stage), to: told(fields?.to) },
  ...{ parent: told(fields?.parent), text: told(fields?.text), irregular },
})
