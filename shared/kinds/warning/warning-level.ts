/** 一级红 to 四级蓝, the gravest first; CAP says Extreme, Severe, Moderate and Minor (DOMAIN 3.9). */
export const LEVELS = ['red', 'orange', 'yellow', 'blue'] as const
export type Level = (typeof LEVELS)[number]

const isLevel = (code: unknown): code is Level => (LEVELS as readonly unknown[]).includes(code)

/** null: nobody said, or in a word that no table knows. */
export const levelOf = (code: unknown): Level | null => (isLevel(code) ? code : null)

/** 4 is the gravest, so that the highest one shown is the greatest number. */
export const rankOf = (level: Level | null): number | null =>
  level === null ? null : LEVELS.length - LEVELS.indexOf(level)
