import { gridReport as kind } from '../../shared/kinds/grid-report/kind.ts'
import type { Snaps } from '../../shared/sync/snap.ts'
import type { Caller } from '../access/caller.ts'
import { newestOf } from '../deeds/newest.ts'
import { byClock } from '../deeds/order.ts'
import type { Moment } from '../explain/moment.ts'
import { SOURCE } from './known.ts'
import type { SnapDesk } from './snap-desk.ts'

/** Those that this caller may see: what nobody answered in time first, then by the clock, what was answered behind them, the newest first. */
export async function listOf(moment: Moment, desk: SnapDesk, open: boolean, caller: Caller): Promise<Snaps> {
  const { ids, seq, now, more } = await newestOf(moment, kind.id, open, SOURCE)
  const snaps = ids.flatMap(id => {
    const known = desk.find(id)
    if (known === null) return []
    const { area, row } = known.derived
    if (!caller.may('snap.view', { area }) || (open && row['open'] !== true)) return []
    const { history: _history, linked: _linked, ...told } = desk.told(known, caller)
    return [told]
  })
  snaps.sort(byClock)
  return { seq, now, snaps, more }
}
