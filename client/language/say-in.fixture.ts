import { createI18n } from 'vue-i18n'
import { en } from './en.ts'
import { asFunctions } from './i18n.ts'
import { moreZh } from './more-zh.ts'
import type { Language, Say } from './say.ts'
import { zh } from './zh.ts'

/** The words of a language without an application. */
export function sayIn(language: Language): Say {
  const messages = { zh: asFunctions({ ...zh, ...moreZh }), en: asFunctions(en) }
  const { global } = createI18n({ legacy: false, locale: language, fallbackLocale: 'zh', messages })
  return (key, gaps) => global.t(key, gaps ?? {})
}
