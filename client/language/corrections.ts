import type { Language } from './say.ts'
import { inLanguage } from './words.ts'

/** What a notice of holidays did to a due date. */
const zh = { moved: '因 {year} 年放假安排,时限由 {before} 改为 {after}', paused: '暂停' }
const en: typeof zh = {
  moved: 'By the holidays of {year} it is due {after} in place of {before}',
  paused: 'when its clock goes on',
}

export const correctionWords = (language: Language): typeof zh => inLanguage(language, zh, en)
