import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  bareOf,
  bareText,
  deltaOf,
  denominatorText,
  figureOf,
  figureText,
  writtenOut,
  type NumberFormat,
} from './number.ts'

const format = (over: Partial<NumberFormat> = {}): NumberFormat => ({
  unit: '件',
  decimals: 0,
  language: 'zh',
  ...over,
})
const text = (value: number | null, over?: Partial<NumberFormat>) => figureText(figureOf(value, format(over)))

test('[FIG1] exact with commas below 1 万, then 万 and 亿 with one decimal', () => {
  expect(text(0)).toBe('0 件')
  expect(text(1284)).toBe('1,284 件')
  expect(text(9999)).toBe('9,999 件')
  expect(text(10_000)).toBe('1.0万件')
  expect(text(126_000, { unit: '户' })).toBe('12.6万户')
  expect(text(99_999_499)).toBe('9,999.9万件')
  expect(text(99_999_500)).toBe('1.0亿件')
  expect(text(1_284_000_000, { unit: '' })).toBe('12.8亿')
})

test('[FIG1] it is the printed number that decides, not the one behind it', () => {
  expect(text(9999.96, { decimals: 1 })).toBe('1.0万件')
  expect(text(9999.94, { decimals: 1 })).toBe('9,999.9 件')
  expect(text(9999.6)).toBe('1.0万件')
})

test('[FIG9] a number without its unit keeps its power of ten', () => {
  const figure = (value: number | null, unit = '件') => figureOf(value, format({ unit }))
  expect([bareText(figure(64_832)), bareText(figure(168)), bareText(figure(null))]).toEqual([
    '6.5万',
    '168',
    '—',
  ])
  expect(bareOf(figure(128_000_000))).toEqual({ text: '1.3', unit: '亿' })
  expect(bareOf(figure(168))).toEqual({ text: '168', unit: '' })
  expect(bareText(figure(1064, '亿元'))).toBe('1064亿')
  expect(writtenOut(62_681)).toBe('62,681')
  const of = (count: number, all: number) => denominatorText(figure(count), figure(all))
  expect([of(187, 200), of(64_000, 65_000), of(9_000, 65_000)]).toEqual(['200', '6.5', '6.5万'])
  // A unit that comes after both would be that of one of them only.
  expect(of(65_000, 9_000)).toBeUndefined()
})

test('[FIG2] what is counted in 亿 or 万 already keeps its unit: whole from 100, one decimal below', () => {
  expect(text(1190, { unit: '亿元' })).toBe('1190亿元')
  expect(text(85.66, { unit: '亿元', decimals: 2 })).toBe('85.7亿元')
  expect(text(15_000, { unit: '万元' })).toBe('15000万元')
  expect(text(0.0231, { unit: '万人', decimals: 1 })).toBe('231 人')
  expect(text(0.9499, { unit: '万人', decimals: 1 })).toBe('9,499 人')
  expect(text(1.02, { unit: '万人', decimals: 1 })).toBe('1.0万人')
  expect(text(0, { unit: '万人', decimals: 1 })).toBe('0 人')
})

test('[FIG3] English has no 万: the number is written out, and no K, M or B ever', () => {
  expect(text(126_000, { language: 'en', unit: 'households' })).toBe('126,000 households')
  fc.assert(
    fc.property(fc.double({ min: -1e12, max: 1e12, noNaN: true }), value => {
      const said = text(value, { language: 'en', unit: '' })
      expect(said).toMatch(/^−?[\d,]+$/)
    }),
  )
})

test('[FIG10] what its source counts in 万 or 亿 has an English number that can be read', () => {
  const english = (value: number, unit: string) =>
    figureOf(value, format({ language: 'en', unit, decimals: 1 }))
  expect(figureText(english(12.6, '×10^4'))).toBe('126,000')
  expect(figureText(english(2.3, '×10^4 people'))).toBe('23,000 people')
  expect(figureText(english(1190, '×10^8 yuan'))).toBe('119.0 bn yuan')
  expect(figureText(english(85, '×10^8 yuan'))).toBe('8.50 bn yuan')
  expect(figureText(english(0.9, '×10^8 yuan'))).toBe('0.09 bn yuan')
  expect(bareText(english(1089, '×10^8 yuan'))).toBe('108.9 bn')
})

test('[FIG4] unknown is a dash and never 0', () => {
  expect(figureOf(null, format())).toEqual({ text: '—', unit: '' })
  expect(figureOf(Number.NaN, format())).toEqual({ text: '—', unit: '' })
  expect(deltaOf(null, format())).toEqual({ text: '—', unit: '' })
})

test('[FIG5] decimals are fixed, what rounds to nothing has no sign, and a change has one', () => {
  expect(text(76.8, { unit: '%', decimals: 1 })).toBe('76.8%')
  expect(text(95, { unit: '%', decimals: 1 })).toBe('95.0%')
  expect(text(-0.3)).toBe('0 件')
  expect(text(-2)).toBe('−2 件')
  expect(deltaOf(1038, format({ unit: '' })).text).toBe('+1,038')
  expect(deltaOf(-2, format({ unit: '' })).text).toBe('−2')
  expect(deltaOf(0, format({ unit: '' })).text).toBe('0')
})
