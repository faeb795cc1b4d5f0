import type { Value } from './value.ts'

/**
 * A 64-bit digest of a text as 16 hex digits, the same on every machine for ever: it is stored in journals.
 *
 * Among n different texts two share a digest with a chance of about n² / 2^65: one in 37 million for a million texts. It
 * is compared only between versions of one part of one thing, or of one document, so n is small. Two lanes of 32-bit
 * integers take in four characters a step; a step can be undone, so no difference is lost on the way, and the end spreads
 * it over all bits. It is fast without a native add-on, and no protection against somebody who wants two texts of his own
 * to look alike.
 */
export function digest(text: string): string {
  const { length } = text
  let a = 0x2b7e1516 ^ length
  let b = 0x28aed2a6
  for (let i = 0; i < length; i += 4) {
    // Beyond the end charCodeAt is NaN, which `|` reads as 0; the length in `a` tells apart what that makes equal.
    const x = text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16)
    const y = text.charCodeAt(i + 2) | (text.charCodeAt(i + 3) << 16)
    a = (Math.imul(rotate(a ^ x, 15), 0x9e3779b1) + b) | 0
    b = (Math.imul(rotate(b ^ y, 13), 0x85ebca77) + a) | 0
  }
  a = spread((a + b) | 0)
  b = spread((b + a) | 0)
  return hex((a + b) | 0, b)
}

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by))

/** Lets every bit of a word decide about every other. */
function spread(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return twice ^ (twice >>> 16)
}

const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const half = (word: number): string =>
  PAIRS[word >>> 24]! + PAIRS[(word >>> 16) & 255]! + PAIRS[(word >>> 8) & 255]! + PAIRS[word & 255]!
const hex = (a: number, b: number): string => half(a) + half(b)

/**
 * JSON text that is the same for equal values: names sorted by code unit, no blanks. Every part of every record goes through it, so
 * it adds to one text and makes no lists.
 */
export function canonical(value: Value): string {
  if (value === null) return 'null'
  if (typeof value !== 'object') return JSON.stringify(value)
  return Array.isArray(value)
    ? listed(value as readonly Value[])
    : named(value as { readonly [name: string]: Value })
}

function listed(values: readonly Value[]): string {
  let text = ''
  for (const value of values) text += text === '' ? canonical(value) : `,${canonical(value)}`
  return `[${text}]`
}

function named(fields: { readonly [name: string]: Value }): string {
  let text = ''
  for (const name of Object.keys(fields).sort()) {
    const field = `${JSON.stringify(name)}:${canonical(fields[name]!)}`
    text += text === '' ? field : `,${field}`
  }
  return `{${text}}`
}
