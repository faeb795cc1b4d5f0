import type { Column } from '../../../shared/kinds/kind.ts'
import type { MetricDocument } from '../../../shared/model/documents.ts'
import type { Fields, Value } from '../../../shared/model/value.ts'
import type { DocumentsGround } from '../../../shared/sync/publications.ts'
import type { TriedCell } from '../../../shared/sync/trial.ts'
import { figureOf, figureText, type Figure } from '../../figures/number.ts'
import type { DocumentWords } from '../../language/documents.ts'
import { textIn, unitIn, type Language } from '../../language/say.ts'
import { filled } from '../../language/words.ts'
import { listOf, numberOf } from '../../widgets/values.ts'
import { dimensionColumn } from './metric-model.ts'

/** A number as the wall would show it, of one place and one part. */
export interface TriedRow {
  readonly key: string
  readonly area: string
  readonly dim: string
  readonly figure: Figure
  readonly rows: number
  /** Of a series: what each bucket says, the oldest first; else []. */
  readonly line: readonly number[]
}

interface Told {
  readonly document: MetricDocument
  readonly kinds: DocumentsGround['kinds']
  readonly language: Language
  readonly words: DocumentWords
}

export const MOST_ROWS = 60

export function triedRows(cells: readonly TriedCell[], told: Told): readonly TriedRow[] {
  const series = new Map<string, TriedCell[]>()
  for (const cell of cells) {
    const key = JSON.stringify([cell.area, ...cell.dims])
    series.set(key, [...(series.get(key) ?? []), cell])
  }
  const dimension = dimensionColumn(told.kinds, told.document as unknown as Fields)
  return [...series].map(([key, buckets]) => {
    const sorted = [...buckets].sort((a, b) => Number(a.bucket) - Number(b.bucket))
    const last = sorted[sorted.length - 1] as TriedCell
    return {
      ...{ key, area: last.name, dim: dimText(last.dims, dimension, told) },
      figure: figureIn(last.value, told),
      rows: sorted.reduce((sum, { rows }) => sum + rows, 0),
      line: sorted.length < 2 ? [] : sorted.map(({ value }) => numberOf(value, told.document) ?? 0),
    }
  })
}

function dimText(
  dims: readonly string[],
  column: Column | undefined,
  { kinds, language, words }: Told,
): string {
  const [code] = dims
  if (code === undefined) return ''
  if (code === '') return words.unknown
  if (column?.name === 'kind') return textIn(language, kinds.find(({ id }) => id === code)?.title) || code
  return textIn(language, column?.codes?.[code]) || code
}

function figureIn(value: Value, { document, language, words }: Told): Figure {
  const format = { unit: unitIn(language, document.unit), decimals: document.decimals, language }
  const { aggregate, scale } = document
  if (aggregate.type === 'percentile') {
    const each = Array.isArray(value) ? (value as readonly Value[]) : []
    const texts = aggregate.p.map((p, i) => {
      const at = each[i]
      const figure = figureOf(typeof at === 'number' ? at / scale : null, format)
      return `${filled(words.percentile, { p })} ${figureText(figure)}`
    })
    return { text: texts.join(' · '), unit: '' }
  }
  const list = listOf(value, document)
  if (list !== null) return { text: filled(words.listed, { n: list.total }), unit: '' }
  return figureOf(numberOf(value, document), format)
}
