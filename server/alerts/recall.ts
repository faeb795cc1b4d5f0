import { alert as kind } from '../../shared/kinds/alert/kind.ts'
import type { KnownParts } from '../deeds/known.ts'
import { newestOf } from '../deeds/newest.ts'
import type { Moment } from '../explain/moment.ts'
import { known } from './known.ts'
import { openOf, type Open } from './rule-watch.ts'

/** What is open as the journal has it, by rule and group: a start goes on with that and raises nothing twice. */
export async function recall(
  moment: Moment,
  parts: () => KnownParts,
): Promise<ReadonlyMap<string, ReadonlyMap<string, Open>>> {
  const { ids } = await newestOf(moment, kind.id, true)
  const byRule = new Map<string, Map<string, Open>>()
  for (const id of ids) {
    const found = known(parts(), id)
    if (found === null || found.course.state === 'cleared') continue
    const { rule, group } = found.fields
    const groups = byRule.get(rule) ?? new Map<string, Open>()
    byRule.set(rule, groups.set(group ?? '', openOf(found)))
  }
  return byRule
}
