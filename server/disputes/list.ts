import { dispute as kind } from '../../shared/kinds/dispute/kind.ts'
import type { Disputes } from '../../shared/sync/dispute.ts'
import type { Caller } from '../access/caller.ts'
import { newestOf } from '../deeds/newest.ts'
import { byClock } from '../deeds/order.ts'
import type { Moment } from '../explain/moment.ts'
import { SOURCE } from './known.ts'
import type { MediationDesk } from './mediation-desk.ts'

/** Those that this caller may see: what is overdue first, then by the clock, what is over behind them, the newest first. */
export async function listOf(
  moment: Moment,
  desk: MediationDesk,
  open: boolean,
  caller: Caller,
): Promise<Disputes> {
  const { ids, seq, now, more } = await newestOf(moment, kind.id, open, SOURCE)
  const disputes = ids.flatMap(id => {
    const known = desk.known(id)
    const { area, row } = known.derived
    if (!caller.may('dispute.view', { area }) || (open && row['open'] !== true)) return []
    const { history: _history, ...told } = desk.told(known, caller)
    return [told]
  })
  return { seq, now, disputes: disputes.sort(byClock), more, register: caller.may('dispute.register') }
}
