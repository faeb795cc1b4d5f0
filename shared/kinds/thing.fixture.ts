import { chinaCalendar } from '../calendar/naive.fixture.ts'
import type { Fields } from '../model/value.ts'
import type { Derived, Env, Kind, Part, Row, Thing } from './kind.ts'

/** Things made by hand, for tests. */
export const partWith = (fields: Fields, over: Partial<Part> = {}): Part => ({
  kindVersion: 1,
  op: 'put',
  version: 1,
  at: 0,
  hash: '1',
  event: 0,
  area: '211002016',
  flags: [],
  fields,
  conflict: false,
  ...over,
})

export const thingWith = (kind: Kind, parts: Thing['parts']): Thing => ({
  id: 'test/1',
  kind: kind.id,
  parts,
})

export const envAt = (now: number, calendar = chinaCalendar): Env => ({ now, calendar })

/** What follows from a thing that has its main part. */
export function derivedAt(kind: Kind, thing: Thing, now: number): Derived {
  const derived = kind.derive(thing, envAt(now))
  if (derived === null) throw new Error(`nothing follows from ${thing.id}`)
  return derived
}

export const rowAt = (kind: Kind, thing: Thing, now: number): Row => derivedAt(kind, thing, now).row
