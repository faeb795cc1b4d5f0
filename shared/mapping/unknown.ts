import type { Sheet } from './sheet.ts'

/** A word of an upstream that no table knows: a code, or the name or the code of a place. */
export interface UnknownWord {
  readonly as: 'code' | 'place'
  /** Where in the mapping: `fields/status`, `area/1/town`. */
  readonly target: string
  /** Where in the record. */
  readonly path: string
  /** Masked and cut: with * or … in it, it is not what the upstream said. */
  readonly word: string
  /** Of a place, the code of the wider one inside which it was looked for; '' for none. */
  readonly within: string
}

export const LONGEST_WORD = 60

/** Several ways look for one place: it is noted once, where most is known of it. */
export function noteUnknown(sheet: Sheet, word: UnknownWord): void {
  sheet.unknown ??= []
  const at = sheet.unknown.findIndex(known => known.as === word.as && isSame(known, word))
  if (at === -1) sheet.unknown.push(word)
  else if (sheet.unknown[at]!.within.length < word.within.length) sheet.unknown[at] = word
}

const isSame = (a: UnknownWord, b: UnknownWord): boolean =>
  a.word === b.word && (a.as === 'place' || a.target === b.target)
