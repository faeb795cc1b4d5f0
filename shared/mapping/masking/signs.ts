import { LABELS } from './labels.ts'
import { TITLES } from './names.ts'

/** What a character may be the beginning of. Most are nothing, so most of a text is passed over at one look each. */
export const PLAIN = 0
export const DIGIT = 1
export const LABEL = 2
export const TITLE = 3
export const PROVINCE = 4
export const MAIL = 5

export const PROVINCE_SIGNS = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'

/** By UTF-16 code unit. */
export const SIGNS: Uint8Array = signs()

function signs(): Uint8Array {
  const table = new Uint8Array(0x1_0000)
  const mark = (texts: Iterable<string>, sign: number) => {
    for (const text of texts) table[text.charCodeAt(0)] = sign
  }
  mark('0123456789０１２３４５６７８９', DIGIT)
  mark(PROVINCE_SIGNS, PROVINCE)
  mark(TITLES, TITLE)
  mark(
    LABELS.map(label => label.text),
    LABEL,
  )
  mark('@＠', MAIL)
  return table
}

/** 0..9 of an ASCII or full-width digit, -1 of anything else. */
export function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  return code >= 0xff10 && code <= 0xff19 ? code - 0xff10 : -1
}

/** An ASCII or full-width letter. */
export function isLetter(code: number): boolean {
  const ascii = code >= 0xff21 && code <= 0xff5a ? code - 0xfee0 : code
  return (ascii >= 0x41 && ascii <= 0x5a) || (ascii >= 0x61 && ascii <= 0x7a)
}

export const isAlphanumeric = (code: number): boolean => digitOf(code) >= 0 || isLetter(code)
