import { inject, shallowRef, type App, type InjectionKey, type Ref } from 'vue'
import type { MoreWords } from './more-zh.ts'
import type { Language, Say } from './say.ts'
import { zh } from './zh.ts'

/** What a page can say, and in which language it says it. What it said is said anew when either changes. */
export interface Languages {
  readonly say: Say
  readonly language: Readonly<Ref<Language>>
  /** Chinese words that come with a widget; another language is fetched whole. */
  learn(words: MoreWords): void
  /** Speaks another language from now on. Rejects when its words cannot be had: then it goes on in the one before. */
  speak(language: Language): Promise<void>
  install(app: App): void
}

interface Tree {
  readonly [name: string]: string | Tree
}
type Words = ReadonlyMap<string, string>
export interface Known {
  readonly zh: Words
  readonly en?: Words
}

const LANGUAGES: InjectionKey<Languages> = Symbol('languages')

/** Chinese comes with the page; English is fetched when somebody wants it. */
export function createLanguages(): Languages {
  const language = shallowRef<Language>('zh')
  const known = shallowRef<Known>({ zh: wordsIn(zh) })
  const languages: Languages = {
    language,
    say: (key, gaps) => said(known.value, language.value, key, gaps),
    learn: words => (known.value = { ...known.value, zh: new Map([...known.value.zh, ...wordsIn(words)]) }),
    speak: async wanted => {
      if (known.value[wanted] === undefined) {
        const { en } = await import('./en.ts')
        known.value = { ...known.value, en: wordsIn(en) }
      }
      language.value = wanted
    },
    install: app => void app.provide(LANGUAGES, languages),
  }
  return languages
}

export function useLanguages(): Languages {
  const languages = inject(LANGUAGES)
  if (languages === undefined) throw new Error('language: a page was made without createLanguages()')
  return languages
}

/** Each word by its dotted path. */
export const wordsIn = (tree: Tree): Words => new Map(leavesOf(tree, ''))

const leavesOf = (tree: Tree, before: string): (readonly [string, string])[] =>
  Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [[before + name, value] as const] : leavesOf(value, `${before}${name}.`),
  )

/** A missing word is found by the types; at run time it must not stop a wall. */
export const said = (
  known: Known,
  language: Language,
  key: string,
  gaps: { readonly [name: string]: string | number } = {},
): string => {
  const text = known[language]?.get(key) ?? known.zh.get(key) ?? key
  return text.replace(/\{(\w+)\}/g, (_, gap: string) => String(gaps[gap]))
}
