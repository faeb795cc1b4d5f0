import { Type, type Static } from 'typebox'
import { Code, Count, exact, Instant, Name, oneOf, optional, Prose } from '../fields.ts'
import { LONGEST_WORDS } from './longest-words.ts'
import { HANDLED, REPORT_STATES } from './report-state.ts'

const HistoryEntry = Type.Object(
  {
    status: oneOf(REPORT_STATES),
    /** Null where the upstream wrote a time that is none. */
    at: Type.Union([Instant, Type.Null()]),
  },
  exact,
)
const History = Type.Array(HistoryEntry, { maxItems: 100 })

const Words = Type.String({ minLength: 1, maxLength: LONGEST_WORDS })
/** A photo is called by what it is: its digest (server/photos). */
const Photo = Type.String({ pattern: '^[0-9a-f]{64}$' })

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
  /** Of a report that was made here: its photo, by when whoever made it is answered, and who answers for that. */
  photo: optional(Photo),
  answerBy: optional(Instant),
  /** The department that answers for it. */
  office: optional(Name),
  action: optional(Code),
}

/** A whole report; its business time is when it was written, which may be days before it came. */
export const ReportFields = Type.Object({ ...common, reportNo: Code, history: History }, exact)
export type ReportFields = Static<typeof ReportFields>

/** How many of a role carry the app, and how many of them are out now. */
export const DutyFields = Type.Object({ ...common, total: Count, onDuty: Count }, exact)
export type DutyFields = Static<typeof DutyFields>

/** One step that somebody took with a report that was made here, after the report itself, which is the first. */
export const HandledFields = Type.Object(
  {
    /** Its place in the course of the report. */
    step: Type.Integer({ minimum: 2, maximum: 999 }),
    type: oneOf(HANDLED),
    text: optional(Words),
    photo: optional(Photo),
    upgradedTo: optional(Code),
    upgradedNo: optional(Code),
    /** Who did it, as a post: a person's account stands in the audit and never here. */
    role: oneOf(['leader', 'officer']),
    department: optional(Name),
    place: optional(Code),
    /** The id that the client made for this action: the same one again is the same action. */
    action: Code,
  },
  exact,
)
export type HandledFields = Static<typeof HandledFields>

export type ReportEntry = Static<typeof HistoryEntry>
