import { alert as kind } from '../../shared/kinds/alert/kind.ts'
import type { KnownParts } from '../deeds/known.ts'
import { readAtOneMoment, type Moment } from '../explain/moment.ts'
import { known, type Known } from './known.ts'
import { openOf, type Open } from './rule-watch.ts'

/** What is open as the journal has it, by rule and group: a start goes on with that and raises nothing twice. */
export async function recall(
  moment: Moment,
  parts: () => KnownParts,
): Promise<ReadonlyMap<string, ReadonlyMap<string, Open>>> {
  const found = (await openIds(moment)).map(id => known(parts(), id)).filter(each => each !== null)
  const byRule = new Map<string, Map<string, Open>>()
  for (const each of found.sort((a, b) => raisedAt(a) - raisedAt(b))) {
    if (each.course.state === 'cleared') continue
    const { rule, group = null } = each.fields
    const groups = byRule.get(rule) ?? new Map<string, Open>()
    byRule.set(rule, groups.set(...placeOf(each, group ?? '', groups)))
  }
  return byRule
}

/** Of several of one group the first goes on. Of another one nothing that is looked at is its own, so it is over. */
function placeOf(each: Known, group: string, groups: ReadonlyMap<string, Open>): [group: string, open: Open] {
  const open = openOf(each)
  return groups.has(group) ? [`${group}\n${each.id}`, ofNothing(open)] : [group, open]
}

/** An alert to which none of the subjects belongs that are looked at. */
export const ofNothing = (open: Open): Open => ({ ...open, subjects: [], count: 0 })

const raisedAt = ({ thing }: Known): number => thing.parts['main']?.event ?? 0

const PAGE = 500

/** Without their source, as routes have them: all of them, however many. */
async function openIds(moment: Moment): Promise<readonly string[]> {
  const ids: string[] = []
  for (let page: readonly string[] | null = null; page === null || page.length === PAGE;) {
    page = await openAfter(moment, ids.at(-1) ?? '')
    ids.push(...page)
  }
  return ids.map(id => id.slice(id.indexOf('/') + 1))
}

async function openAfter(moment: Moment, last: string): Promise<readonly string[]> {
  const { answer } = await readAtOneMoment(moment, {
    cell: '',
    queries: () => [
      {
        sql: 'SELECT id FROM things WHERE few = 1 AND kind = ? AND row IS NOT NULL AND id > ? ORDER BY id LIMIT ?',
        params: [kind.id, last, PAGE],
      },
    ],
  })
  return ((answer.results[0] ?? []) as readonly { readonly id: string }[]).map(({ id }) => id)
}
