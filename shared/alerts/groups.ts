import type { AlertDocument } from './document.ts'
import { isOfFeeds } from './document.ts'
import type { Watch } from './judge.ts'
import { areaOf, digestOf, keyOf } from './keys.ts'
import { compareText } from '../model/text-order.ts'

/** What is raised of one group of a rule's subjects: it is one alert, however many they are. */
export interface Standing {
  readonly group: string
  /** The worst first. */
  readonly subjects: readonly string[]
  /** When the first of those began. */
  readonly since: number
  /** Of the worst; null: not told since a start. */
  readonly value: number | null
}

/** An alert that is open, as it was told. */
export interface OpenAlert {
  readonly group: string
  /** Of all that was told of it (`digestOf`). */
  readonly digest: string
  /** When that was told last. */
  readonly toldAt: number
}

export type Happening<Open extends OpenAlert = OpenAlert> =
  | { readonly type: 'raised'; readonly standing: Standing }
  | { readonly type: 'counted'; readonly alert: Open; readonly standing: Standing }
  | { readonly type: 'cleared'; readonly alert: Open }

/** A subject's group, as the journal has it: of numbers `<area>|<dims>|` says where it is. */
export function groupOf({ groupBy }: Pick<AlertDocument, 'groupBy'>, subject: string): string {
  if (groupBy === 'all') return ''
  return groupBy === 'area' ? areaOf(subject) : keyOf(subject)
}

/** What is raised now, group by group. */
export function standingOf(rule: AlertDocument, watches: ReadonlyMap<string, Watch>): readonly Standing[] {
  const groups = new Map<string, Firing[]>()
  for (const [subject, watch] of watches) {
    if (watch.state !== 'firing') continue
    const group = groupOf(rule, subject)
    const there = groups.get(group)
    const firing = { subject, since: watch.since, value: watch.value }
    if (there === undefined) groups.set(group, [firing])
    else there.push(firing)
  }
  return [...groups].map(([group, firing]) => {
    const sorted = [...firing].sort(worstFirst(rule))
    const [worst] = sorted
    return {
      ...{ group, subjects: sorted.map(({ subject }) => subject), value: worst?.value ?? null },
      since: sorted.reduce((least, { since }) => Math.min(least, since), Infinity),
    }
  })
}

interface Firing {
  readonly subject: string
  readonly since: number
  readonly value: number | null
}

/** By the value, then by how long, then by the name, so that the same are always told in the same order. */
const worstFirst =
  (rule: AlertDocument) =>
  (a: Firing, b: Firing): number =>
    badness(rule, b.value) - badness(rule, a.value) || a.since - b.since || compareText(a.subject, b.subject)

function badness(rule: AlertDocument, value: number | null): number {
  // A number of its own, since two infinities have no difference.
  if (value === null) return -Number.MAX_VALUE
  const { condition } = rule
  return !isOfFeeds(rule) && condition !== undefined && 'below' in condition ? -value : value
}

/** How soon a group is told of again that others join or leave, or of which another is the worst, or as bad: what flickers must not fill the journal. */
export const RECOUNT_MS = 60_000

/** What is to be told, so that what is told is what is. The same again tells nothing. */
export function happenings<Open extends OpenAlert>(
  open: ReadonlyMap<string, Open>,
  standing: readonly Standing[],
  now: number,
  /** Of the worst, as people read it. */
  shown: (standing: Standing) => string | null,
): readonly Happening<Open>[] {
  const there = new Map(standing.map(each => [each.group, each]))
  const happened: Happening<Open>[] = []
  for (const [group, alert] of open) if (!there.has(group)) happened.push({ type: 'cleared', alert })
  for (const each of standing) {
    const alert = open.get(each.group)
    if (alert === undefined) happened.push({ type: 'raised', standing: each })
    else if (now - alert.toldAt >= RECOUNT_MS && isOther(alert, each, shown(each)))
      happened.push({ type: 'counted', alert, standing: each })
  }
  return happened
}

/** Where nothing was seen since a start, what was told stands. */
const isOther = ({ digest }: OpenAlert, { subjects, value }: Standing, shown: string | null): boolean =>
  value !== null && digest !== digestOf(subjects, shown)
