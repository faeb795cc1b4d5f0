import { Type, type Static } from 'typebox'
import { Code, Count, exact, Instant, Name, oneOf, optional, Prose } from '../fields.ts'
import { CASE_ACTIONS, CASE_STAGES } from './case-state.ts'

const HistoryEntry = Type.Object(
  {
    action: oneOf(CASE_ACTIONS),
    /** Null where the upstream wrote a time that is none. */
    at: Type.Union([Instant, Type.Null()]),
  },
  exact,
)

/** What both the query and the night's file say of a case. */
const said = {
  caseNo: Code,
  /** 部件 or 事件. */
  problemType: optional(Name),
  mainName: optional(Name),
  subName: optional(Name),
  source: optional(Name),
  description: optional(Prose),
  address: optional(Name),
  department: optional(Name),
  disposeDueAt: optional(Instant),
  closedAt: optional(Instant),
  point: optional(Type.Object({ lon: Type.Number(), lat: Type.Number() }, exact)),
}

/** A whole case as 数字城管 tells it when it is asked; its business time is when it was reported. */
export const CaseFields = Type.Object(
  {
    ...said,
    /** 1 一般, 2 较急, 3 紧急. */
    level: optional(Count),
    disposedAt: optional(Instant),
    voidAt: optional(Instant),
    history: Type.Array(HistoryEntry, { maxItems: 200 }),
  },
  exact,
)
export type CaseFields = Static<typeof CaseFields>
export type CaseEntry = Static<typeof HistoryEntry>

/** A row of the file that the system lays down each night: where the case stood, without how it came there. */
export const NightlyFields = Type.Object(
  {
    ...said,
    /** The day of which the file tells, 2026-11-22. */
    night: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' }),
    stage: oneOf(CASE_STAGES),
    /** 延期次数 */
    delays: optional(Count),
  },
  exact,
)
export type NightlyFields = Static<typeof NightlyFields>
