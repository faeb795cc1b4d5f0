import type { Reading, RecordFact } from '../model/fact.ts'
import type { Kind, Part, Thing } from '../kinds/kind.ts'
import { firstHash } from './restated.ts'

/**
 * The state of a thing after one more report. Parts are ordered by (version, source time, hash): taking the greatest is
 * the same in any order and however often, so a late or repeated report changes nothing — then `before` itself is
 * returned, and the caller knows by identity.
 */
export function merge(before: Thing | null, fact: RecordFact): Thing {
  const part = partOf(fact)
  if (before === null) return { id: fact.id, kind: fact.kind, parts: { [fact.part]: part } }
  const known = before.parts[fact.part]
  const next = known === undefined ? part : newer(known, part)
  if (next === known) return before
  return { ...before, parts: { ...before.parts, [fact.part]: next } }
}

const partOf = (fact: RecordFact): Part => ({
  kindVersion: fact.kindVersion,
  op: fact.op,
  version: fact.version,
  at: fact.at,
  hash: fact.hash,
  event: fact.event,
  area: fact.area,
  flags: fact.flags,
  fields: fact.fields,
  conflict: false,
})

function newer(known: Part, came: Part): Part {
  if (came.version !== known.version) return came.version > known.version ? came : known
  if (came.at === known.at && came.hash === known.hash) return known
  const winner = isAfter(came, known) ? came : known
  // An upstream without versions says everything under version 0: there a change is no contradiction (A2). Nor is a report that is
  // told again with codes that are known by now.
  if (known.version === 0 || firstHash(came.hash) === firstHash(known.hash))
    return winner === known ? known : { ...came, conflict: known.conflict }
  return winner.conflict ? winner : { ...winner, conflict: true }
}

const isAfter = (a: Part, b: Part): boolean => (a.at !== b.at ? a.at > b.at : a.hash > b.hash)

/** A thing whose parts were written under older versions of its kind, as it would be under this one. */
export function lift({ upcast, version, telemetry }: Kind, thing: Thing): Thing {
  if (upcast === undefined) return thing
  // A measure has no version: it is a number, whatever else its kind is made of.
  const isOld = ([name, part]: readonly [string, Part]) =>
    part.kindVersion < version && telemetry?.measures.includes(name) !== true
  const parts = Object.entries(thing.parts)
  if (!parts.some(isOld)) return thing
  const lifted = parts.map(each => {
    const [name, part] = each
    if (!isOld(each)) return each
    return [
      name,
      { ...part, kindVersion: version, fields: upcast(part.fields, part.kindVersion, name) },
    ] as const
  })
  return { ...thing, parts: Object.fromEntries(lifted) }
}

/** A device keeps the newest value of each measure; a later `null` is "asked, no answer" and stands as such. */
export function mergeReading(before: Thing | null, kind: string, id: string, reading: Reading): Thing {
  const parts = newerMeasures(before, reading)
  if (before === null) return { id, kind, parts }
  return Object.keys(parts).length === 0 ? before : { id, kind, parts: { ...before.parts, ...parts } }
}

function newerMeasures(before: Thing | null, reading: Reading): { [measure: string]: Part } {
  const parts: { [measure: string]: Part } = {}
  for (const measure of Object.keys(reading.values)) {
    const part = measurePart(reading, measure)
    const known = before?.parts[measure]
    if (known === undefined || isAfter(part, known)) parts[measure] = part
  }
  return parts
}

function measurePart({ at, area, values, marks }: Reading, measure: string): Part {
  const value = values[measure] ?? null
  const mark = marks?.[measure]
  return {
    kindVersion: 1,
    op: 'put',
    version: 0,
    at,
    hash: String(value),
    event: at,
    area,
    flags: mark === undefined ? [] : [mark],
    fields: { value },
    conflict: false,
  }
}
