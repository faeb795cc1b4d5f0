import type { AlertDocument } from '../../shared/alerts/document.ts'
import { happenings, standingOf, type Happening, type OpenAlert } from '../../shared/alerts/groups.ts'
import { CALM, next, type Sample, type Watch } from '../../shared/alerts/judge.ts'
import type { Known } from './known.ts'
import { FEED_CONDITION } from './subjects.ts'

/** An alert that is open, by the id that routes have. */
export interface Open extends OpenAlert {
  readonly id: string
  readonly since: number
}

/** What one rule has seen, and what is open of it. */
export interface RuleWatch {
  /** The document as it was when this began: under another one all is looked at anew. */
  readonly rule: AlertDocument
  readonly watches: ReadonlyMap<string, Watch>
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
})

export interface Looked {
  readonly watch: RuleWatch
  readonly happened: readonly Happening<Open>[]
  /** Nothing of it can be seen now. */
  readonly isBlind: boolean
}

/** What a look at all its subjects makes of it. What it does not look at any more is raised no longer. */
export function looked(watch: RuleWatch, samples: readonly Sample[], now: number): Looked {
  const { rule, open } = watch
  const judged = { condition: rule.condition ?? FEED_CONDITION, forSeconds: rule.forSeconds }
  const watches = new Map(
    samples.map(({ subject, value, isNone }) => [
      subject,
      isNone === true ? CALM : next(watch.watches.get(subject) ?? CALM, value, now, judged),
    ]),
  )
  return {
    watch: { ...watch, watches },
    happened: happenings(open, standingOf(rule, watches), now),
    isBlind: samples.length > 0 && samples.every(({ value, isNone }) => value === null && isNone !== true),
  }
}

export function openOf({ id, fields, course }: Known): Open {
  const { told, toldAt } = course
  return {
    ...{ id, group: fields.group ?? '', toldAt },
    ...{ subjects: told.subjects ?? [], since: fields.since ?? toldAt },
  }
}
