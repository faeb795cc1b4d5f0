import { told } from '../fields.ts'
import type { Derived, Part, Row, Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { isNewer } from '../newest.ts'
import type { DutyFields, ReportFields } from './fields.ts'
import { reportLifeOf } from './life.ts'

const PREFIX = 'main:'
const RIDER = '骑手'

/** A report of the grid, or the duty of a role. Nothing about either follows from time alone. */
export function deriveReport(thing: Thing): Derived | null {
  const part = newestOf(thing)
  if (part === null) return null
  const { onDuty } = part.fields as unknown as DutyFields
  const row = typeof onDuty === 'number' ? dutyRow(part) : reportRow(part)
  return { area: part.area, row, nextAt: null }
}

/** A patrol that turns into an event is told under another part: the newest stands. */
function newestOf({ parts }: Thing): Part | null {
  let newest: Part | null = null
  for (const name of Object.keys(parts)) {
    const part = parts[name] as Part
    if (!name.startsWith(PREFIX) || part.op === 'drop') continue
    if (newest === null || isNewer(part, newest)) newest = part
  }
  return newest
}

const NO_REPORT = {
  number: null,
  reporter: null,
  rider: null,
  category: null,
  level: null,
  state: null,
  outcome: null,
  open: null,
  answered: null,
  upgradedTo: null,
  upgradedNo: null,
  uploadedAt: null,
  triagedAt: null,
  decidedAt: null,
  answeredAt: null,
  triageMs: null,
  answerMs: null,
  delayMs: null,
}

function dutyRow(part: Part): Row {
  const { total, onDuty } = part.fields as unknown as DutyFields
  const marks = marksOf(part, false, false)
  return { ...headOf(part), type: 'duty', ...NO_REPORT, total, onDuty, marks }
}

const headOf = ({ event, area }: Part) => ({ event, kind: 'grid-report', area })

const since = (at: number | null, from: number | null): number | null =>
  at === null || from === null || at < from ? null : at - from

function reportRow(part: Part): Row {
  const fields = part.fields as unknown as ReportFields
  const life = reportLifeOf(fields.history, part.event)
  const reporter = told(fields.reporterType)
  const uploadedAt = told(fields.uploadedAt)
  const answered = life.state === 'feedback_sent'
  return {
    ...headOf(part),
    type: fields.type ?? 'event',
    number: fields.reportNo,
    reporter,
    rider: reporter === null ? null : reporter === RIDER,
    category: told(fields.category),
    level: told(fields.level),
    state: life.state,
    outcome: life.outcome,
    open: !answered,
    answered,
    upgradedTo: told(fields.upgradedTo),
    upgradedNo: told(fields.upgradedNo),
    uploadedAt,
    triagedAt: life.triagedAt,
    decidedAt: life.decidedAt,
    answeredAt: life.answeredAt,
    // What came late was not slow to be looked at: the community could not know.
    triageMs: since(life.triagedAt, uploadedAt ?? part.event),
    answerMs: since(life.answeredAt, uploadedAt ?? part.event),
    delayMs: since(uploadedAt, part.event),
    total: null,
    onDuty: null,
    marks: marksOf(part, life.irregular, life.impossible),
  }
}
