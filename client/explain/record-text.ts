import type { Areas } from '../../shared/areas/areas.ts'
import type { Value } from '../../shared/model/value.ts'
import type { RecordColumn, Records } from '../../shared/sync/explain.ts'
import { figureOf, figureText, UNKNOWN } from '../figures/number.ts'
import { momentText } from '../figures/time.ts'
import { unitIn, type Language } from '../language/say.ts'

/** What the words of a record are found with. */
export interface Words {
  readonly now: number
  readonly language: Language
  readonly areas: Areas
  /** What a kind of record is called. */
  readonly kindName: (kind: string) => string
  /** What a code of a kind's column is called; the code itself where nobody said. */
  readonly word: (kind: string, column: string, code: string) => string
}

/** Before anybody said what kinds and codes are called. */
export const NO_WORDS: Pick<Words, 'kindName' | 'word'> = {
  kindName: id => id,
  word: (_kind, _column, code) => code,
}

/** A record's values as somebody reads them, in the order of the columns: names for codes and places, numbers with their unit. */
export function recordTexts(
  { columns }: Pick<Records, 'columns'>,
  values: readonly unknown[],
  words: Words,
): readonly string[] {
  const kind = values[columns.findIndex(({ name }) => name === 'kind')]
  return columns.map((column, i) =>
    textOf(column, (values[i] ?? null) as Value, typeof kind === 'string' ? kind : '', words),
  )
}

function textOf(column: RecordColumn, value: Value, kind: string, words: Words): string {
  if (value === null || value === '') return UNKNOWN
  if (typeof value === 'boolean') return value ? '✓' : '×'
  if (typeof value === 'number') return numberText(column, value, words)
  if (Array.isArray(value)) return value.map(part => textOf(column, part as Value, kind, words)).join('、')
  return typeof value === 'string' ? codeText(column.name, value, kind, words) : JSON.stringify(value)
}

function numberText(
  { type, unit, scale = 1 }: RecordColumn,
  value: number,
  { now, language }: Words,
): string {
  if (type === 'instant') return momentText(value, now)
  const number = value / scale
  const decimals = Number.isInteger(number) ? 0 : 2
  return figureText(figureOf(number, { unit: unitIn(language, unit), decimals, language }))
}

function codeText(column: string, value: string, kind: string, words: Words): string {
  if (column === 'kind') return words.kindName(value)
  if (column === 'area') return placeText(value, words.areas)
  return words.word(kind, column, value)
}

/** The town, or what is known of it; a cell of the mosaic has no name of its own. */
function placeText(code: string, areas: Areas): string {
  const leaf = areas.leafOf(code)
  const node = leaf?.level === 'cell' ? leaf.parent : leaf
  return node?.name ?? code
}
