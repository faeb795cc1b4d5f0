import { halfWidth } from '../mapping/text/width.ts'
import type { FormColumn, SubmissionForm } from './form.ts'

/** Above what says which row it is, in a file; a form has no words for them. */
export const LINE_TITLES = {
  code: { zh: '代码', en: 'code' },
  name: { zh: '指标', en: 'indicator' },
  unit: { zh: '单位', en: 'unit' },
  number: { zh: '行号', en: 'row' },
} as const
export type LineTitle = keyof typeof LINE_TITLES

/** What says which row it is, in the order of a template: a line its code, name and unit, a free row its number. What a column is called is that column. */
export function lineTitlesOf({ lines, columns }: SubmissionForm): readonly LineTitle[] {
  const taken = new Set(columns.flatMap(column => [...wordsOf(column)]))
  const titles: readonly LineTitle[] = lines === undefined ? ['number'] : ['code', 'name', 'unit']
  return titles.filter(title => !Object.values(LINE_TITLES[title]).some(word => taken.has(plainTitle(word))))
}

export type Heading =
  | { readonly is: 'column'; readonly name: string }
  | { readonly is: 'line'; readonly title: LineTitle }
  /** `unit`: a column of the form in another unit than the form asks for. */
  | { readonly is: 'strange'; readonly why: 'unknown' | 'unit' }

/** As titles and names are compared: without blanks, in half width, in small letters. */
export const plainTitle = (text: string): string => halfWidth(text).replace(/\s/g, '').toLowerCase()

export const unitOf = (column: FormColumn): string => (column.type === 'number' ? (column.unit ?? '') : '')

/** What the headings of a file mean in a form: a title in either language, or the name of the column; with its unit behind it, or without. */
export function headingsOf(form: SubmissionForm): (text: string) => Heading {
  const known = new Map<string, Heading | null>()
  for (const title of lineTitlesOf(form))
    for (const word of Object.values(LINE_TITLES[title])) known.set(plainTitle(word), { is: 'line', title })
  const columns = new Map<string, string | null>()
  for (const column of form.columns)
    for (const word of wordsOf(column)) {
      const other = columns.get(word)
      // What two columns are called says neither.
      columns.set(word, other === undefined || other === column.name ? column.name : null)
    }
  for (const [word, name] of columns) known.set(word, name === null ? null : { is: 'column', name })
  return text => {
    const plain = plainTitle(text)
    const found = known.get(plain)
    if (found) return found
    const isInOtherUnit = [...columns].some(([word, name]) => name !== null && plain.startsWith(`${word}(`))
    return { is: 'strange', why: isInOtherUnit ? 'unit' : 'unknown' }
  }
}

function wordsOf(column: FormColumn): ReadonlySet<string> {
  const words = [column.title.zh, column.title.en, column.name].map(plainTitle)
  const unit = plainTitle(unitOf(column))
  return new Set(unit === '' ? words : [...words, ...words.map(word => `${word}(${unit})`)])
}
