import { HOUR } from '../../shared/calendar/civil.ts'
import { byRhythm, worstOf } from '../../shared/freshness/worst.ts'
import { ageText, momentText, spanText } from '../figures/time.ts'
import type { Glyph } from '../glyphs/glyph.ts'
import type { Language, Say } from '../language/say.ts'
import { textIn } from '../language/say.ts'
import { hasReported, type FeedState } from '../widgets/feed-state.ts'
import type { Recount } from '../widgets/recount.ts'
import type { PanelState } from './panel-state.ts'

/** What stands at the right end of a title row. `dashed` and `inverse` are boxes: they are seen before they are read. */
export interface Tag {
  readonly glyph?: Glyph | 'lock' | 'replay'
  /** Of the feed, where it is not clear which is meant: what is cut where there is little room, never the age. */
  readonly name?: string
  readonly text: string
  readonly look: 'plain' | 'dashed' | 'inverse' | 'replay'
}

export interface TagFacts {
  readonly state: PanelState
  readonly feeds: readonly FeedState[]
  /** City time. */
  readonly now: number
  /** City time at which the server was lost. */
  readonly lostAt: number | null
  /** City time of what is on show. */
  readonly replayAt: number
  /** Seconds since the panel began to wait. */
  readonly waited: number
  /** Per cent of the past that is in; null: all of it. */
  readonly catchingUp: number | null
  readonly recount: Recount | null
  readonly say: Say
  readonly language: Language
}

const plain = (glyph: Glyph | 'lock', text: string): readonly Tag[] => [{ glyph, text, look: 'plain' }]

const WRITERS: { readonly [state in PanelState]: (facts: TagFacts) => readonly Tag[] } = {
  live: facts => [...catchingUpTags(facts), ...ageTags(facts)],
  empty: facts => [...catchingUpTags(facts), ...ageTags(facts)],
  late: facts => [overdueTag(facts)],
  failed: facts => [overdueTag(facts)],
  offline: ({ say, now, lostAt }) => {
    const span = spanText(now - (lostAt ?? now), say)
    return [{ glyph: 'stale', text: say('freshness.offline', { span }), look: 'dashed' }]
  },
  recounting: ({ say, recount }) => [
    { glyph: 'stale', text: say('freshness.recounting', { n: recount?.share ?? 0 }), look: 'dashed' },
  ],
  replay: ({ say, now, replayAt }) => {
    const moment = momentText(replayAt, now)
    return [{ glyph: 'replay', text: `${say('state.replay')} ${moment}`, look: 'replay' }]
  },
  loading: ({ say, waited }) => plain('none', say('freshness.loading', { n: waited.toFixed(0) })),
  denied: ({ say }) => plain('lock', say('panel.restricted')),
  broken: ({ say }) => plain('bad', say('state.broken')),
}

export const tagsOf = (facts: TagFacts): readonly Tag[] => [
  ...WRITERS[facts.state](facts),
  ...byHandTags(facts),
]

const isFilled = ({ document }: FeedState): boolean => document.manual === true

/** Also a panel that says no ages says that its numbers were filled in. */
const byHandTags = ({ state, feeds, say }: TagFacts): readonly Tag[] => {
  const saysAges = state === 'live' || state === 'empty'
  const hasNumbers = !['loading', 'denied', 'broken'].includes(state)
  const isSaid = !saysAges && hasNumbers && feeds.some(feed => isFilled(feed) && hasReported(feed))
  return isSaid ? [{ text: say('mark.manual'), look: 'plain' }] : []
}

function overdueTag({ state, feeds, say }: TagFacts): Tag {
  const lateBy = worstOf(feeds.map(feed => feed.freshness))?.lateBy ?? 0
  const span = spanText(lateBy, say)
  return state === 'late'
    ? { glyph: 'stale', text: say('freshness.late', { span }), look: 'dashed' }
    : { text: say('freshness.failed', { span }), look: 'inverse' }
}

/** What is new is here and the past is not: the panel is live, and says what it does not know yet. */
const catchingUpTags = ({ catchingUp, say }: TagFacts): readonly Tag[] =>
  catchingUp === null ? [] : plain('none', say('freshness.catchingUp', { n: catchingUp }))

/**
 * Feeds of different rhythms are stated apart, each with its name: one age would be untrue of the other. Where all of them spoke
 * within the hour, or at what reads the same, the oldest age is true enough of each, and the row has room for its title. What people filled in is always said to be that.
 */
function ageTags({ feeds, now, say, language }: TagFacts): readonly Tag[] {
  const parts = [...byRhythm(feeds.filter(feed => !isFilled(feed))), ...byRhythm(feeds.filter(isFilled))]
  const oldest = parts.flatMap(part => part.find(hasReported) ?? [])
  const said = oldest.map(feed => feed.report?.okAt ?? 0)
  const age = (at: number) => ({ glyph: 'ok' as const, text: ageText(at, now, say), look: 'plain' as const })
  const isByHand = oldest.map(feed => feed.document.manual === true)
  const isRecent = said.length > 0 && said.every(at => now - at < HOUR)
  const readsTheSame = said.length > 0 && new Set(said.map(at => ageText(at, now, say))).size === 1
  if ((isRecent || readsTheSame) && !isByHand.includes(true)) return [age(Math.min(...said))]
  return oldest.map((feed, i) => {
    const name = parts.length > 1 ? { name: textIn(language, feed.document.title) } : {}
    const tag = { ...name, ...age(said[i] ?? 0) }
    return isByHand[i] === true ? { ...tag, text: `${say('mark.manual')} ${tag.text}` } : tag
  })
}
