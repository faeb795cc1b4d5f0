import type { Reading, ReadingsFact } from '../model/fact.ts'
import type { Fields, Value } from '../model/value.ts'
import { compileArea } from './area.ts'
import type { ReadingsMapping } from './document.ts'
import { compileMoment } from './moment.ts'
import { compileIdentifier, type ReadText } from './naming.ts'
import { refuseProblem, type ReadFact } from './record.ts'
import { refuse, refuseAs, type Sheet } from './sheet.ts'
import {
  fault,
  inside,
  pathsOf,
  sourceAt,
  type FieldSpecs,
  type ReadFields,
  type Workbench,
} from './workbench.ts'

type Spec = ReadingsMapping['readings']

/** Readings are numbers on the kind's scale, or yes and no as 1 and 0. */
const NUMERIC: ReadonlySet<unknown> = new Set(['integer', 'decimal', 'boolean', 'duration'])

const POSITION = 'position'
const MICRODEGREES = 1e6

/** One message of one device as a fact with one reading; who collects a batch packs them together. */
export function compileReadings({ readings }: ReadingsMapping, bench: Workbench): ReadFact<ReadingsFact> {
  const here = inside(bench, 'readings')
  const { source, kind, check } = bench.context
  const readDevice = compileIdentifier(readings.device.from, inside(here, 'device'))
  const readAt = compileMoment(readings.at, inside(here, 'at'))
  const readPosition = compilePosition(readings, here)
  const readArea = compileArea(
    readings.area,
    readings.position === undefined ? [] : [POSITION],
    inside(here, 'area'),
  )
  const readValues = compileValues(readings, inside(here, 'values'))
  const devicePath = pathsOf(readings.device.from, inside(here, 'device'))

  return (raw, sheet) => {
    bench.view.load(raw)
    const device = readDevice(raw, sheet)
    if (device === '') refuse(sheet, devicePath, 'no value')
    const at = readAt(raw, sheet)
    const position = readPosition(raw, sheet)
    const area = readArea(raw, position, sheet)
    const values = { ...readValues(raw, sheet), ...measuresOf(position) }
    if (sheet.refusal !== null) return null
    const problem = check(values, 'reading')
    if (problem !== null) return refuseProblem(problem, new Map(), sheet)
    const reading: Reading = { device: `${source}/${device}`, at, area, values }
    return { type: 'readings', kind, readings: [reading] }
  }
}

function compilePosition({ position, values }: Spec, bench: Workbench): ReadFields {
  if (position === undefined) return () => ({})
  if (!isPoint(position)) fault(inside(bench, POSITION), 'must be a point')
  if ('lon' in values || 'lat' in values) fault(inside(bench, 'values'), 'lon and lat come from the position')
  return bench.compileFields({ [POSITION]: position }, bench)
}

const isPoint = (spec: unknown): boolean =>
  typeof spec === 'object' && spec !== null && (spec as { as?: unknown }).as === 'point'

type Values = { readonly [measure: string]: number | null }

/** No position reported, no measures; one that cannot be used is a measure without an answer. */
function measuresOf(fields: Fields): Values {
  if (!(POSITION in fields)) return {}
  const at = fields[POSITION] as { readonly lat: number; readonly lon: number } | null
  return {
    lat: at === null ? null : Math.round(at.lat * MICRODEGREES),
    lon: at === null ? null : Math.round(at.lon * MICRODEGREES),
  }
}

type ReadValues = (raw: unknown, sheet: Sheet) => Values

/** A source that says nothing of quality has nothing against its value. */
function compileQuality({ quality }: Spec, bench: Workbench): (raw: unknown) => boolean {
  if (quality === undefined) return () => true
  const { read } = sourceAt(quality.from, inside(bench, 'quality'))
  const good: ReadonlySet<string> = new Set(quality.good)
  return raw => {
    const said = read(raw) ?? null
    return said === null || ((typeof said === 'string' || typeof said === 'number') && good.has(`${said}`))
  }
}

function compileValues(spec: Spec, bench: Workbench): ReadValues {
  const { values, measure } = spec
  const isGood = compileQuality(spec, bench)
  for (const [name, spec] of Object.entries(values)) {
    const as = typeof spec === 'object' && spec !== null ? (spec as { as?: unknown }).as : undefined
    if (!NUMERIC.has(as)) fault(inside(bench, name), `must be ${[...NUMERIC].join(', ')}`)
  }
  if (measure === undefined) {
    const read = bench.compileFields(values, bench)
    const unanswered = Object.fromEntries(Object.keys(values).map(name => [name, null]))
    return (raw, sheet) => (isGood(raw) ? numbersOf(read(raw, sheet)) : unanswered)
  }
  return compileMeasured(
    values,
    compileIdentifier(measure.from, inside(bench, 'measure')),
    pathsOf(measure.from, inside(bench, 'measure')),
    isGood,
    bench,
  )
}

/** A message names its measure: only that one is read. */
function compileMeasured(
  specs: FieldSpecs,
  readName: ReadText,
  path: string,
  isGood: (raw: unknown) => boolean,
  bench: Workbench,
): ReadValues {
  const byName = new Map(
    Object.keys(specs).map(name => [name, bench.compileFields({ [name]: specs[name] }, bench)]),
  )
  return (raw, sheet) => {
    const name = readName(raw, sheet)
    const read = byName.get(name)
    // What stands beside a bad quality may be anything: it is not even looked at.
    if (read !== undefined) return isGood(raw) ? numbersOf(read(raw, sheet)) : { [name]: null }
    refuseAs(sheet, 'mapping', path, 'unknown measure', 'the mapping has no value of this name')
    return {}
  }
}

function numbersOf(fields: Fields): Values {
  const values: { [measure: string]: number | null } = {}
  for (const name of Object.keys(fields)) values[name] = numberOf(fields[name]!)
  return values
}

const numberOf = (value: Value): number | null =>
  typeof value === 'boolean' ? Number(value) : typeof value === 'number' ? value : null
