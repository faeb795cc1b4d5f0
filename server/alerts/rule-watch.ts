import type { AlertDocument } from '../../shared/alerts/document.ts'
import {
  groupOf,
  happenings,
  standingOf,
  type Happening,
  type OpenAlert,
} from '../../shared/alerts/groups.ts'
import { isKey, keyOf } from '../../shared/alerts/keys.ts'
import { CALM, next, type Sample, type Watch } from '../../shared/alerts/judge.ts'
import type { Known } from './known.ts'
import { FEED_CONDITION, toldOf, type Surroundings } from './subjects.ts'

/** An alert that is open, by the id that routes have. */
export interface Open extends OpenAlert {
  readonly id: string
  readonly since: number
  /** By their keys: not all of them, where they are many. */
  readonly subjects: readonly string[]
  readonly count: number
}

/** What one rule has seen, and what is open of it. */
export interface RuleWatch {
  /** The document as it was when this began: under another one all is looked at anew. */
  readonly rule: AlertDocument
  readonly watches: ReadonlyMap<string, Watch>
  /** Groups with more subjects than are named, since when they hold: which the others are is seen when they can be. */
  readonly rest: ReadonlyMap<string, number>
  readonly open: ReadonlyMap<string, Open>
}

/** At a start, or under another document: what is told as raised is raised, and nothing is known beside that. */
export const begun = (rule: AlertDocument, open: ReadonlyMap<string, Open>): RuleWatch => ({
  ...{ rule, open },
  watches: new Map(
    [...open.values()].flatMap(({ subjects, since }) =>
      subjects.map((subject): [string, Watch] => [
        subject,
        { state: 'firing', past: [], since, value: null },
      ]),
    ),
  ),
  rest: new Map(
    [...open].flatMap(([group, { subjects, count, since }]) =>
      count > subjects.length ? [[group, since] as const] : [],
    ),
  ),
})

export interface Looked {
  readonly watch: RuleWatch
  readonly happened: readonly Happening<Open>[]
  /** Nothing of it can be seen now. */
  readonly isBlind: boolean
}

/** What a look at all its subjects makes of it. What it does not look at any more is raised no longer. */
export function looked(watch: RuleWatch, samples: readonly Sample[], around: Surroundings): Looked {
  const { now } = around
  const { rule, open } = watch
  const judged = { condition: rule.condition ?? FEED_CONDITION, forSeconds: rule.forSeconds }
  const before = beforeIn(watch)
  const watches = new Map<string, Watch>()
  const unseen = new Set<string>()
  for (const sample of samples) {
    const { subject, value, isNone } = sample
    const was = before(sample)
    if (was === null) {
      unseen.add(groupOf(rule, subject))
      continue
    }
    const after = isNone === true ? CALM : next(was, value, now, judged)
    // Of what nobody tells any more only what is raised is of interest.
    if (after.state !== 'calm' || !isKey(subject)) watches.set(subject, after)
  }
  const rest = new Map([...watch.rest].filter(([group]) => unseen.has(group)))
  return {
    watch: { ...watch, watches, rest },
    happened: happenings(
      open,
      standingOf(rule, watches),
      now,
      standing => toldOf(rule, standing, around).value,
    ),
    isBlind: samples.length > 0 && samples.every(isUnseen),
  }
}

const isUnseen = ({ value, isNone }: Sample): boolean => value === null && isNone !== true

/** What is known of a subject by its name, or by its key, where nothing but the journal told of it; null: whether it is one of the rest is not seen yet. */
function beforeIn({ rule, watches, rest }: RuleWatch): (sample: Sample) => Watch | null {
  const hasKeys = [...watches.keys()].some(isKey)
  return sample => {
    const { subject } = sample
    const known = watches.get(subject) ?? (hasKeys ? watches.get(keyOf(subject)) : undefined)
    const since = known === undefined && rest.size > 0 ? rest.get(groupOf(rule, subject)) : undefined
    if (since === undefined) return known ?? CALM
    return isUnseen(sample) ? null : { state: 'pending', past: [], since }
  }
}

export function openOf({ id, fields, course }: Known): Open {
  const { told, toldAt } = course
  return {
    ...{ id, group: fields.group ?? '', toldAt },
    ...{ subjects: told.subjects ?? [], digest: told.digest ?? '', count: told.count ?? 0 },
    since: fields.since ?? toldAt,
  }
}
