import { MINUTE } from '../../shared/calendar/civil.ts'
import type { AlertDocument } from '../../shared/alerts/document.ts'
import { lastEnd } from '../../shared/alerts/quiet.ts'
import { quietOf } from '../../shared/kinds/alert/derive.ts'
import type { Fields } from '../../shared/model/value.ts'
import type { Known } from './known.ts'
import { stepRecord } from './records.ts'

interface Judged {
  readonly rule: AlertDocument
  readonly known: Known
}

/** Those that were told and that nobody has acknowledged for as long as their rule says: once each. */
export const escalations = (open: readonly Judged[], now: number): readonly Fields[] =>
  open.flatMap(({ rule: { escalate }, known: each }) => {
    const isDue =
      escalate !== undefined &&
      each.derived.row['unseen'] === true &&
      each.course.escalatedAt === null &&
      now - toldSince(each, now) >= escalate.afterMinutes * MINUTE
    return isDue ? [stepRecord(each.id, each.course.steps + 1, 'escalated', now)] : []
  })

/** Of what is told now: since when. While it was shelved or quiet nobody was told, and nobody can have seen to it. */
function toldSince({ thing, fields, course }: Known, now: number): number {
  const hours = quietOf(fields)
  const unshelved = course.entries.findLast(({ type }) => type === 'unshelved')?.at ?? 0
  const raisedAt = thing.parts['main']?.event ?? now
  return Math.max(
    ...[raisedAt, unshelved, course.shelvedUntil ?? 0],
    ...(hours === null ? [] : [lastEnd(hours, now)]),
  )
}
