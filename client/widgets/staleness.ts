import type { Freshness } from '../../shared/freshness/freshness.ts'
import { worstOf } from '../../shared/freshness/worst.ts'
import type { Phrase } from '../figures/phrase.ts'
import { momentText, spanText } from '../figures/time.ts'
import { GLYPH_OF_FRESHNESS } from '../glyphs/glyph.ts'
import type { FeedState } from './feed-state.ts'
import type { Reader } from './reader.ts'

/** How a number that is not live is written: in softer ink, with words in place of its notes. */
export interface Staleness {
  readonly ink: 'soft' | 'dim'
  readonly phrase: Phrase
}

/** In place of its notes: that a number is not live, or lacks a past that its feeds are still bringing in; null: neither. */
export function noticeOf(reader: Reader, role: string, stale: Staleness | null): Phrase | null {
  if (stale !== null) return stale.phrase
  const n = reader.catchingUp(role)
  return n === null
    ? null
    : [{ glyph: 'none', text: reader.say('freshness.catchingUp', { n }), tone: 'soft' }]
}

/** null: live, or nothing is known yet of a feed that could be late. For widgets that show several feeds side by side. */
export function stalenessOf(reader: Reader, feeds: readonly FeedState[]): Staleness | null {
  // First: a screen without its server cannot know how its feeds are.
  if (reader.lostAt !== null)
    return soft(reader.say('connection.since', { time: momentText(reader.lostAt, reader.now('minute')) }))
  const recount = reader.recount()
  if (recount !== null) return soft(reader.say('freshness.recounting', { n: recount.share }))
  const worst = worstOf(feeds.map(feed => feed.freshness))
  if (worst?.state === 'late')
    return soft(reader.say('freshness.late', { span: spanText(worst.lateBy ?? 0, reader.say) }))
  return worst?.state === 'failed' ? failed(reader, worst) : null
}

const soft = (text: string): Staleness => ({ ink: 'soft', phrase: [{ glyph: 'stale', text, tone: 'soft' }] })

function failed(reader: Reader, { age, since, lateBy }: Freshness): Staleness {
  const text = reader.say('freshness.failed', { span: spanText(lateBy ?? 0, reader.say) })
  const down = { glyph: GLYPH_OF_FRESHNESS.failed, text, tone: 'soft' } as const
  if (age === null || since === null) return { ink: 'dim', phrase: [down] }
  const time = momentText(since, reader.now('minute'))
  return {
    ink: 'dim',
    phrase: [down, { text: reader.say('freshness.lastValue', { time }), tone: 'soft' }],
  }
}
