import type { Language } from './say.ts'
import { inLanguage, type WordsOf } from './words.ts'

/** Values of records, where two of them are compared. */
const zh = {
  yes: '是',
  no: '否',
  unlocated: '未定位',
  /** A text without a sign, which is not the same as none. */
  empty: '空文字',
  ops: { put: '登记', drop: '撤下' } as { readonly [op: string]: string },
}

const en: WordsOf<typeof zh> = {
  yes: 'yes',
  no: 'no',
  unlocated: 'not located',
  empty: 'empty text',
  ops: { put: 'put', drop: 'dropped' },
}

export const fieldValueWords = (language: Language): typeof zh => inLanguage(language, zh, en)
