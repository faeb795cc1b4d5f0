import type { Phrase } from '../figures/phrase.ts'
import { numberOf } from './column-values.ts'
import { ageOf, dayOf } from './day-of.ts'
import type { Reader } from './reader.ts'

/**
 * Two rhythms in one panel are both stated: the organisations are of a day (the role `snapshot` tells which), the branches
 * in the grids of this minute (the role `onDuty`).
 */
export function rhythmsOf(snapshot: string, reader: Reader): Phrase {
  const asOf = numberOf(reader.list(snapshot)?.rows[0]?.columns['asOf'])
  const age = ageOf('onDuty', reader)
  return [
    ...(asOf === null ? [] : [{ text: reader.say('tree.orgsOf', { day: dayOf(asOf, reader) }) }]),
    ...(age === '' ? [] : [{ text: reader.say('tree.gridsOf', { age }) }]),
  ].map(({ text }) => ({ glyph: 'ok' as const, text, tone: 'dim' as const }))
}
