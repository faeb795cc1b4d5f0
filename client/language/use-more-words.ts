import { useLanguages } from './languages.ts'
import type { MoreWords } from './more-zh.ts'

const learned = new WeakSet<MoreWords>()

/** Has the page learn the Chinese words that come with a widget, once. */
export function useMoreWords(): (words: MoreWords | undefined) => void {
  const { learn } = useLanguages()
  return words => {
    if (words === undefined || learned.has(words)) return
    learned.add(words)
    learn(words)
  }
}
