import { en } from './en.ts'
import { said, wordsIn } from './languages.ts'
import { moreZh } from './more-zh.ts'
import type { Language, Say } from './say.ts'
import { zh } from './zh.ts'

/** The words of a language without an application. */
export function sayIn(language: Language): Say {
  const known = { zh: wordsIn({ ...zh, ...moreZh }), en: wordsIn(en) }
  return (key, gaps) => said(known, language, key, gaps)
}
