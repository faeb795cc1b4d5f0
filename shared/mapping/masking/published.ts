import { uncovered, type Cover } from './cover.ts'
import { certainNumber } from './digits.ts'
import { endOfShort, hideNumber, readNumber } from './numbers.ts'
import { digitOf } from './signs.ts'

/**
 * For names that are published (departments, classes, offices with their telephone): a mapping may take them as they are,
 * but the upstream writes them, and a mobile or identity number among them slipped in. Everything else stays.
 */
export function maskPublished(text: string): string {
  const cover: Cover = { text, hidden: null }
  for (let at = nextDigit(text, 0); at < text.length; at = nextDigit(text, at)) {
    const short = endOfShort(text, at)
    if (short === -1) {
      const written = readNumber(text, at)
      hideNumber(cover, written, Infinity, certainNumber)
      at = written.end
    } else at = short
  }
  return uncovered(cover)
}

function nextDigit(text: string, from: number): number {
  let at = from
  while (at < text.length && digitOf(text.charCodeAt(at)) < 0) at++
  return at
}
