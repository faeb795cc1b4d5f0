import type { Language } from '../language/say.ts'

/** `auto` follows the machine (prefers-contrast, prefers-reduced-motion). */
export interface Settings {
  readonly language?: Language
  readonly contrast?: 'auto' | 'high' | 'normal'
  readonly motion?: 'auto' | 'off'
  /** Tables in place of charts and maps. */
  readonly tables?: 'on' | 'off'
  /** Alerts are heard here. */
  readonly sounds?: 'on' | 'off'
  readonly k?: number
  readonly seams?: readonly number[]
}

const oneOf = <T extends string>(text: unknown, ...choices: readonly T[]): T | undefined =>
  choices.find(choice => choice === text)

const positive = (value: unknown): number | undefined => {
  const number = Number(value)
  return value !== null && value !== '' && Number.isFinite(number) && number > 0 ? number : undefined
}

/** Leaves out what is not there: an absent setting must not hide one that is kept. */
function given(all: { readonly [Name in keyof Settings]: Settings[Name] | undefined }): Settings {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

/** Places on a wall, in pixels of it: `1920,3840`. */
export const pixelsIn = (text: string): readonly number[] =>
  text.split(/[,,]/).flatMap(each => positive(each.trim()) ?? [])

/** From an address: `?lang=en&contrast=high&motion=off&k=1.2&seams=1920,3840`. What is not understood is left out. */
export function settingsIn(search: string): Settings {
  const query = new URLSearchParams(search)
  const seams = pixelsIn(query.get('seams') ?? '')
  return given({
    language: oneOf(query.get('lang'), 'zh', 'en'),
    contrast: oneOf(query.get('contrast'), 'auto', 'high', 'normal'),
    motion: oneOf(query.get('motion'), 'auto', 'off'),
    tables: oneOf(query.get('tables'), 'on', 'off'),
    sounds: oneOf(query.get('sounds'), 'on', 'off'),
    k: positive(query.get('k')),
    seams: seams.length === 0 ? undefined : seams,
  })
}

/** As kept by this browser, maybe by an older version of this page. */
export function readSettings(text: string | null): Settings {
  if (text === null) return {}
  try {
    const kept = JSON.parse(text) as { readonly [name: string]: unknown } | null
    return given({
      language: oneOf(kept?.['language'], 'zh', 'en'),
      contrast: oneOf(kept?.['contrast'], 'auto', 'high', 'normal'),
      motion: oneOf(kept?.['motion'], 'auto', 'off'),
      tables: oneOf(kept?.['tables'], 'on', 'off'),
      sounds: oneOf(kept?.['sounds'], 'on', 'off'),
      k: positive(kept?.['k'] ?? null),
    })
  } catch {
    return {}
  }
}
