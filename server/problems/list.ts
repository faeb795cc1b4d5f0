import { problem as kind } from '../../shared/kinds/problem/kind.ts'
import { teaSession } from '../../shared/kinds/tea-session/kind.ts'
import type { Row } from '../../shared/kinds/kind.ts'
import type { Problems, ProblemOptions } from '../../shared/sync/problem.ts'
import type { Areas } from '../../shared/areas/areas.ts'
import type { Caller } from '../access/caller.ts'
import { findThing } from '../deeds/known.ts'
import { newestOf } from '../deeds/newest.ts'
import { byClock } from '../deeds/order.ts'
import type { Moment } from '../explain/moment.ts'
import type { Ledger, LedgerParts } from './ledger.ts'

/** Those that this caller may see: what is overdue first, then by the clock, what is over behind them by when it was collected. */
export async function listOf(
  moment: Moment,
  ledger: Ledger,
  open: boolean,
  caller: Caller,
): Promise<Problems> {
  const { ids, seq, now, more } = await newestOf(moment, kind.id, open)
  const problems = ids.flatMap(id => {
    const known = ledger.known(id)
    const { area, row } = known.derived
    if (!caller.may('problem.view', { area }) || (open && row['open'] !== true)) return []
    const { history: _history, ...told } = ledger.told(known, caller)
    return [told]
  })
  problems.sort(byClock)
  return { seq, now, problems, more, collect: caller.may('problem.collect') }
}

/** At which something may still be raised that was raised at them: those of about a quarter. */
const SESSIONS = 14

/** What forms offer. */
export async function optionsOf(
  moment: Moment,
  ledger: Ledger,
  parts: Pick<LedgerParts, 'areas' | 'city' | 'thing' | 'now'>,
  caller: Caller,
): Promise<ProblemOptions> {
  const { ids } = await newestOf(moment, teaSession.id, false)
  const sessions = ids.slice(0, SESSIONS).flatMap(id => {
    const row = findThing(parts, teaSession, `enterprise/${id}`)?.derived.row
    return row !== undefined && hasBegun(row) ? [row] : []
  })
  return { areas: areasFor(parts.areas, caller), departments: ledger.departments(), sessions }
}

const hasBegun = ({ state }: Row): boolean => state === 'open' || state === 'held'

const areasFor = ({ districts, towns }: Areas, caller: Caller): readonly string[] =>
  [...districts, ...towns].map(({ id }) => id).filter(area => caller.may('problem.collect', { area }))
