import { draw } from '../random.ts'

/** The seven systems of a park (PRV-13), as the gateway's topics name them. */
export const SYSTEMS = ['safety', 'fire', 'environment', 'boards', 'pipes', 'energy', 'vehicles'] as const
export type System = (typeof SYSTEMS)[number]

/** A quantity that one transmitter measures. */
export interface Tag {
  readonly id: string
  readonly system: System
  readonly measure: string
  readonly usual: number
  /** Half of what it goes up and down by over a day, and half of its noise. */
  readonly swing: number
  readonly noise: number
  readonly digits: number
  /** A change of so much is forwarded at once. */
  readonly deadband: number
  /** How often its transmitter is asked, ms. */
  readonly period: number
  /** What it says when something is wrong, null: nothing ever is. */
  readonly wrong: readonly [from: number, to: number] | null
}

type Given = Omit<Tag, 'id'> & { readonly prefix: string; readonly first: number; readonly count: number }

const SECOND = 1000

const GIVEN: readonly Given[] = [
  {
    ...{ system: 'safety', measure: 'gas', prefix: 'GDS', first: 101, count: 24, usual: 2, swing: 0.6 },
    ...{ noise: 1.2, digits: 1, deadband: 1.6, period: 10 * SECOND, wrong: [28, 46] },
  },
  {
    ...{ system: 'safety', measure: 'level', prefix: 'LT', first: 201, count: 10, usual: 58, swing: 18 },
    ...{ noise: 0.2, digits: 1, deadband: 0.5, period: 20 * SECOND, wrong: [86, 93] },
  },
  {
    ...{
      system: 'safety',
      measure: 'pressure',
      prefix: 'PT',
      first: 301,
      count: 6,
      usual: 0.92,
      swing: 0.08,
    },
    ...{ noise: 0.02, digits: 3, deadband: 0.03, period: 20 * SECOND, wrong: [1.63, 1.85] },
  },
  {
    ...{ system: 'fire', measure: 'pressure', prefix: 'FP', first: 1, count: 12, usual: 0.82, swing: 0.03 },
    ...{ noise: 0.02, digits: 3, deadband: 0.03, period: 30 * SECOND, wrong: [0.38, 0.57] },
  },
  {
    ...{ system: 'fire', measure: 'level', prefix: 'FL', first: 1, count: 4, usual: 4.4, swing: 0.1 },
    ...{ noise: 0.02, digits: 2, deadband: 0.05, period: 60 * SECOND, wrong: [2.2, 2.9] },
  },
  {
    ...{ system: 'environment', measure: 'voc', prefix: 'AQ', first: 1, count: 6, usual: 1.1, swing: 0.4 },
    ...{ noise: 0.3, digits: 2, deadband: 0.45, period: 30 * SECOND, wrong: [4.2, 6.8] },
  },
  {
    ...{ system: 'environment', measure: 'cod', prefix: 'WQ', first: 1, count: 8, usual: 31, swing: 5 },
    ...{ noise: 1.5, digits: 1, deadband: 2.4, period: 60 * SECOND, wrong: [52, 74] },
  },
  {
    ...{ system: 'environment', measure: 'ph', prefix: 'PH', first: 1, count: 4, usual: 7.4, swing: 0.3 },
    ...{ noise: 0.1, digits: 2, deadband: 0.2, period: 60 * SECOND, wrong: [9.1, 10.2] },
  },
  {
    ...{ system: 'boards', measure: 'messages', prefix: 'LED', first: 1, count: 8, usual: 5, swing: 0 },
    ...{ noise: 0, digits: 0, deadband: 1, period: 60 * SECOND, wrong: [0, 0] },
  },
  {
    ...{ system: 'pipes', measure: 'pressure', prefix: 'PP', first: 1, count: 14, usual: 0.72, swing: 0.06 },
    ...{ noise: 0.02, digits: 3, deadband: 0.03, period: 30 * SECOND, wrong: [1.23, 1.4] },
  },
  {
    ...{ system: 'pipes', measure: 'vibration', prefix: 'VB', first: 1, count: 6, usual: 2.6, swing: 0.4 },
    ...{ noise: 0.5, digits: 2, deadband: 0.7, period: 20 * SECOND, wrong: [7.3, 10.5] },
  },
  {
    ...{ system: 'energy', measure: 'power', prefix: 'EM', first: 1, count: 8, usual: 7.6, swing: 1.4 },
    ...{ noise: 0.2, digits: 2, deadband: 0.3, period: 30 * SECOND, wrong: [12.1, 13] },
  },
  {
    ...{ system: 'energy', measure: 'steam', prefix: 'SF', first: 1, count: 4, usual: 52, swing: 8 },
    ...{ noise: 1.5, digits: 1, deadband: 2.4, period: 30 * SECOND, wrong: null },
  },
]

export const TAGS: readonly Tag[] = GIVEN.flatMap(({ prefix, first, count, ...tag }) =>
  Array.from({ length: count }, (_, i) => ({
    ...tag,
    id: `${prefix}-${String(first + i).padStart(first > 99 ? 3 : 2, '0')}`,
  })),
)

export const GATES = ['GATE-1', 'GATE-2', 'GATE-3', 'GATE-4'] as const
/** Adds up what the gates count. */
export const YARD = 'GATE-0'

/** When within its period a transmitter is asked. */
export const phaseOf = (seed: string, { id, period }: Tag): number =>
  Math.floor(draw(seed, 'park turn', id) * period)

/** The first time that it is asked at an instant or after it. */
export function turnAfter(seed: string, tag: Tag, at: number): number {
  const phase = phaseOf(seed, tag)
  return Math.ceil((at - phase) / tag.period) * tag.period + phase
}
