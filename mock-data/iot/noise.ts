import { draw } from '../random.ts'

/** A value in [-1, 1) that wanders smoothly: drawn anew every `period` ms and joined in between. */
export function wander(seed: string, name: string, at: number, period: number): number {
  const step = Math.floor(at / period)
  const share = at / period - step
  const from = draw(seed, 'wander', name, step)
  const to = draw(seed, 'wander', name, step + 1)
  const eased = share * share * (3 - 2 * share)
  return 2 * (from + (to - from) * eased) - 1
}

/** A fixed value of a thing, uniform in [low, high). */
export const trait = (seed: string, name: string, kind: string, low: number, high: number): number =>
  low + (high - low) * draw(seed, 'trait', kind, name)
