import type { Batch } from '../model/batch.ts'

/** For how long, and why, a feed could not be asked. */
export interface Spell {
  readonly from: number
  /** When it answered again; null: it does not yet. */
  readonly to: number | null
  /** As the last failed report had it. */
  readonly reason: string
  readonly failures: number
}

/** Of a feed's past as many are kept: they tell whether it is one fault or the tenth of its sort. */
export const MOST_SPELLS = 10

/** The spells of a feed after one more report, the newest first. */
export function spellsAfter(spells: readonly Spell[], { outcome, at, reason }: Batch): readonly Spell[] {
  const [last, ...others] = spells
  const open = last?.to === null ? last : null
  if (outcome === 'ok') return open === null ? spells : [{ ...open, to: at }, ...others]
  if (open !== null) return [{ ...open, reason, failures: open.failures + 1 }, ...others]
  return [{ from: at, to: null, reason, failures: 1 }, ...spells].slice(0, MOST_SPELLS)
}
