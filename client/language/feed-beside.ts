import type { Language } from './say.ts'
import { inLanguage, type WordsOf } from './words.ts'

/** A version of a feed beside the one in force. */
const zh = {
  title: '与现行版本对照',
  hint: '两个版本对同样的 {n} 条记录',
  taken: '现行通过 {before} 条,新版通过 {after} 条',
  same: '{n} 条两版相同',
  onlyBefore: '{n} 条只有现行通过',
  onlyAfter: '{n} 条只有新版通过',
  made: '现行版本的映射',
  differs: '不同',
  fields: { name: '字段', count: '条数', before: '现行(首例)', after: '新版(首例)' },
  numbers: { metric: '指标', panels: '所在面板', before: '现行', after: '新版' },
  numbersHint: '假设全市只有这些记录时的数字,按统一口径计算',
  others: '另有 {n} 处',
  noFields: '两版都通过的记录,字段完全相同。',
  noNumbers: '没有指标会因此不同。',
  noPanel: '没有面板用到',
}

const en: WordsOf<typeof zh> = {
  title: 'Beside the version in force',
  hint: 'Both over the same {n} records',
  taken: '{before} pass by the one in force, {after} by this one',
  same: '{n} are the same in both',
  onlyBefore: '{n} pass by the one in force alone',
  onlyAfter: '{n} pass by this one alone',
  made: 'Mapped by the version in force',
  differs: 'differs',
  fields: { name: 'Field', count: 'Records', before: 'In force (first)', after: 'This (first)' },
  numbers: { metric: 'Metric', panels: 'Panels', before: 'In force', after: 'This' },
  numbersHint: 'What the city would say if these records were all there is, counted as everywhere',
  others: 'and {n} more',
  noFields: 'Of records that both take no field differs.',
  noNumbers: 'No number would differ.',
  noPanel: 'no panel shows it',
}

export const feedBesideWords = (language: Language): typeof zh => inLanguage(language, zh, en)
