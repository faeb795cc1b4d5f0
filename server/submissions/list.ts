import { submission as kind } from '../../shared/kinds/submission/kind.ts'
import type { Submissions } from '../../shared/sync/submission.ts'
import type { Caller } from '../access/caller.ts'
import type { KnownParts } from '../deeds/known.ts'
import { newestOf } from '../deeds/newest.ts'
import { byClock } from '../deeds/order.ts'
import type { Moment } from '../explain/moment.ts'
import type { Forms } from './forms.ts'
import { known } from './known.ts'
import { can } from './rights.ts'

/** Those that this caller may see: what is overdue first, then by the clock, what is over behind them, the newest first. */
export async function listOf(
  moment: Moment,
  parts: KnownParts,
  forms: Forms,
  open: boolean,
  caller: Caller,
): Promise<Submissions> {
  const { ids, seq, now, more } = await newestOf(moment, kind.id, open)
  const submissions = ids.flatMap(id => {
    const found = known(parts, forms, id)
    if (found === null) return []
    const { row, area } = found.derived
    const isLeftOut = !caller.may('submission.view', { area }) || (open && row['open'] !== true)
    return isLeftOut ? [] : [{ id, row, can: can(found, caller) }]
  })
  return { seq, now, submissions: submissions.sort(byClock), more }
}
