import type { Areas } from '../../shared/areas/areas.ts'
import { isoOf } from '../../shared/calendar/civil.ts'
import { CSV_MARK, csvLine, type CsvCell } from '../../shared/export/csv.ts'
import type { Codes, Column, Kind } from '../../shared/kinds/kind.ts'
import type { Text, Value } from '../../shared/model/value.ts'
import type { CarriedOut } from './explain.ts'

/** In which the records are told to people. */
export interface Words {
  readonly language: keyof Text
  readonly areas: Areas
  readonly kinds: readonly Kind[]
}

const OWN = {
  id: { zh: '编号', en: 'id' },
  counted: { zh: '计入分子', en: 'in the numerator' },
  mark: { zh: '导出标记', en: 'exported by' },
  pretend: { zh: '演示数据 ', en: '演示数据 ' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
} as const satisfies { readonly [name: string]: Text }

/** The records as somebody reads them in a spreadsheet. `mark` stands in every row: rows are copied one by one. */
export function recordsCsv(carried: CarriedOut, mark: string, words: Words): string {
  const { columns, rows, isSimulated } = carried
  const { language } = words
  const isRatio = rows.some(({ counted }) => counted !== null)
  const marked = markOf(isSimulated, mark, language)
  const head = [
    OWN.id[language],
    ...columns.map(column => titleOf(column, language)),
    ...(isRatio ? [OWN.counted[language]] : []),
    OWN.mark[language],
  ]
  const lines = rows.map(({ id, kind, values, counted }) => [
    id,
    ...columns.map((column, i) => cellOf(column, values[i] as Value, kind, words)),
    ...(isRatio ? [counted === null ? null : flag(counted, language)] : []),
    marked,
  ])
  return CSV_MARK + [head, ...lines].map(csvLine).join('')
}

/** Pretend data says so wherever it goes. */
export const markOf = (isSimulated: boolean, mark: string, language: keyof Text): string =>
  (isSimulated ? OWN.pretend[language] : '') + mark

/** A unit stands with the name of the column: a number with its unit would be a text. */
function titleOf({ title, unit }: Column, language: keyof Text): string {
  return unit === undefined ? title[language] : `${title[language]} (${unit[language]})`
}

const flag = (is: boolean, language: keyof Text): string => OWN[is ? 'yes' : 'no'][language]

/** A value as somebody reads it: in words, by its scale, an instant with its offset. */
export function cellOf(column: Column, value: Value | undefined, kind: string, words: Words): CsvCell {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return flag(value, words.language)
  if (typeof value === 'number') return column.type === 'instant' ? isoOf(value) : value / (column.scale ?? 1)
  if (typeof value === 'string') return wordOf(column, value, kind, words)
  if (Array.isArray(value))
    return value.map(part => String(cellOf(column, part as Value, kind, words) ?? '')).join('、')
  return JSON.stringify(value)
}

function wordOf({ name }: Column, value: string, kind: string, { language, areas, kinds }: Words): string {
  if (name === 'area') return placeOf(value, areas)
  const called =
    name === 'kind' ? kinds.find(({ id }) => id === value)?.title : codesOf(name, kind, kinds)[value]
  return called?.[language] ?? value
}

/** Each kind of several has codes of its own. */
function codesOf(column: string, kind: string, kinds: readonly Kind[]): Codes {
  const own = kinds.find(({ id }) => id === kind)
  const columns = [...(own?.columns ?? []), ...Object.values(own?.inner ?? {}).flat()]
  return columns.find(({ name, codes }) => name === column && codes !== undefined)?.codes ?? {}
}

/** The town, or what is known of it; a cell of the mosaic has no name of its own. */
function placeOf(code: string, areas: Areas): string {
  const leaf = areas.leafOf(code)
  return (leaf?.level === 'cell' ? leaf.parent : leaf)?.name ?? code
}
