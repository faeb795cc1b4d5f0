/**
 * Which of two texts comes first, by code points: the order of their UTF-8 bytes, in which SQLite and most languages sort.
 * Comparing with `<` goes by UTF-16 units, where emoji and rare characters come before U+E000 to U+FFFF.
 */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return rankOf(x) - rankOf(y)
  }
  return a.length - b.length
}

/** Surrogates, which begin what lies beyond U+FFFF, come after all others. */
const rankOf = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit)
