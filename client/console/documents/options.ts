import type { Column } from '../../../shared/kinds/kind.ts'
import { textIn, type Language } from '../../language/say.ts'

export interface Option {
  readonly id: string
  readonly title: string
}

export const columnOptions = (columns: readonly Column[], language: Language): readonly Option[] =>
  columns.map(({ name, title }) => ({ id: name, title: `${textIn(language, title)} ${name}` }))

/** Those there are, and before them what is named and is not there. */
export const withNamed = (
  options: readonly Option[],
  named: string,
  missing: (name: string) => string,
): readonly Option[] =>
  named === '' || options.some(({ id }) => id === named)
    ? options
    : [{ id: named, title: missing(named) }, ...options]

/** Names that somebody typed apart by commas, of whichever kind, or by lines. */
export const partsOf = (text: string): readonly string[] =>
  text
    .split(/[,\n\uff0c\u3001]/)
    .map(part => part.trim())
    .filter(part => part !== '')

/** null: one of them is no number. */
export function numbersIn(text: string): readonly number[] | null {
  const numbers = partsOf(text).map(Number)
  return numbers.every(Number.isFinite) ? numbers : null
}
