import type { Language } from './say.ts'
import { inLanguage, type WordsOf } from './words.ts'

/** Where a value of a record is worked out rather than read. */
const zh = {
  expression: '表达式',
  use: '用表达式',
  hint: '表达式只看得到这条记录:record["姓名"]、record.text.find("([0-9]+)号楼")、has(record.a) ? record.a : record.b。取样本即可看到每条的结果;写法见手册“映射”一章。',
}

const en: WordsOf<typeof zh> = {
  expression: 'expression',
  use: 'By an expression',
  hint: 'An expression sees this record alone: record["name"], record.text.find("No ([0-9]+)"), has(record.a) ? record.a : record.b. Take a sample to see what it gives for each; the manual of mappings tells the rest.',
}

export const expressionWords = (language: Language): typeof zh => inLanguage(language, zh, en)
