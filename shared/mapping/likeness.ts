/** What a name is compared by: how often it has each pair of signs. */
export interface Pairs {
  readonly plain: string
  readonly counts: ReadonlyMap<string, number>
  readonly of: number
}

/** How much two names have in common, 0 to 1: of their pairs of signs, without regard to case and to what joins words. */
export const likeness = (a: string, b: string): number => likenessOf(pairsOf(a), pairsOf(b))

/** Of names that are compared with many. */
export function likenessOf(one: Pairs, other: Pairs): number {
  if (one.of === 0 || other.of === 0) return one.plain === other.plain ? 1 : 0
  let same = 0
  for (const [pair, times] of one.counts) same += Math.min(times, other.counts.get(pair) ?? 0)
  return (2 * same) / (one.of + other.of)
}

const LONGEST = 80

export function pairsOf(name: string): Pairs {
  const plain = name
    .slice(0, LONGEST)
    .toLowerCase()
    .replace(/[\s._-]+/g, '')
  const counts = new Map<string, number>()
  const of = Math.max(0, plain.length - 1)
  for (let i = 0; i < of; i++) {
    const pair = plain.slice(i, i + 2)
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return { plain, counts, of }
}
