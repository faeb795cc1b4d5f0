/** A part of a stream's name: what is drawn for, e.g. `stream(seed, 'hotline', '2026-11-22')`. */
export type NamePart = string | number

/** A reproducible source of chance. Its content depends on its name alone, never on who drew before from another stream. */
export interface Chance {
  /** Uniform in [0, 1). */
  next(): number
  /** Whole, 0 <= n < limit. */
  int(limit: number): number
  /** Uniform in [low, high). */
  between(low: number, high: number): number
  happens(probability: number): boolean
  pick<T>(items: readonly T[]): T
  weighted<T>(items: readonly T[], weights: readonly number[]): T
  /** Standard normal. */
  normal(): number
  /** Log-normal by its median; sigma is that of the logarithm. */
  logNormal(median: number, sigma: number): number
  poisson(mean: number): number
  shuffled<T>(items: readonly T[]): T[]
  /** A stream below this one, by name: what was drawn here has no influence on it. */
  split(...names: readonly NamePart[]): Chance
}

type State = readonly [number, number, number, number]

/** Four lanes of a multiplicative string hash, mixed until every input bit reaches every lane. Plain variables: most of a pretend day is this. */
function hashed(text: string): State {
  let [a, b, c, d] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667]
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    a = Math.imul(a ^ unit, 0x85ebca6b)
    b = (Math.imul(b ^ unit, 0xc2b2ae35) + a) | 0
    c = (Math.imul(c ^ unit, 0x27d4eb2f) + b) | 0
    d = (Math.imul(d ^ unit, 0x165667b1) + c) | 0
  }
  return [mixed(a ^ b), mixed(b ^ c), mixed(c ^ d), mixed(d ^ a)]
}

function mixed(word: number): number {
  let h = word
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b)
  return (h ^ (h >>> 16)) >>> 0
}

/** sfc32 (C. Doty-Humphrey): small, fast, passes the usual batteries; the first draws only stir. */
function generator(name: string): () => number {
  let [a, b, c, d] = hashed(name)
  const draw = () => {
    const t = (a + b + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    c |= 0
    return (t >>> 0) / 0x1_0000_0000
  }
  for (let i = 0; i < 12; i++) draw()
  return draw
}

/** Large means by the normal approximation: exact tails are of no use to a pretend city. */
const POISSON_BY_HAND = 40

function poissonOf(mean: number, next: () => number, normal: () => number): number {
  if (mean <= 0) return 0
  if (mean > POISSON_BY_HAND) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
  const floor = Math.exp(-mean)
  let count = 0
  for (let product = next(); product > floor; product *= next()) count++
  return count
}

function weightedIndex(weights: readonly number[], point: number): number {
  let rest = point * weights.reduce((sum, w) => sum + w, 0)
  for (let i = 0; i < weights.length; i++) {
    rest -= weights[i]!
    if (rest < 0) return i
  }
  return weights.length - 1
}

function chanceOf(name: string): Chance {
  const next = generator(name)
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  const int = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    int,
    normal,
    between: (low, high) => low + (high - low) * next(),
    happens: probability => next() < probability,
    pick: items => items[int(items.length)]!,
    weighted: (items, weights) => items[weightedIndex(weights, next())]!,
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
    poisson: mean => poissonOf(mean, next, normal),
    shuffled: items => shuffled(items, int),
    split: (...names) => chanceOf([name, ...names].join('/')),
  }
}

function shuffled<T>(items: readonly T[], int: (limit: number) => number): T[] {
  const result = [...items]
  for (let i = result.length - 1; i > 0; i--) {
    const j = int(i + 1)
    ;[result[i], result[j]] = [result[j]!, result[i]!]
  }
  return result
}

/** The stream of that name under that seed. */
export const stream = (seed: string, ...names: readonly NamePart[]): Chance =>
  chanceOf([seed, ...names].join('/'))

/** One uniform draw for a name, without making a stream: cheap enough to ask for every record. */
export const draw = (seed: string, ...names: readonly NamePart[]): number =>
  hashed([seed, ...names].join('/'))[0] / 0x1_0000_0000

/** Weights of ranks 1..count under Zipf's law. */
export const zipf = (count: number, exponent: number): number[] =>
  Array.from({ length: count }, (_, i) => 1 / (i + 1) ** exponent)

/** Whole shares of `total` in proportion to the weights (largest remainders): they always sum to `total` exactly. */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map(w => (total * w) / sum)
  const shares = exact.map(Math.floor)
  const missing = total - shares.reduce((a, b) => a + b, 0)
  const byRemainder = exact
    .map((x, i) => [x - Math.floor(x), i] as const)
    .sort((a, b) => b[0] - a[0] || a[1] - b[1])
  for (const [, i] of byRemainder.slice(0, missing)) shares[i]!++
  return shares
}
