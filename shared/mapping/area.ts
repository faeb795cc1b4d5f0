import { Type, type Static } from 'typebox'
import type { Fields } from '../model/value.ts'
import { rememberAreas } from './area-memory.ts'
import { mask } from './masking/mask.ts'
import { flag, type Sheet } from './sheet.ts'
import { cut } from './text/clean.ts'
import { isMissingMark } from './text/missing.ts'
import { halfWidth } from './text/width.ts'
import { LONGEST_WORD, noteUnknown, type UnknownWord } from './unknown.ts'
import { exact, fault, inside, Origin, Path, sourceAt, type Workbench } from './workbench.ts'

/** What a mapping asks of the areas in force. */
export interface AreaResolver {
  /** The code (6, 9 or 12 digits) of a name or alias; `within` is the name or code of a wider place. null: unknown or ambiguous. */
  codeOf(name: string, within?: string): string | null
  /** Whether exactly this code (6, 9 or 12 digits) is in force. */
  known(code: string): boolean
  /** The area in which a point lies, where boundaries are at hand; WGS84 degrees. */
  codeAt?(lon: number, lat: number): string | null
}

/** The ways of finding where something happened, tried in order. */
export const AreaWays = Type.Array(
  Type.Union([
    Type.Object({ code: Origin }, exact),
    Type.Object({ community: Origin, town: Type.Optional(Origin), district: Type.Optional(Origin) }, exact),
    Type.Object({ town: Origin, district: Type.Optional(Origin) }, exact),
    Type.Object({ district: Origin }, exact),
    /** The name of a point among the fields. */
    Type.Object({ point: Path }, exact),
    /** A code, for a source that knows one place only. */
    Type.Object({ const: Type.String({ pattern: '^\\d{6}(\\d{3}){0,2}$' }) }, exact),
  ]),
  { maxItems: 10 },
)
type AreaWay = Static<typeof AreaWays>[number]

/** What a way found; `code` null: what it looked at led nowhere. */
export interface Found {
  readonly code: string | null
  readonly inferred: boolean
  /** What nobody knows of it. */
  readonly unknown: readonly UnknownWord[]
}
/** null: there is nothing to look at. */
type Find = (raw: unknown, fields: Fields) => Found | null

const NOTHING: readonly UnknownWord[] = []

export type ReadArea = (raw: unknown, fields: Fields, sheet: Sheet) => string

/**
 * The finest area that can be known. It is flagged `areaInferred` when something finer was named and led nowhere, when a
 * code is out of force but a wider one of it is in force, and when it comes from a point; `unlocated` when there is none
 * (A12): the record counts for the city all the same.
 */
export function compileArea(
  ways: readonly AreaWay[] | undefined,
  fieldNames: readonly string[],
  bench: Workbench,
): ReadArea {
  // A mapping without ways says nothing about places (a step of a case): nothing went missing there.
  if (ways === undefined) return () => ''
  const finds = ways.map((way, i) => compileWay(way, fieldNames, inside(bench, String(i))))
  return (raw, fields, sheet) => {
    let missed = false
    for (const find of finds) {
      const found = find(raw, fields)
      if (found === null) continue
      for (const word of found.unknown) noteUnknown(sheet, word)
      if (found.code !== null) {
        if (missed || found.inferred) flag(sheet, 'areaInferred')
        return found.code
      }
      missed = true
    }
    flag(sheet, 'unlocated')
    return ''
  }
}

function compileWay(way: AreaWay, fieldNames: readonly string[], bench: Workbench): Find {
  const { areas } = bench.context
  if ('const' in way) return compileConstant(way.const, areas, bench)
  if ('point' in way) return compilePointWay(way.point, fieldNames, areas, bench)
  if ('code' in way) {
    const here = inside(bench, 'code')
    const { read, path } = sourceAt(way.code, here)
    return raw => byCode(nameIn(read(raw)), areas, { target: here.where.slice(1), path })
  }
  return compileNamed(way, bench)
}

