import { gridReport as kind } from '../../shared/kinds/grid-report/kind.ts'
import type { Row } from '../../shared/kinds/kind.ts'
import type { Snaps } from '../../shared/sync/snap.ts'
import type { Caller } from '../access/caller.ts'
import { newestOf } from '../deeds/newest.ts'
import type { Moment } from '../explain/moment.ts'
import { PREFIX, SOURCE } from './known.ts'
import type { SnapDesk } from './snap-desk.ts'

/** Those that this caller may see: what nobody answered in time first, then by the clock, what was answered behind them, the newest first. */
export async function listOf(moment: Moment, desk: SnapDesk, open: boolean, caller: Caller): Promise<Snaps> {
  const named = { source: SOURCE, prefix: PREFIX }
  const { ids, seq, now, more } = await newestOf(moment, kind.id, open, named)
  const snaps = ids.flatMap(id => {
    const known = desk.known(id)
    const { area, row } = known.derived
    if (!caller.may('snap.view', { area }) || (open && row['open'] !== true)) return []
    const { history: _history, linked: _linked, ...told } = desk.told(known, caller)
    return [told]
  })
  snaps.sort((a, b) => rank(a.row) - rank(b.row) || dueOf(a.row) - dueOf(b.row))
  return { seq, now, snaps, more }
}

function rank(row: Row): number {
  if (row['overdue'] === true) return 0
  return row['open'] === true ? 1 : 2
}

const dueOf = ({ dueAt, open, event }: Row): number => (open === true ? Number(dueAt) : -Number(event))
