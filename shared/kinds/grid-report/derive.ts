import { told } from '../fields.ts'
import type { Derived, Env, Part, Row, Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { isNewer } from '../newest.ts'
import { instantAfter, isOver } from '../next-at.ts'
import { stepsOf, type Step } from '../steps.ts'
import { entriesOf } from './entries.ts'
import type { DutyFields, HandledFields, ReportFields } from './fields.ts'
import { reportLifeOf } from './life.ts'

const PREFIX = 'main:'
const RIDER = '骑手'

/** A report of the grid, or the duty of a role. What was made here is answered by an instant; nothing else follows from time alone. */
export function deriveReport(thing: Thing, { now }: Env): Derived | null {
  const part = newestOf(thing)
  if (part === null) return null
  const { area } = part
  const { onDuty } = part.fields as unknown as DutyFields
  if (typeof onDuty === 'number') return { area, row: dutyRow(part), rows: NO_ROWS, nextAt: null }
  const isOwn = typeof part.fields['action'] === 'string'
  const steps = isOwn ? stepsOf<HandledFields>(thing) : NO_STEPS
  const row = reportRow(part, steps, now)
  const nextAt = row['open'] === true ? instantAfter(row['dueAt'] as number | null, now) : null
  return { area, row, rows: isOwn ? { steps: entriesOf(part, steps) } : NO_ROWS, nextAt }
}

/** Only what was made here is worked with here. */
const NO_STEPS: readonly Step<HandledFields>[] = []
const NO_ROWS = { steps: [] }

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
  department: null,
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
  own: null,
  photo: null,
  answer: null,
  overdue: null,
  dueAt: null,
  step: null,
}

function dutyRow(part: Part): Row {
  const { total, onDuty } = part.fields as unknown as DutyFields
  const marks = marksOf(part, false, false)
  return { ...headOf(part), type: 'duty', ...NO_REPORT, total, onDuty, marks }
}

const headOf = ({ event, area }: Part) => ({ event, kind: 'grid-report', area })

const since = (at: number | null, from: number | null): number | null =>
  at === null || from === null || at < from ? null : at - from

/** What somebody said last of a report that was made here: where it went, and what whoever made it was told. */
function saidOf(fields: ReportFields, steps: readonly Step<HandledFields>[]) {
  let upgraded: Pick<HandledFields, 'upgradedTo' | 'upgradedNo'> = fields
  let answer: string | null = null
  for (const { fields: step } of steps) {
    if (step.type === 'upgraded') upgraded = step
    if (step.type === 'feedback_sent') answer = told(step.text)
  }
  return { upgradedTo: told(upgraded.upgradedTo), upgradedNo: told(upgraded.upgradedNo), answer }
}

/** Who answers for it; of one of which nobody said, whoever did something with it last. */
const departmentOf = ({ office }: ReportFields, steps: readonly Step<HandledFields>[]): string | null =>
  told(office) ?? steps.reduce<string | null>((last, { fields }) => told(fields.department) ?? last, null)

/** What is known only of a report that was made here. */
function ownOf(fields: ReportFields, steps: readonly Step<HandledFields>[], open: boolean, now: number) {
  const dueAt = told(fields.answerBy)
  return {
    own: told(fields.action) !== null,
    photo: told(fields.photo),
    overdue: open && isOver(dueAt, now),
    dueAt,
    step: steps.reduce((most, { fields: { step } }) => Math.max(most, step), 1),
  }
}

function reportRow(part: Part, steps: readonly Step<HandledFields>[], now: number): Row {
  const fields = part.fields as unknown as ReportFields
  const handled = steps.map(step => ({ status: step.fields.type, at: step.at }))
  const life = reportLifeOf(
    handled.length === 0 ? fields.history : [...fields.history, ...handled],
    part.event,
  )
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
    ...saidOf(fields, steps),
    department: departmentOf(fields, steps),
    uploadedAt,
    triagedAt: life.triagedAt,
    decidedAt: life.decidedAt,
    answeredAt: life.answeredAt,
    // What came late was not slow to be looked at: the community could not know.
    triageMs: since(life.triagedAt, uploadedAt ?? part.event),
    answerMs: since(life.answeredAt, uploadedAt ?? part.event),
    delayMs: since(uploadedAt, part.event),
    ...ownOf(fields, steps, !answered, now),
    total: null,
    onDuty: null,
    marks: marksOf(part, life.irregular, life.impossible),
  }
}
