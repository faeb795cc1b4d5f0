import type { FreshnessState } from '../../shared/freshness/freshness.ts'
import type { Phrase } from '../figures/phrase.ts'
import { momentText } from '../figures/time.ts'
import type { Say } from '../language/say.ts'
import { caughtUpTo } from '../widgets/catching-up.ts'
import type { FeedState } from '../widgets/feed-state.ts'
import type { Recount } from '../widgets/recount.ts'

/** How many feeds there are, and how many of each state. */
export type Truth = { readonly [state in FreshnessState]: number } & {
  readonly all: number
  /** Per cent of the past that is in, of the feed that is furthest behind; null: all of it. */
  readonly catchingUp: number | null
}

/** What people fill in is no source that should be speaking: what is owed of it is a submission, and red where it is late. */
export function truthOf(all: readonly FeedState[]): Truth {
  const feeds = all.filter(({ document }) => document.manual !== true)
  const count = (state: FreshnessState) => feeds.filter(feed => feed.freshness.state === state).length
  return {
    all: feeds.length,
    live: count('live'),
    late: count('late'),
    failed: count('failed'),
    waiting: count('waiting'),
    catchingUp: caughtUpTo(feeds),
  }
}

/**
 * `● 数据源 35/38 正常 ◌ 延迟 1 ■ 断源 1`: always in the header, so that nobody has to look for what is missing. Where nothing on show
 * is of now (`isPast`), what is still to come is not told: there is no room for both.
 */
export function truthPhrase(truth: Truth, say: Say, isPast = false): Phrase {
  const sources = {
    text: say('truth.sources'),
    figure: `${truth.live}/${truth.all}`,
    unit: say('truth.normal'),
  } as const
  const part = (n: number, glyph: 'stale' | 'bad' | 'none', text: string) =>
    n === 0 ? [] : [{ glyph, text, figure: String(n) } as const]
  return [
    { glyph: truth.live === truth.all ? 'ok' : truth.live > 0 ? 'ok' : 'none', ...sources },
    ...part(truth.late, 'stale', say('truth.late')),
    ...part(truth.failed, 'bad', say('truth.failed')),
    ...part(truth.waiting, 'none', say('truth.waiting')),
    ...(isPast ? [] : backlogPart(truth.catchingUp, say)),
  ]
}

const backlogPart = (n: number | null, say: Say): Phrase =>
  n === null ? [] : [{ glyph: 'none', text: say('truth.catchingUp'), figure: String(n), unit: '%' }]

/** Read aloud when it changes: how far the past is in changes by the minute, and is not in it. */
export function truthLabel(truth: Truth, say: Say): string {
  const label = say('truth.label', {
    live: truth.live,
    all: truth.all,
    late: truth.late,
    failed: truth.failed,
  })
  return truth.catchingUp === null ? label : `${label}, ${say('truth.catchingUp')}`
}

/** What is read aloud of the connection: nothing of it counts up. */
export const pastLabel = (since: string | null, isRecounted: boolean, refused: number, say: Say): string =>
  [
    since === null ? '' : say('connection.since', { time: since }),
    isRecounted && since === null ? say('truth.recountingAll') : '',
    refused === 0 ? '' : say('connection.unproven', { n: refused }),
  ]
    .filter(Boolean)
    .join(', ')

/** `重算中 34 % · 数据截至 10:23` */
export const recountText = ({ share, since }: Recount, now: number, say: Say): string =>
  say('truth.recounting', { n: share, time: momentText(since, now) })
