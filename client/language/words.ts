import type { Language } from './say.ts'

/** The words of one page in both languages; a word that one of them lacks does not compile. */
export type WordsOf<Zh> = {
  readonly [word in keyof Zh]: Zh[word] extends string ? string : WordsOf<Zh[word]>
}

export const inLanguage = <Words>(language: Language, zh: Words, en: Words): Words =>
  language === 'en' ? en : zh

/** A text with its `{gaps}` filled. */
export const filled = (text: string, gaps: { readonly [gap: string]: string | number }): string =>
  text.replace(/\{(\w+)\}/g, (_, gap: string) => String(gaps[gap] ?? ''))
