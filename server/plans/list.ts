import { project as kind } from '../../shared/kinds/project/kind.ts'
import type { Plans } from '../../shared/sync/plan.ts'
import type { Caller } from '../access/caller.ts'
import { newestOf } from '../deeds/newest.ts'
import { byClock } from '../deeds/order.ts'
import type { Moment } from '../explain/moment.ts'
import type { PlanForm } from './known.ts'
import type { PlanDesk } from './plan-desk.ts'
import { can } from './rights.ts'

/** Those whose records this caller may see: what is overdue first, then by the clock, what is over behind them. */
export async function listOf(
  moment: Moment,
  desk: PlanDesk,
  form: PlanForm | null,
  open: boolean,
  caller: Caller,
): Promise<Plans> {
  const { ids, seq, now, more } = await newestOf(moment, kind.id, open, form?.source)
  if (form === null) return { seq, now, plans: [], more: false }
  const plans = ids.flatMap(id => {
    const known = desk.known(id)
    const { area, row } = known.derived
    if (!caller.may('records.view', { area }) || (open && row['open'] !== true)) return []
    return [{ id, row, can: can(known, caller) }]
  })
  return { seq, now, plans: plans.sort(byClock), more }
}
