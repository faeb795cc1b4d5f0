import { supervision as kind } from '../../shared/kinds/supervision/kind.ts'
import type { Row } from '../../shared/kinds/kind.ts'
import type { Supervisions } from '../../shared/sync/supervision.ts'
import type { Caller } from '../access/caller.ts'
import { readAtOneMoment, type Moment } from '../explain/moment.ts'
import type { Desk } from './desk.ts'

export interface Filter {
  /** Only those that are not closed. */
  readonly open: boolean
  readonly proposed: boolean
  /** '' is every department. */
  readonly department: string
}

/** More open ones than this no city hall has; of the closed ones the newest are told. */
const MOST = 500

/** Those that this caller may see: the open ones first by their clock, the closed ones behind them by when they were issued. */
export async function listOf(
  moment: Moment,
  desk: Desk,
  { open, proposed, department }: Filter,
  caller: Caller,
): Promise<Supervisions> {
  const where = open || proposed ? 'few = 1 AND' : ''
  const { answer, seen } = await readAtOneMoment(moment, {
    cell: '',
    queries: () => [
      {
        sql: `SELECT id, row FROM things WHERE ${where} kind = ? AND row IS NOT NULL ORDER BY event DESC LIMIT ?`,
        params: [kind.id, MOST + 1],
      },
    ],
  })
  const found = (answer.results[0] ?? []) as readonly { readonly id: string; readonly row: string }[]
  const wanted = found.slice(0, MOST).flatMap(({ id, row: text }) => {
    const row = JSON.parse(text) as Row
    if (department !== '' && row['department'] !== department) return []
    // As of now: what time did since the last entry is not in what was read.
    const known = desk.known(id.slice(id.indexOf('/') + 1))
    if (!caller.may('supervision.view', { area: known.derived.area })) return []
    const { history: _history, ...told } = desk.told(known, caller)
    return (open && told.row['open'] !== true) || (proposed && told.row['proposed'] !== true) ? [] : [told]
  })
  wanted.sort((a, b) => rank(a.row) - rank(b.row) || dueOf(a.row) - dueOf(b.row))
  return { seq: seen.seq, now: seen.now, supervisions: wanted, more: found.length > MOST }
}

/** Proposed for blame, overdue, open, closed. */
function rank(row: Row): number {
  if (row['proposed'] === true) return 0
  if (row['overdue'] === true) return 1
  return row['open'] === true ? 2 : 3
}

const dueOf = ({ dueAt, event }: Row): number =>
  typeof dueAt === 'number' ? dueAt : Number.MAX_SAFE_INTEGER - Number(event)
