import { worstOf } from '../../shared/freshness/worst.ts'
import type { FeedReport } from '../../shared/model/cell.ts'
import type { Rhythm } from '../../shared/model/documents.ts'
import { readFault } from '../../shared/model/feed-fault.ts'
import type { Phrase } from '../figures/phrase.ts'
import { momentText } from '../figures/time.ts'
import { textIn, type Language, type Say } from '../language/say.ts'
import type { FeedState } from '../widgets/feed-state.ts'
import type { PanelState } from './panel-state.ts'

export interface NoteFacts {
  readonly state: PanelState
  readonly feeds: readonly FeedState[]
  readonly now: number
  readonly say: Say
  readonly language: Language
}

const WRITERS: { readonly [state in PanelState]?: (facts: NoteFacts) => Phrase } = {
  late: lateNote,
  failed: failedNote,
  loading: waitingNote,
  empty: ({ say }) => [{ text: say('panel.sourceFine'), tone: 'soft' }],
  denied: ({ say }) => [{ text: say('panel.denied'), tone: 'soft' }, { text: say('panel.apply') }],
  broken: ({ say }) => [{ text: say('panel.broken'), tone: 'soft' }],
}

/** The line under a panel that is not live: what is missing, and who does not report. */
export const noteOf = (facts: NoteFacts): Phrase => WRITERS[facts.state]?.(facts) ?? []

function worstFeed(feeds: readonly FeedState[]): FeedState | undefined {
  const worst = worstOf(feeds.map(feed => feed.freshness))
  return feeds.find(feed => feed.freshness === worst)
}

function lateNote({ feeds, now, say }: NoteFacts): Phrase {
  const feed = worstFeed(feeds)
  const since = feed?.freshness.since ?? null
  if (feed === undefined || since === null) return []
  const until = say('freshness.asOf', { time: momentText(since, now) })
  return [{ glyph: 'stale', text: `${until} · ${rhythmText(feed.rhythm, say)}`, tone: 'soft' }]
}

function failedNote({ feeds, now, say, language }: NoteFacts): Phrase {
  const feed = worstFeed(feeds)
  if (feed === undefined) return []
  const name = textIn(language, feed.document.title)
  const { age, since } = feed.freshness
  const last =
    age === null || since === null
      ? []
      : [{ text: say('freshness.lastValue', { time: momentText(since, now) }) }]
  const reason = faultIn(feed.report, say)
  const told =
    reason === null ? say('panel.notTold', { feed: name }) : say('panel.reason', { feed: name, reason })
  return [...last, { text: told, tone: 'soft' }]
}

/** Why it failed, in the words of the screen; null: it never said. */
export function faultIn(report: FeedReport | null, say: Say): string | null {
  const reason = report?.reason ?? ''
  return reason === '' ? null : say(`fault.${readFault(reason).fault}`)
}

function waitingNote({ feeds, say, language }: NoteFacts): Phrase {
  const silent = feeds.find(feed => feed.freshness.state === 'waiting')
  if (silent === undefined) return [{ text: say('panel.waitsForServer'), tone: 'soft' }]
  const waits = say('panel.waitsFor', { feed: textIn(language, silent.document.title) })
  const why = faultIn(silent.report, say)
  return [{ text: waits, tone: 'soft' }, ...(why === null ? [] : [{ text: why, tone: 'dim' } as const])]
}

/** When it should come: `应每 30 秒一次`. */
export function rhythmText(rhythm: Rhythm, say: Say): string {
  switch (rhythm.type) {
    case 'every':
    case 'heartbeat':
      return everyText(rhythm.seconds, say)
    case 'by':
      return say(rhythm.days === 'every' ? 'rhythm.daily' : 'rhythm.monthly', { time: rhythm.time })
    case 'none':
      return ''
  }
}

function everyText(seconds: number, say: Say): string {
  if (seconds % 3600 === 0) return say('rhythm.hours', { n: seconds / 3600 })
  return seconds % 60 === 0
    ? say('rhythm.minutes', { n: seconds / 60 })
    : say('rhythm.seconds', { n: seconds })
}
