import type { Tone } from '../../figures/phrase.ts'

/** 畅通 to 严重拥堵: an index of 0 to 10 in steps of two. */
export const GRADES = ['free', 'nearlyFree', 'slow', 'congested', 'jammed'] as const
export type Grade = (typeof GRADES)[number]

export const FULL = 10
const STEP = FULL / GRADES.length

export const gradeOf = (index: number): Grade =>
  GRADES[Math.min(GRADES.length - 1, Math.max(0, Math.floor(index / STEP)))] as Grade

/** From 中度拥堵 on it wants somebody. */
export const CONGESTED = 3 * STEP

export const toneOfIndex = (index: number | null): Tone | undefined => {
  if (index === null || index < CONGESTED) return undefined
  return gradeOf(index) === 'jammed' ? 'bad' : 'warn'
}
