import { DAY, HOUR, MINUTE } from '../../shared/calendar/civil.ts'
import type { Rhythm } from '../../shared/model/documents.ts'
import type { ConsoleWords } from '../language/console.ts'
import { filled } from '../language/words.ts'

/** The largest unit that fits, rounded down. */
export function spanIn(ms: number, { spans }: ConsoleWords): string {
  const [unit, text] = unitOf(ms, spans)
  return filled(text, { n: Math.floor(Math.max(0, ms) / unit) })
}

function unitOf(ms: number, { s, m, h, d }: ConsoleWords['spans']): readonly [unit: number, text: string] {
  if (ms < MINUTE) return [1000, s]
  if (ms < HOUR) return [MINUTE, m]
  return ms < DAY ? [HOUR, h] : [DAY, d]
}

export function rhythmIn(rhythm: Rhythm, words: ConsoleWords): string {
  const { rhythms } = words
  switch (rhythm.type) {
    case 'every':
    case 'heartbeat':
      return filled(rhythms.every, { span: spanIn(rhythm.seconds * 1000, words) })
    case 'by':
      return filled(rhythm.days === 'every' ? rhythms.daily : rhythms.monthly, { time: rhythm.time })
    case 'none':
      return rhythms.none
  }
}

/** Cut, not rounded: 100 % is all of it. null: unknown. */
export const shareText = (share: number | null): string | null =>
  share === null ? null : `${(Math.floor(share * 1000) / 10).toFixed(1)}%`
