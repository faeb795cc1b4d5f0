/** A number as it stands on a screen: `11.0万人` is 110 000, told to the nearest thousand. */
export interface ShownNumber {
  readonly value: number
  /** Half of the last digit that is shown. */
  readonly within: number
}

const POWERS: { readonly [word: string]: number } = { 万: 1e4, 亿: 1e8, '%': 0.01 }

/** The numbers of a text, `187 / 200人` has two. A dash is no number. */
export const numbersIn = (text: string): readonly ShownNumber[] =>
  [...text.matchAll(/([−-]?\d[\d,]*(?:\.\d+)?)\s*([万亿%])?/g)].map(([, digits = '', power]) => {
    const plain = digits.replaceAll(',', '').replace('−', '-')
    const decimals = plain.split('.')[1]?.length ?? 0
    const unit = power === undefined ? 1 : POWERS[power]!
    return { value: Number(plain) * unit, within: 0.5 * 10 ** -decimals * unit }
  })
