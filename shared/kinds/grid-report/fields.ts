import { Type, type Static } from 'typebox'
import { Code, Count, exact, Instant, Name, oneOf, optional, Prose } from '../fields.ts'
import { REPORT_STATES } from './report-state.ts'

const HistoryEntry = Type.Object(
  {
    status: oneOf(REPORT_STATES),
    /** Null where the upstream wrote a time that is none. */
    at: Type.Union([Instant, Type.Null()]),
  },
  exact,
)
const History = Type.Array(HistoryEntry, { maxItems: 100 })

/** One upstream tells both of reports and of who is on duty; a mapping fills what its record has. */
const common = {
  type: optional(oneOf(['event', 'patrol'])),
  reportNo: optional(Code),
  reporterType: optional(Name),
  category: optional(Name),
  /** 1 一般, 2 较急, 3 紧急. */
  level: optional(Count),
  description: optional(Prose),
  address: optional(Name),
  gridCode: optional(Code),
  uploadedAt: optional(Instant),
  point: optional(Type.Object({ lon: Type.Number(), lat: Type.Number() }, exact)),
  /** The system it was passed up to, and the number it has there. */
  upgradedTo: optional(Code),
  upgradedNo: optional(Code),
  history: optional(History),
  total: optional(Count),
  onDuty: optional(Count),
}

/** A whole report; its business time is when it was written, which may be days before it came. */
export const ReportFields = Type.Object({ ...common, reportNo: Code, history: History }, exact)
export type ReportFields = Static<typeof ReportFields>

/** How many of a role carry the app, and how many of them are out now. */
export const DutyFields = Type.Object({ ...common, total: Count, onDuty: Count }, exact)
export type DutyFields = Static<typeof DutyFields>

export type ReportEntry = Static<typeof HistoryEntry>
