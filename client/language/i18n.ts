import { createI18n } from 'vue-i18n'
import type { Language } from './say.ts'
import { zh } from './zh.ts'

/** Chinese comes with the page; English is fetched when somebody wants it. */
export function createLanguages() {
  return createI18n({
    legacy: false,
    locale: 'zh',
    fallbackLocale: 'zh',
    messages: { zh: asFunctions(zh) } as { readonly [language in Language]: Functions },
    // A missing word is found by the types; at run time it must not stop a wall.
    missingWarn: false,
    fallbackWarn: false,
  })
}

type Languages = ReturnType<typeof createLanguages>

/** Speaks another language from now on. Rejects when its words cannot be had: then it goes on in the one before. */
export async function speak({ global }: Languages, language: Language): Promise<void> {
  if (!global.availableLocales.includes(language))
    global.setLocaleMessage(language, asFunctions((await import('./en.ts')).en))
  global.locale.value = language
}

interface Context {
  named(gap: string): unknown
}
type Message = (context: Context) => string
interface Tree {
  readonly [name: string]: string | Tree
}
export interface Functions {
  [name: string]: Message | Functions
}

/** Our messages have named gaps and nothing else: a function fills them, and no compiler for them need be shipped. */
export function asFunctions(tree: Tree): Functions {
  return Object.fromEntries(
    Object.entries(tree).map(([name, value]) => [
      name,
      typeof value === 'string' ? filled(value) : asFunctions(value),
    ]),
  )
}

const filled =
  (text: string): Message =>
  context =>
    text.replace(/\{(\w+)\}/g, (_, gap: string) => String(context.named(gap)))
