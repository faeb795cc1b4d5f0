import { useI18n } from 'vue-i18n'
import { asFunctions } from './i18n.ts'
import type { MoreWords } from './more-zh.ts'

const learned = new WeakSet<MoreWords>()

/** Has the page learn the Chinese words that come with a widget, once; another language is fetched whole. */
export function useMoreWords(): (words: MoreWords | undefined) => void {
  const { mergeLocaleMessage } = useI18n()
  return words => {
    if (words === undefined || learned.has(words)) return
    learned.add(words)
    mergeLocaleMessage('zh', asFunctions(words))
  }
}
