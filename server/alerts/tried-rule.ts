import { isOfMetric, type AlertDocument } from '../../shared/alerts/document.ts'
import { standingOf } from '../../shared/alerts/groups.ts'
import { verdictOf, type Sample, type Watch } from '../../shared/alerts/judge.ts'
import { isQuiet } from '../../shared/alerts/quiet.ts'
import type { Areas } from '../../shared/areas/areas.ts'
import { DAY } from '../../shared/calendar/civil.ts'
import { alert } from '../../shared/kinds/alert/kind.ts'
import type { Kind } from '../../shared/kinds/kind.ts'
import type { TriedRule, TriedSubject } from '../../shared/sync/trial.ts'
import type { Edited } from '../documents/laid-over.ts'
import { readAtOneMoment, type Moment } from '../explain/moment.ts'
import { quietHours } from './records.ts'
import { aboutOf, FEED_CONDITION, samplesOf, type Surroundings } from './subjects.ts'
import { triedPast } from './tried-past.ts'

export interface RuleTryingParts extends Moment {
  readonly areas: Areas
  readonly kinds: readonly Kind[]
  /** What the rule would stand beside. */
  readonly documents: Pick<Edited, 'feeds' | 'metrics'>
  /** City time. */
  readonly now: () => number
}

/** More nobody reads before a page. */
const MOST_SHOWN = 60

/** What a rule that is not in force would say: of now, by what the city's own look sees; of the last day, by what is kept of it. */
export async function triedRule(parts: RuleTryingParts, rule: AlertDocument): Promise<TriedRule> {
  parts.engine.settle()
  const around = aroundOf(parts)
  const samples = samplesOf(rule, [], around)
  const tried = samples.map(sample => ({ sample, says: saysOf(rule, sample) }))
  const raising = tried.filter(({ says }) => says === 'raises').map(({ sample }) => sample)
  return {
    subjects: [...tried]
      .sort((a, b) => RANK[a.says] - RANK[b.says] || worseBy(rule, a.sample, b.sample))
      .slice(0, MOST_SHOWN)
      .map(({ sample, says }) => toldOf(rule, sample, says, around)),
    total: samples.length,
    raising: raising.length,
    unseen: tried.filter(({ says }) => says === 'unseen').length,
    alerts: standingOf(rule, firing(raising, around.now)).length,
    isQuiet: isQuietNow(rule, around.now),
    raised: await raisedLately(parts, rule.id, around.now - DAY),
    past: isOfMetric(rule) ? await triedPast(parts, rule, samples, around) : null,
  }
}

const aroundOf = ({ engine, areas, documents, now }: RuleTryingParts): Surroundings => ({
  ...{ city: engine.city, areas, feeds: documents.feeds, metrics: documents.metrics, now: now() },
})

type Says = TriedSubject['says']
const RANK: { readonly [says in Says]: number } = {
  ...{ raises: 0, unseen: 1, between: 2, unmeasured: 3, clears: 4 },
}

/** The further on the side that is watched, the worse. */
function worseBy({ condition }: AlertDocument, a: Sample, b: Sample): number {
  const further = (b.value ?? 0) - (a.value ?? 0)
  return condition !== undefined && 'below' in condition ? -further : further
}

function saysOf({ condition = FEED_CONDITION }: AlertDocument, { value, isNone }: Sample): Says {
  if (isNone === true) return 'clears'
  if (value === null) return 'unseen'
  return 'changesBy' in condition ? 'unmeasured' : verdictOf(condition, value, [])
}

function toldOf(
  rule: AlertDocument,
  { subject, value }: Sample,
  says: Says,
  around: Surroundings,
): TriedSubject {
  const { what, place, value: text } = aboutOf(rule, subject, value, around)
  return { what, place, value: text, says }
}

const firing = (raising: readonly Sample[], now: number): ReadonlyMap<string, Watch> =>
  new Map(raising.map(({ subject, value }) => [subject, { state: 'firing', past: [], since: now, value }]))

function isQuietNow(rule: AlertDocument, now: number): boolean {
  const hours = quietHours(rule)
  return hours !== null && rule.severity > hours.tellUpTo && isQuiet(hours, now)
}

/** Counted over the store, as the page of alerts lists them. */
async function raisedLately(moment: Moment, rule: string, since: number): Promise<number> {
  const { answer } = await readAtOneMoment(moment, {
    cell: '',
    queries: () => [
      {
        sql: "SELECT count(*) AS times FROM things WHERE kind = ? AND row IS NOT NULL AND event >= ? AND json_extract(row, '$.rule') = ?",
        params: [alert.id, since, rule],
      },
    ],
  })
  return (answer.results[0]?.[0] as { readonly times: number } | undefined)?.times ?? 0
}
