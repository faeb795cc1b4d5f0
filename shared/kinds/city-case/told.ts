import { told } from '../fields.ts'
import { mainPart, type Part, type Thing } from '../kind.ts'
import type { CaseFields, NightlyFields } from './fields.ts'
import { caseLifeOf, type CaseLife } from './life.ts'
import { carryOn, nightlyOf, type Nightly } from './nightly.ts'

/** What is known of a case, whichever way it was told. */
export interface Told {
  /** What was told last: it says when the case was reported, and where. */
  readonly part: Part
  readonly fields: Omit<CaseFields, 'history'>
  /** What says where it was. */
  readonly placed: Part
  readonly life: CaseLife
}

/**
 * The query tells the whole history and goes first; the file of a night fills in what it left open, and tells where the case
 * stands when it is newer, or when the query never told of it.
 */
export function toldOf(thing: Thing): Told | null {
  const query = mainPart(thing)
  const nightly = nightlyOf(thing)
  if (query === null) return nightly === null ? null : toldByNight(nightly)
  const fields = query.fields as unknown as CaseFields
  const life = caseLifeOf(fields.history, query.event)
  if (nightly === null) return { part: query, placed: query, fields, life }
  if (nightly.knew > query.at) carryOn(life, nightly.fields)
  else life.delays = Math.max(life.delays, nightly.fields.delays ?? 0)
  const placed = told(fields.point) === null ? nightly.part : query
  return { part: query, placed, fields: filledIn(fields, nightly.fields), life }
}

function toldByNight({ part, fields }: Nightly): Told {
  const life = caseLifeOf([], part.event)
  carryOn(life, fields)
  return { part, placed: part, fields, life }
}

function filledIn(fields: CaseFields, nightly: NightlyFields): CaseFields {
  const { night: _night, stage: _stage, delays: _delays, ...said } = nightly
  const filled: Record<string, unknown> = { ...fields }
  for (const [name, value] of Object.entries(said)) filled[name] ??= value
  return filled as CaseFields
}
