import { Type, type Static, type TObject } from 'typebox'
import { flag, refuse, type Sheet } from '../sheet.ts'
import { isMissingMark } from '../text/missing.ts'
import { halfWidth } from '../text/width.ts'
import { fault, From, inside, placedConverter, type Convert, type Workbench } from '../workbench.ts'
import { Column, columnSources } from './column.ts'
import { scaleNumber, scaleText, type Scaled } from './decimal.ts'
import { parseUnit, shiftBetween, type Unit } from './unit.ts'

const UnitName = Type.String({ minLength: 1, maxLength: 12 })

const options = {
  /** What bare numbers are in. */
  unit: Type.Optional(UnitName),
  /** What the field is in; the source's unit where it is not given. */
  to: Type.Optional(UnitName),
  /** The column's own name may carry its unit: 投资额 finds 投资额（万元） and 投资额(亿元). */
  headerUnit: Type.Optional(Type.Boolean()),
  /** Marks of a missing value beyond the usual ones, such as -9999. */
  missing: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 20 }), { maxItems: 20 })),
}

/** The field holds the number times this. */
const scale = Type.Optional(Type.Enum([1, 10, 100, 1000, 10_000, 100_000, 1_000_000]))

type Options = Static<TObject<typeof options>>

/** Of a count of people: fewer than this could tell who they are, so they are set aside. 0 is told: it is nobody. */
const suppressBelow = Type.Optional(Type.Integer({ minimum: 2, maximum: 1000 }))

/** A number of things: what is not whole is refused. */
export const integer = placedConverter(
  'integer',
  { from: From },
  { ...options, suppressBelow },
  columnSources,
  (spec, bench) => suppressing(spec.suppressBelow, compileNumber(spec, 1, true, bench), bench),
)

/** A measured quantity as a whole number on a scale, rounded half to even. */
export const decimal = placedConverter(
  'decimal',
  { from: From },
  { ...options, scale },
  columnSources,
  (spec, bench) => compileNumber(spec, spec.scale ?? 1, false, bench),
)

function suppressing(fewest: number | undefined, read: Convert, bench: Workbench): Convert {
  if (fewest === undefined) return read
  if (bench.required) fault(bench, 'suppressBelow may leave nothing, so the field cannot be required')
  return (value, sheet) => {
    const count = read(value, sheet)
    if (typeof count !== 'number' || count <= 0 || count >= fewest) return count
    flag(sheet, 'masked')
    return null
  }
}

/** What it takes to read one number. */
interface Reading {
  readonly path: string
  readonly whole: boolean
  /** log10 of the scale. */
  readonly places: number
  /** Of bare numbers. */
  readonly unit: Unit
  readonly to: Unit
  /** Whether the mapping names the unit of bare numbers. */
  readonly stated: boolean
  readonly missing: ReadonlySet<string>
}

/** Of numbers whose mapping names no unit: 12.6万 is read, 12.6万元 is not. */
const PLAIN: Unit = { dimension: '', exponent: 0 }

function compileNumber(spec: Options, scaleBy: number, whole: boolean, bench: Workbench): Convert {
  const named = spec.unit === undefined ? null : unitNamed(spec.unit, inside(bench, 'unit'))
  const target = spec.to === undefined ? named : unitNamed(spec.to, inside(bench, 'to'))
  const to = target ?? PLAIN
  const unit = named ?? to
  const bare = shiftBetween(unit, to)
  if (bare === null) fault(inside(bench, 'to'), 'counts something else than unit')
  const shift = (bare ?? 0) + Math.round(Math.log10(scaleBy))
  if (spec.headerUnit === true && spec.to === undefined) fault(bench, 'headerUnit needs a unit to convert to')
  const missing = new Set(spec.missing)
  const places = shift - (bare ?? 0)
  const reading: Reading = { path: bench.path, whole, places, unit, to, stated: named !== null, missing }
  return (value, sheet) => {
    if (typeof value === 'number' && missing.size === 0)
      return settle(scaleNumber(value, shift, whole), value, sheet, reading)
    return value instanceof Column
      ? readColumn(value, sheet, reading)
      : readValue(value, shift, sheet, reading)
  }
}

function unitNamed(name: string, bench: Workbench): Unit | null {
  const unit = parseUnit(name)
  if (unit === null) fault(bench, `“${name}” is no name of a unit`)
  return unit
}

function readValue(value: unknown, shift: number, sheet: Sheet, reading: Reading): number | null {
  if (typeof value === 'string') return readText(value, shift, sheet, reading)
  if (value === null || value === undefined) return null
  if (typeof value !== 'number') return refuse(sheet, reading.path, 'not a number', value)
  if (reading.missing.has(String(value))) return null
  return settle(scaleNumber(value, shift, reading.whole), value, sheet, reading)
}

/** What the header says goes before what the mapping says: columns change their unit from one file to the next (A9). */
function readColumn({ header, unit, value }: Column, sheet: Sheet, reading: Reading): number | null {
  if (unit === null && !reading.stated) return refuse(sheet, reading.path, 'no unit in the header', header)
  const known = unit ?? reading.unit
  const between = shiftBetween(known, reading.to)
  if (between === null) return refuse(sheet, reading.path, 'unit does not fit', header)
  return readValue(value, between + reading.places, sheet, { ...reading, unit: known })
}

function readText(value: string, shift: number, sheet: Sheet, reading: Reading): number | null {
  const trimmed = halfWidth(value).trim()
  if (isMissingMark(trimmed) || reading.missing.has(trimmed)) return null
  const text = trimmed.startsWith('¥') ? trimmed.slice(1) : trimmed
  const bare = scaleText(text, shift, reading.whole)
  if (typeof bare === 'number') return bare
  const end = numeralEnd(text)
  if (end === text.length) return settle(bare, value, sheet, reading)
  const unit = end === 0 ? null : parseUnit(text.slice(end))
  if (unit === null) return refuse(sheet, reading.path, 'not a number', value)
  const between = shiftBetween(unit, reading.to)
  if (between === null) return refuse(sheet, reading.path, 'unit does not fit', value)
  // A bare 万 multiplies whatever unit the column has.
  const base = unit.dimension === '' ? reading.unit.exponent : 0
  return settle(
    scaleText(text.slice(0, end), between + base + reading.places, reading.whole),
    value,
    sheet,
    reading,
  )
}

/** Where sign, digits, separators and exponent end and a unit may begin. */
const numeralEnd = (text: string): number => /^[+-]?[\d,.]*(?:[eE][+-]?\d+)?/.exec(text)![0].length

const settle = (scaled: Scaled, value: unknown, sheet: Sheet, { path }: Reading): number | null =>
  typeof scaled === 'number' ? scaled : refuse(sheet, path, scaled, value)
