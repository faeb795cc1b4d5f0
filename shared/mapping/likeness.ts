/** How much two names have in common, 0 to 1: of their pairs of signs, without regard to case and to what joins words. */
export function likeness(a: string, b: string): number {
  const [one, other] = [pairsOf(a), pairsOf(b)]
  if (one.length === 0 || other.length === 0) return plain(a) === plain(b) ? 1 : 0
  const left = [...other]
  let same = 0
  for (const pair of one) {
    const place = left.indexOf(pair)
    if (place === -1) continue
    left.splice(place, 1)
    same++
  }
  return (2 * same) / (one.length + other.length)
}

const LONGEST = 80
const plain = (name: string): string =>
  name
    .slice(0, LONGEST)
    .toLowerCase()
    .replace(/[\s._-]+/g, '')

function pairsOf(name: string): readonly string[] {
  const text = plain(name)
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2))
}
