import { figureOf, figureText } from '../figures/number.ts'

/** Indicators are stored in ten-thousandths of their unit. */
const VALUE = 10_000
const MOST_DECIMALS = 4

/** With all decimals that it was published with, and no powers on top. */
export function writtenAs(told: number): string {
  const value = told / VALUE
  const decimals = Math.min(MOST_DECIMALS, (String(value).split('.')[1] ?? '').length)
  return figureText(figureOf(value, { unit: '', decimals, language: 'en' }))
}
