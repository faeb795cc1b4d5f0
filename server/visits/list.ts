import { stationVisit as kind } from '../../shared/kinds/station-visit/kind.ts'
import type { Visits } from '../../shared/sync/visit.ts'
import type { Caller } from '../access/caller.ts'
import { newestOf } from '../deeds/newest.ts'
import { byClock } from '../deeds/order.ts'
import type { Moment } from '../explain/moment.ts'
import { SOURCE } from './known.ts'
import type { Station } from './station.ts'

/** Those that this caller may see: what is overdue first, then by the clock, what is over behind them, the newest first. */
export async function listOf(
  moment: Moment,
  station: Station,
  open: boolean,
  caller: Caller,
): Promise<Visits> {
  const { ids, seq, now, more } = await newestOf(moment, kind.id, open, SOURCE)
  const visits = ids.flatMap(id => {
    const known = station.known(id)
    const { area, row } = known.derived
    if (!caller.may('visit.view', { area }) || (open && row['open'] !== true)) return []
    const { history: _history, ...told } = station.told(known, caller)
    return [told]
  })
  return { seq, now, visits: visits.sort(byClock), more, receive: caller.may('visit.receive') }
}
