import { supervision as kind } from '../../shared/kinds/supervision/kind.ts'
import type { Row } from '../../shared/kinds/kind.ts'
import type { Supervisions } from '../../shared/sync/supervision.ts'
import type { Caller } from '../access/caller.ts'
import { newestOf } from '../deeds/newest.ts'
import type { Moment } from '../explain/moment.ts'
import type { Desk } from './desk.ts'

export interface Filter {
  /** Only those that are not closed. */
  readonly open: boolean
  readonly proposed: boolean
  /** '' is every department. */
  readonly department: string
}

/** Those that this caller may see: the open ones first by their clock, the closed ones behind them by when they were issued. */
export async function listOf(
  moment: Moment,
  desk: Desk,
  { open, proposed, department }: Filter,
  caller: Caller,
): Promise<Supervisions> {
  const { ids, seq, now, more } = await newestOf(moment, kind.id, open || proposed)
  const wanted = ids.flatMap(id => {
    // As of now: what time did since the last entry is not in what was read.
    const known = desk.known(id)
    if (department !== '' && known.fields.department !== department) return []
    if (!caller.may('supervision.view', { area: known.derived.area })) return []
    const { history: _history, ...told } = desk.told(known, caller)
    return (open && told.row['open'] !== true) || (proposed && told.row['proposed'] !== true) ? [] : [told]
  })
  wanted.sort((a, b) => rank(a.row) - rank(b.row) || dueOf(a.row) - dueOf(b.row))
  return { seq, now, supervisions: wanted, more }
}

/** Proposed for blame, overdue, open, closed. */
function rank(row: Row): number {
  if (row['proposed'] === true) return 0
  if (row['overdue'] === true) return 1
  return row['open'] === true ? 2 : 3
}

const dueOf = ({ dueAt, event }: Row): number =>
  typeof dueAt === 'number' ? dueAt : Number.MAX_SAFE_INTEGER - Number(event)
