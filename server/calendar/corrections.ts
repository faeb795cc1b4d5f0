import type { Engine } from '../engine/engine.ts'
import { noticesIn } from '../engine/notices.ts'
import type { ToldCorrection } from '../../shared/sync/calendar.ts'

/** As lists name a matter: a thing, or an item of one. */
export const recordOf = (thing: string, item: string): string => (item === '' ? thing : `${thing}#${item}`)

/** What notices of holidays did to the due dates of some records, the oldest first (DOMAIN 2.4 R7). */
export function correctionsOf(
  { city }: Pick<Engine, 'city'>,
  records: ReadonlySet<string>,
): ReadonlyMap<string, readonly ToldCorrection[]> {
  const found = new Map<string, ToldCorrection[]>()
  for (const { year, at, corrections } of noticesIn(city.documents))
    for (const { thing, item, before, after } of corrections) {
      const record = recordOf(thing, item)
      if (!records.has(record)) continue
      found.set(record, [...(found.get(record) ?? []), { year, at, before, after }])
    }
  return found
}
