import { teaSession as kind } from '../../shared/kinds/tea-session/kind.ts'
import type { Sessions } from '../../shared/sync/session.ts'
import type { Caller } from '../access/caller.ts'
import { newestOf } from '../deeds/newest.ts'
import { byClock } from '../deeds/order.ts'
import type { Moment } from '../explain/moment.ts'
import { SOURCE } from './known.ts'
import type { SessionDesk } from './session-desk.ts'

/** Those that this caller may see: what is overdue first, then by the clock, what is over behind them, the newest first. */
export async function listOf(moment: Moment, desk: SessionDesk, caller: Caller): Promise<Sessions> {
  const { ids, seq, now, more } = await newestOf(moment, kind.id, false, SOURCE)
  const sessions = ids.flatMap(id => {
    const known = desk.known(id)
    return caller.may('tea.view', { area: known.derived.area }) ? [desk.listed(known, caller)] : []
  })
  return { seq, now, sessions: sessions.sort(byClock), more, plan: caller.may('tea.plan') }
}
