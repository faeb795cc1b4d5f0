import type { Language } from '../language/say.ts'

/** A number as it is shown. The unit holds the power of ten: `12.6` `万户`. */
export interface Figure {
  readonly text: string
  readonly unit: string
  /** The power of ten that `unit` begins with: where the row or the title says the unit, this must not go with it. */
  readonly power?: '万' | '亿'
}

/** How a number is to be shown; a metric document says so. */
export interface NumberFormat {
  readonly unit: string
  readonly decimals: number
  readonly language: Language
}

export const UNKNOWN = '—'

/** There is a number, and it is not for whoever looks (VISUAL 4). */
export const RESTRICTED: Figure = { text: '———', unit: '' }

const WAN = 10_000
const YI = 100_000_000
/** A proper minus is as wide as a digit; a hyphen is not. */
const MINUS = '−'

/** Thousands in threes by comma, as the wall shows them. */
const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',')

function plain(value: number, decimals: number, group: boolean): string {
  const [whole, part] = Math.abs(value).toFixed(decimals).split('.') as [string, string | undefined]
  const zero = Number(whole) === 0 && Number(part ?? 0) === 0
  const digits = (group ? grouped(whole) : whole) + (part === undefined ? '' : `.${part}`)
  return value < 0 && !zero ? MINUS + digits : digits
}

/** Already counted in 万 or 亿 by its source (投资, 亿元): no powers on top. */
const powerIn = (unit: string): '万' | '亿' | 'bn' | null => {
  if (unit.startsWith('亿')) return '亿'
  if (unit.startsWith('万')) return '万'
  return unit.startsWith('bn') ? 'bn' : null
}

const ENGLISH_WAN = '×10^4'
const ENGLISH_YI = '×10^8'

/**
 * What its source counts in 万 or 亿 has no such unit in English: the first is written out, and the second told in billions,
 * to the same place as in Chinese.
 */
function englishOf(value: number, unit: string): Figure | null {
  if (unit.startsWith(ENGLISH_WAN))
    return {
      text: plain(value * WAN, 0, true),
      unit: unit.slice(ENGLISH_WAN.length).trim(),
    }
  if (!unit.startsWith(ENGLISH_YI)) return null
  const of = unit.slice(ENGLISH_YI.length).trim()
  return {
    text: plain(value / 10, Math.abs(value) >= 100 ? 1 : 2, true),
    unit: of === '' ? 'bn' : `bn ${of}`,
  }
}

/** By what will be printed: 9,999.96 with one decimal is already 1.0 万, and 9,999.96 万 is 1.0 亿. */
function powerOf(size: number, decimals: number): { readonly of: number; readonly word: '万' | '亿' } | null {
  if (Number((size / WAN).toFixed(1)) >= WAN) return { of: YI, word: '亿' }
  return Number(size.toFixed(decimals)) >= WAN ? { of: WAN, word: '万' } : null
}

/** Whole from 100 up, one decimal below; what would print as less than 1.0 万 is written out. */
function asCounted(value: number, unit: string): Figure {
  if (unit.startsWith('万') && Number(Math.abs(value).toFixed(1)) < 1)
    return { text: plain(value * WAN, 0, true), unit: unit.slice(1) }
  return { text: plain(value, Math.abs(value) >= 100 ? 0 : 1, false), unit }
}

/**
 * VISUAL 4: exact with commas below 1 万, then 万 and 亿 with one decimal. English has no such powers and writes the
 * number out; K, M and B are never used. null is unknown and never 0.
 */
export function figureOf(value: number | null, format: NumberFormat): Figure {
  const { unit, decimals, language } = format
  if (value === null || !Number.isFinite(value)) return { text: UNKNOWN, unit: '' }
  const english = language === 'en' ? englishOf(value, unit) : null
  if (english !== null) return english
  if (powerIn(unit) !== null) return asCounted(value, unit)
  const power = language === 'zh' ? powerOf(Math.abs(value), decimals) : null
  if (power !== null)
    return { text: plain(value / power.of, 1, true), unit: power.word + unit, power: power.word }
  return { text: plain(value, decimals, true), unit }
}

/** One line of text: `12.6万户`, `76.8%`. */
export const figureText = ({ text, unit }: Figure): string =>
  unit === '' ? text : /^[%‰°万亿]/.test(unit) ? text + unit : `${text} ${unit}`

/** Without the unit that is said elsewhere, but with its power: `6.5 万`. */
export const bareOf = ({ text, unit, power }: Figure): Figure => ({
  text,
  unit: power ?? powerIn(unit) ?? '',
})

export const bareText = (figure: Figure): string => figureText(bareOf(figure))

/** Every digit of a count, as for the two parts of a ratio: in 万 they would mostly be the same. */
export const writtenOut = (count: number | null): string =>
  figureOf(count, { unit: '', decimals: 0, language: 'en' }).text

/** A denominator whose unit comes after it, with that of its figure: `6.4 / 6.5 万人`; none where the two are of other powers. */
export const denominatorText = (figure: Figure, of: Figure): string | undefined => {
  if (figure.power === of.power) return of.text
  return figure.power === undefined ? bareText(of) : undefined
}

/** With its sign, for what changed: `+1,038`, `−2`. */
export function deltaOf(value: number | null, format: NumberFormat): Figure {
  const figure = figureOf(value, format)
  return value !== null && value > 0 ? { ...figure, text: `+${figure.text}` } : figure
}