function compileConstant(code: string, areas: AreaResolver, bench: Workbench): Find {
  if (!areas.known(code)) fault(bench, `${code} is no area in force`)
  return () => ({ code, inferred: false, unknown: NOTHING })
}

function compilePointWay(
  field: string,
  names: readonly string[],
  areas: AreaResolver,
  bench: Workbench,
): Find {
  if (!names.includes(field)) fault(bench, `there is no field ${field}`)
  return (_, fields) => {
    const at = fields[field] as { readonly lat?: unknown; readonly lon?: unknown } | null | undefined
    if (typeof at?.lon !== 'number' || typeof at.lat !== 'number' || areas.codeAt === undefined) return null
    return { code: areas.codeAt(at.lon, at.lat), inferred: true, unknown: NOTHING }
  }
}

const LONGEST_NAME = 60

/** What may be a name or a code of a place; '' when there is nothing. */
function nameIn(value: unknown): string {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  return typeof value === 'string'
    ? halfWidth(value)
        .trim()
        .slice(0, LONGEST_NAME + 1)
    : ''
}

const CODE = /^(\d{6}|\d{9}|\d{12})$/

/** Where a name stands, in the mapping and in the record. */
interface Place {
  readonly target: string
  readonly path: string
}

const unknownAt = (place: Place, name: string, within = ''): UnknownWord => ({
  ...{ as: 'place', ...place, within },
  // A code of an area is nobody's number, however it looks.
  word: CODE.test(name) ? name : cut(mask(name), LONGEST_WORD),
})

function byCode(text: string, areas: AreaResolver, place: Place): Found | null {
  if (isMissingMark(text)) return null
  if (!CODE.test(text)) return { code: null, inferred: true, unknown: [unknownAt(place, text)] }
  const code = text.replace(/^(\d{6}(?:\d{3})??)(?:000)+$/, '$1')
  // One that is no more may be another name of a place.
  const known = areas.known(code) ? code : areas.codeOf(code)
  if (known !== null) return { code: known, inferred: false, unknown: NOTHING }
  return { code: widerOf(code, areas), inferred: true, unknown: [unknownAt(place, text)] }
}

function widerOf(code: string, areas: AreaResolver): string | null {
  for (let length = code.length - 3; length >= 6; length -= 3) {
    const wider = code.slice(0, length)
    if (areas.known(wider)) return wider
  }
  return null
}

interface NamedWay {
  readonly community?: Origin
  readonly town?: Origin
  readonly district?: Origin
}

function compileNamed(way: NamedWay, bench: Workbench): Find {
  const levels = (['district', 'town', 'community'] as const).filter(level => way[level] !== undefined)
  const sources = levels.map(level => ({
    level,
    ...sourceAt(way[level]!, inside(bench, level)),
  }))
  const places = sources.map(({ level, path }) => ({ target: `${bench.where.slice(1)}/${level}`, path }))
  return rememberAreas(
    sources.map(({ read }) => read),
    names => byNames(names, places, bench.context.areas),
  )
}

/** From the widest name inwards: each is looked for inside the one before, since names of villages repeat. */
function byNames(values: readonly unknown[], places: readonly Place[], areas: AreaResolver): Found | null {
  const names = values.map(nameIn)
  if (isMissingMark(names[names.length - 1]!)) return null
  const unknown: UnknownWord[] = []
  let code: string | null = null
  let within: string | undefined
  names.forEach((name, i) => {
    if (isMissingMark(name)) return
    code = codeOf(name, within, areas)
    // A wider name that nobody knows (a misspelt street) is passed over: the finer one may be known by itself.
    if (code === null) unknown.push(unknownAt(places[i]!, name, within))
    else within = code
  })
  return { code, inferred: unknown.length > 0, unknown }
}

function codeOf(name: string, within: string | undefined, areas: AreaResolver): string | null {
  if (name.length > LONGEST_NAME) return null
  return within === undefined ? areas.codeOf(name) : areas.codeOf(name, within)
}
