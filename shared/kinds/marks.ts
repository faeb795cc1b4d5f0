import type { Flag } from '../model/fact.ts'
import type { Part } from './kind.ts'

export type Mark = Flag | 'conflict' | 'irregular'

const NONE: readonly Mark[] = []

/** A part's flags as its kind sees them: with what became visible only here. Mostly none, and then always the same list. */
export function marksOf(part: Part, irregular: boolean, impossible: boolean): readonly Mark[] {
  const { flags, conflict } = part
  if (!conflict && !irregular && !impossible) return flags.length === 0 ? NONE : flags
  const marks: Mark[] = flags.slice()
  if (impossible && !flags.includes('impossibleTime')) marks.push('impossibleTime')
  if (conflict) marks.push('conflict')
  if (irregular) marks.push('irregular')
  return marks
}
