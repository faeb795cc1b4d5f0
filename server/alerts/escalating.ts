import { MINUTE } from '../../shared/calendar/civil.ts'
import type { AlertDocument } from '../../shared/alerts/document.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { Known } from './known.ts'
import { stepRecord } from './records.ts'

interface Judged {
  readonly rule: AlertDocument
  readonly known: Known
}

/** Those that were told and that nobody has acknowledged for as long as their rule says: once each. */
export const escalations = (open: readonly Judged[], now: number): readonly Fields[] =>
  open.flatMap(({ rule: { escalate }, known: { id, thing, derived, course } }) => {
    const raisedAt = thing.parts['main']?.event ?? now
    const isDue =
      escalate !== undefined &&
      derived.row['unseen'] === true &&
      course.escalatedAt === null &&
      now - raisedAt >= escalate.afterMinutes * MINUTE
    return isDue ? [stepRecord(id, course.steps + 1, 'escalated', now)] : []
  })
