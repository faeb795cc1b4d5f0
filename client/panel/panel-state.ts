import { worstOf } from '../../shared/freshness/worst.ts'
import type { FeedState } from '../widgets/feed-state.ts'
import type { Heading } from '../widgets/widget.ts'

/**
 * The states of VISUAL 10, and three that no designer draws: the server is away, it counts anew, the widget threw. An alert takes over
 * the frame and no panel (client/alerts).
 */
export type PanelState =
  | 'loading'
  | 'live'
  | 'late'
  | 'failed'
  | 'recounting'
  | 'offline'
  | 'replay'
  | 'empty'
  | 'denied'
  | 'broken'

export interface PanelFacts {
  /** The topic has been answered. */
  readonly known: boolean
  readonly feeds: readonly FeedState[]
  readonly offline: boolean
  /** All numbers are counted anew: those on show are of before. */
  readonly recounting: boolean
  readonly replay: boolean
  /** The widget says that there truly is nothing. */
  readonly empty: boolean
  readonly denied: boolean
  readonly broken: boolean
}

/**
 * The one state a panel shows. What is withheld or broken has nothing else to say; then replay before offline
 * before counted anew before failed before late. A screen without its server cannot know how its feeds are, so they are not judged.
 */
export function panelState(facts: PanelFacts): PanelState {
  if (facts.denied) return 'denied'
  if (facts.broken) return 'broken'
  if (!facts.known) return 'loading'
  if (facts.replay) return 'replay'
  if (facts.offline) return 'offline'
  if (facts.recounting) return 'recounting'
  return ofFeeds(facts)
}

/** Whether the widget itself stands in the body, and nothing in its place. */
export const isDrawn = (state: PanelState): boolean => !['loading', 'denied', 'broken'].includes(state)

/** What a widget says in its title row, as long as there is something to say it of. */
export const saidIn = (state: PanelState, heading: Heading): Heading => (state === 'loading' ? {} : heading)

function ofFeeds({ feeds, empty }: PanelFacts): PanelState {
  const worst = worstOf(feeds.map(feed => feed.freshness))
  if (worst?.state === 'failed' || worst?.state === 'late') return worst.state
  // One source that never spoke does not hide the others: its own numbers are unknown.
  if (feeds.length > 0 && feeds.every(feed => feed.freshness.state === 'waiting')) return 'loading'
  return empty ? 'empty' : 'live'
}
