import { creditRecord as kind } from '../../shared/kinds/credit-record/kind.ts'
import type { Commitments } from '../../shared/sync/commitment.ts'
import type { Caller } from '../access/caller.ts'
import { newestOf } from '../deeds/newest.ts'
import { byClock } from '../deeds/order.ts'
import type { Moment } from '../explain/moment.ts'
import type { CheckDesk } from './check-desk.ts'
import type { CheckForm } from './known.ts'

/** What waits for somebody or is 失信, however old, and the newest of all others; what is overdue first, then by the clock. */
export async function listOf(
  moment: Moment,
  desk: CheckDesk,
  form: CheckForm | null,
  caller: Caller,
): Promise<Commitments> {
  const source = form?.source ?? ''
  const few = await newestOf(moment, kind.id, true, source)
  const { ids, seq, now, more } = await newestOf(moment, kind.id, false, source)
  const commitments = [...new Set([...few.ids, ...ids])].flatMap(id => {
    const known = desk.find(id)
    const isSeen = known !== null && caller.may('commitment.view', { area: known.derived.area })
    return isSeen ? [desk.listed(known, caller)] : []
  })
  return { seq, now, commitments: commitments.sort(byClock), more: more || few.more }
}
