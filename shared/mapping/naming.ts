import type { Fields } from '../model/value.ts'
import { scaleText } from './converters/decimal.ts'
import { identify } from './converters/identifier.ts'
import type { RecordMapping } from './document.ts'
import { refuse, refuseAs, type Sheet } from './sheet.ts'
import {
  fault,
  inside,
  pathsOf,
  sourceAt,
  sourcesAt,
  type From,
  type Source,
  type Workbench,
} from './workbench.ts'

/** What tells a thing, its part, its version and its fate: everything before its fields. */

export type ReadText = (raw: unknown, sheet: Sheet) => string

/** The first of several places that has an identifier; '' where none has. */
export function compileIdentifier(from: From, bench: Workbench): ReadText {
  const sources = sourcesAt(from, bench)
  return (raw, sheet) => {
    for (const { path, read } of sources) {
      const id = identify(read(raw), sheet, path)
      if (id !== null) return id
    }
    return ''
  }
}

export type ReadId = (raw: unknown, fields: Fields, area: string, sheet: Sheet) => string

export function compileId(id: RecordMapping['id'], fieldNames: readonly string[], bench: Workbench): ReadId {
  if ('from' in id) {
    const read = compileIdentifier(id.from, bench)
    const path = pathsOf(id.from, bench)
    return (raw, _fields, _area, sheet) => present(read(raw, sheet), path, sheet)
  }
  if ('join' in id) return compileJoined(id.join.map(path => sourceAt(path, inside(bench, 'join'))))
  for (const name of id.fields) {
    if (name !== 'area' && !fieldNames.includes(name))
      fault(inside(bench, 'fields'), `there is no field ${name}`)
  }
  return (_, fields, area, sheet) => joined(id.fields, name => (name === 'area' ? area : fields[name]), sheet)
}

const compileJoined =
  (sources: readonly Source[]): ReadId =>
  (raw, _fields, _area, sheet) =>
    sources.map(({ path, read }) => present(identify(read(raw), sheet, path) ?? '', path, sheet)).join('/')

/** Fields are already in one spelling: 2026年10月 and 202610 are one month, and so one thing. An unknown area is one, too. */
function joined(names: readonly string[], valueOf: (name: string) => unknown, sheet: Sheet): string {
  return names
    .map(name =>
      name === 'area'
        ? String(valueOf(name))
        : present(identify(valueOf(name), sheet, name) ?? '', name, sheet),
    )
    .join('/')
}

function present(id: string, path: string, sheet: Sheet): string {
  if (id === '') refuse(sheet, path, 'no value')
  return id
}

const MAIN = 'main'

export function compilePart(part: RecordMapping['part'], bench: Workbench): ReadText {
  if (part === undefined) return () => MAIN
  if ('const' in part) {
    const { const: name } = part
    return () => name
  }
  const { prefix, from } = part
  const read = compileIdentifier(from, bench)
  const path = pathsOf(from, bench)
  return (raw, sheet) => prefix + present(read(raw, sheet), path, sheet)
}

/** 0 where the upstream gives none. */
export function compileVersion(
  version: RecordMapping['version'],
  bench: Workbench,
): (raw: unknown, sheet: Sheet) => number {
  if (version === undefined) return () => 0
  const read = compileIdentifier(version.from, bench)
  const path = pathsOf(version.from, bench)
  return (raw, sheet) => {
    const text = read(raw, sheet)
    if (text === '') return 0
    const number = scaleText(text, 0, true)
    if (typeof number === 'number' && number >= 0) return number
    refuse(sheet, path, 'not a whole number', text)
    return 0
  }
}

export type ReadOp = (raw: unknown, sheet: Sheet) => 'put' | 'drop'

/** Without a code a record is put. An unknown code is a gap in the mapping: guessing could delete what is there. */
export function compileOp(op: RecordMapping['op'], bench: Workbench): ReadOp {
  if (op === undefined) return () => 'put'
  const meanings = new Map(Object.entries(op.table))
  const read = compileIdentifier(op.from, bench)
  const path = pathsOf(op.from, bench)
  return (raw, sheet) => {
    const code = read(raw, sheet)
    const meaning = code === '' ? 'put' : meanings.get(code)
    if (meaning === undefined)
      refuseAs(sheet, 'mapping', path, 'unknown operation', 'its code is not in the table of op')
    return meaning ?? 'put'
  }
}
