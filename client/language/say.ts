import type { Text } from '../../shared/model/value.ts'
import type { MoreWords } from './more-zh.ts'
import type { zh } from './zh.ts'

export type Language = keyof Text

/** Dotted paths to the leaves of the messages: `state.late`. */
type Paths<Tree, Before extends string = ''> = {
  [Name in keyof Tree & string]: Tree[Name] extends string
    ? `${Before}${Name}`
    : Paths<Tree[Name], `${Before}${Name}.`>
}[keyof Tree & string]

type Words = typeof zh & MoreWords

export type MessageKey = Paths<typeof zh> | Paths<MoreWords>

/** A message in the language of the screen, with its named gaps filled. */
export type Say = (key: MessageKey, gaps?: { readonly [name: string]: string | number }) => string

/** The same tree with other words. */
export type Same<Tree> = {
  readonly [Name in keyof Tree]: Tree[Name] extends string ? string : Same<Tree[Name]>
}
export type Messages = Same<Words>

/** A document's text; one without an English side is shown in Chinese rather than not at all. */
export const textIn = (language: Language, text: Text | undefined): string =>
  text === undefined ? '' : text[language] || text.zh

/** Unlike other text a unit may be empty on purpose: English counts cases without a word. */
export const unitIn = (language: Language, unit: Text | undefined): string => unit?.[language] ?? ''
