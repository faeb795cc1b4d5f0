import type { Language } from './say.ts'
import { inLanguage, type WordsOf } from './words.ts'

/** A version of a feed beside the one in force, for longer than a look. */
const zh = {
  title: '并行运行',
  hint: '新版与现行版对进来的同样记录各映射一遍,只记条数和最近 10 处不同;最多 24 小时,不入库',
  start: '开始并行',
  again: '以当前改动重新开始',
  stop: '停止',
  states: {
    running: '自 {since} 起并行中,至多到 {until}',
    over: '自 {since} 起的 24 小时已满,已停止',
    replaced: '现行版本已换,已停止;自 {since} 起',
  },
  older: '并行的是较早的改动,与现在写的不同。',
  counts: {
    same: '相同',
    differs: '不同',
    onlyBefore: '只有现行通过',
    onlyAfter: '只有新版通过',
    neither: '两版都不通过',
    passedOver: '来得太快未比',
  },
  none: '还没有进来记录。',
  latest: '最近的不同',
  says: { differs: '不同', onlyBefore: '只有现行通过', onlyAfter: '只有新版通过' },
  raw: '上游所说(已脱敏)',
}

const en: WordsOf<typeof zh> = {
  title: 'Side by side',
  hint: 'This version and the one in force map what comes in; their counts and the latest ten differences are kept, for a day at most, and nothing is stored',
  start: 'Run side by side',
  again: 'Begin anew with this version',
  stop: 'Stop',
  states: {
    running: 'Since {since}, until {until} at most',
    over: 'Its day since {since} is over',
    replaced: 'Another version came into force; since {since}',
  },
  older: 'What runs is an earlier change than what is written now.',
  counts: {
    same: 'the same',
    differs: 'differ',
    onlyBefore: 'by the one in force alone',
    onlyAfter: 'by this one alone',
    neither: 'by neither',
    passedOver: 'came too fast to compare',
  },
  none: 'Nothing came in yet.',
  latest: 'Latest differences',
  says: { differs: 'differs', onlyBefore: 'by the one in force alone', onlyAfter: 'by this one alone' },
  raw: 'As the upstream told it (masked)',
}

export const feedRunningWords = (language: Language): typeof zh => inLanguage(language, zh, en)
