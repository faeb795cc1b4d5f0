import { told } from '../fields.ts'
import type { Part, Row } from '../kind.ts'
import type { Step } from '../steps.ts'
import type { HandledFields, ReportFields } from './fields.ts'
import { moveReport, type ReportState } from './report-state.ts'

/** What happened with a report that was made here, by whom as a post, in the order in which it happened. */
export function entriesOf(main: Part, steps: readonly Step<HandledFields>[]): Row[] {
  const fields = main.fields as unknown as ReportFields
  const head = { kind: 'grid-report', area: main.area, number: fields.reportNo }
  const made = { text: told(fields.description), photo: told(fields.photo), irregular: false }
  const entries: Row[] = [{ key: '1', event: main.event, ...head, type: 'submitted', ...NOBODY, ...made }]
  let state: ReportState = 'submitted'
  for (const { key, at, fields: step } of steps) {
    const move = moveReport(state, step.type)
    state = move.state
    entries.push({ key, event: at, ...head, type: step.type, ...byOf(step), irregular: !move.regular })
  }
  return entries
}

/** Who made it is not in the journal, not even as a post. */
const NOBODY = { role: null, department: null, place: null, upgradedTo: null, upgradedNo: null }

const byOf = (step: HandledFields) => ({
  role: step.role,
  department: told(step.department),
  place: told(step.place),
  text: told(step.text),
  photo: told(step.photo),
  upgradedTo: told(step.upgradedTo),
  upgradedNo: told(step.upgradedNo),
})
