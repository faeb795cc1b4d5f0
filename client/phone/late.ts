import { spanText } from '../figures/time.ts'
import { GLYPH_OF_FRESHNESS, type Glyph } from '../glyphs/glyph.ts'
import { textIn, type Language, type Say } from '../language/say.ts'
import type { PhoneWords } from '../language/phone.ts'
import { filled } from '../language/words.ts'
import type { FeedState } from '../widgets/feed-state.ts'

export interface LateFeed {
  readonly id: string
  readonly glyph: Glyph
  readonly title: string
  readonly department: string
  readonly text: string
}

interface Words {
  readonly words: PhoneWords
  readonly say: Say
  readonly language: Language
}

/** The sources that are silent, by the rules of the panels: those that failed first, then whichever is longest overdue. */
export function lateFeeds(feeds: readonly FeedState[], { words, say, language }: Words): readonly LateFeed[] {
  return feeds
    .filter(({ freshness, document }) => isSilent(freshness.state) && document.manual !== true)
    .sort((a, b) => rankOf(a) - rankOf(b) || overdue(b) - overdue(a))
    .map(({ id, document, freshness }) => ({
      ...{ id, title: textIn(language, document.title), department: textIn(language, document.department) },
      glyph: GLYPH_OF_FRESHNESS[freshness.state],
      text: filled(freshness.state === 'failed' ? words.failedBy : words.lateBy, {
        span: spanText(freshness.lateBy ?? 0, say),
      }),
    }))
}

const isSilent = (state: string): boolean => state === 'late' || state === 'failed'
const rankOf = ({ freshness }: FeedState): number => (freshness.state === 'failed' ? 0 : 1)
const overdue = ({ freshness }: FeedState): number => freshness.lateBy ?? 0
