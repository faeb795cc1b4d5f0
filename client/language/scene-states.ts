import type { Language } from './say.ts'
import { inLanguage, type WordsOf } from './words.ts'

/** How many scenes are as they should be; the words come with the panel that says it. */
const zh = { of: '/{all} 个场景正常', stale: '数据迟断 {n}', overdue: '有超时 {n}' }
type SceneStateWords = WordsOf<typeof zh>

const en: SceneStateWords = {
  of: '/{all} scenes are fine',
  stale: 'late or silent {n}',
  overdue: 'overdue {n}',
}

export const sceneStateWords = (language: Language): SceneStateWords =>
  inLanguage<SceneStateWords>(language, zh, en)
