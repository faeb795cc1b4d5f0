import type { ToldCorrection } from '../../shared/sync/calendar.ts'
import { momentText } from '../figures/time.ts'
import { correctionWords } from '../language/corrections.ts'
import type { Language } from '../language/say.ts'
import { filled } from '../language/words.ts'

/** `因 2027 年放假安排,时限由 2027-02-11 23:59 改为 2027-02-13 23:59` (DOMAIN 2.4 R7). */
export function correctionText(
  { year, before, after }: ToldCorrection,
  { language, now }: { readonly language: Language; readonly now: number },
): string {
  const words = correctionWords(language)
  return filled(words.moved, {
    year,
    before: momentText(before, now),
    after: after === null ? words.paused : momentText(after, now),
  })
}
