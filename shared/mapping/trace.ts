import type { Blame } from '../model/batch.ts'
import type { Fields, Value } from '../model/value.ts'
import { compileArea } from './area.ts'
import type { MappingContext } from './context.ts'
import { asValue, contractOf, valueAt, type Target } from './contract.ts'
import { parseMapping, type MappingDocument, type ReadingsMapping, type RecordMapping } from './document.ts'
import { createExpressions, type Computed } from './expressions.ts'
import { compileFields, compileItem } from './fields.ts'
import { maskRecord } from './masking/record.ts'
import { compileMoment } from './moment.ts'
import { compileId, compileIdentifier, compileOp, compilePart, compileVersion } from './naming.ts'
import { clearSheet, newSheet, refuse, type Sheet } from './sheet.ts'
import { createView } from './view.ts'
import { inside, type FieldSpecs, type From, type Workbench } from './workbench.ts'
import { parseZone } from './zone.ts'

/** What is wrong with one target; the first fault of it. */
export interface TracedFault {
  readonly reason: string
  readonly blame: Blame
}

/** What a mapping makes of one part of a record: from where, what stands there, and what becomes of it. */
export interface Traced extends Target {
  /** What stands at each of its paths, and then what came of each of its expressions; masked, null: nothing. */
  readonly seen: readonly Value[]
  readonly value: Value
  readonly fault: TracedFault | null
}

export type Trace = (raw: object, now: number, computed?: Computed) => readonly Traced[]

/** What was made already, in the order of the mapping: an id may be made of fields. */
interface Made {
  readonly fields: { [name: string]: Value }
  area: string
  part: string
}

type Make = (raw: unknown, sheet: Sheet, made: Made) => Value

const CITY_ZONE = '+08:00'

/**
 * A mapping taken apart: where `compileMapping` answers with the first fault of a record, this answers for each target by itself. For a
 * person who looks at one record; null: the document is none.
 */
export function compileTrace(document: unknown, context: MappingContext): Trace | null {
  const parsed = parseMapping(document)
  if (!parsed.ok) return null
  const mapping = parsed.document
  const bench: Workbench = {
    ...{ context, zone: parseZone(mapping.zone ?? CITY_ZONE), where: '', path: '', required: false },
    ...{ view: createView(), expressions: createExpressions(), faults: [], compileFields, compileItem },
  }
  const makers = 'readings' in mapping ? ofReadings(mapping, bench) : ofRecord(mapping, bench)
  const contract = contractOf(mapping)
  const sheet = newSheet()
  return (raw, now, computed) => {
    bench.view.load(raw)
    bench.expressions?.load(computed, sheet)
    const made: Made = { fields: {}, area: '', part: 'readings' in mapping ? 'reading' : 'main' }
    const traced = contract.map(target =>
      traceOne(target, makers.get(target.target), { raw, now, computed, sheet, made }),
    )
    return withCheck(traced, made, mapping, context)
  }
}

interface Tracing {
  readonly raw: object
  readonly now: number
  readonly computed: Computed | undefined
  readonly sheet: Sheet
  readonly made: Made
}

function traceOne(target: Target, make: Make | undefined, tracing: Tracing): Traced {
  const { raw, now, sheet, made } = tracing
  clearSheet(sheet, now)
  const seen = seenOf(target, tracing)
  try {
    const value = make?.(raw, sheet, made) ?? null
    const { refusal } = sheet
    const fault = refusal === null ? null : { reason: refusal.reason, blame: refusal.blame }
    return { ...target, seen, value: fault === null ? value : null, fault }
  } catch {
    return { ...target, seen, value: null, fault: { reason: 'the mapping failed', blame: 'ours' } }
  }
}

const seenOf = (
  { paths, expressions, byHeader }: Target,
  { raw, computed }: Pick<Tracing, 'raw' | 'computed'>,
): readonly Value[] => [
  ...paths.map(path => maskedAt(raw, path, byHeader)),
  ...expressions.map(text => {
    const outcome = computed?.get(text)
    return outcome?.ok === true ? maskRecord(outcome.value) : null
  }),
]

/** Under its own name, since by that it may be personal. */
function maskedAt(raw: object, path: string, byHeader: boolean): Value {
  const value = asValue(valueAt(raw, path, byHeader))
  const name = path.slice(path.lastIndexOf('.') + 1)
  const masked = maskRecord({ [name]: value }) as Fields
  return Object.values(masked)[0] ?? null
}

/** What the kind has against fields that were all read is a fault of the target of which it speaks. */
function withCheck(
  traced: readonly Traced[],
  made: Made,
  mapping: MappingDocument,
  context: MappingContext,
): readonly Traced[] {
  if (traced.some(({ fault }) => fault !== null)) return traced
  const problem = context.check(made.fields, made.part)
  if (problem === null) return traced
  const field = /^[^./[]*/.exec(problem.path.replace(/^\//, ''))![0]
  const of = `${'readings' in mapping ? 'readings/values' : 'fields'}/${field}`
  const fault = { reason: `does not fit the kind: ${field}: ${problem.reason}`, blame: 'mapping' } as const
  const known = traced.some(({ target }) => target === of)
  return known
    ? traced.map(each => (each.target === of ? { ...each, fault } : each))
    : [
        ...traced,
        {
          ...{ target: of, paths: [], expressions: [], as: '', required: true, byHeader: false },
          ...{ seen: [], value: null, fault },
        },
      ]
}

type Makers = ReadonlyMap<string, Make>

/** In the order of their reading; what is made of fields asks for them itself. */
function ofRecord(mapping: RecordMapping, bench: Workbench): Makers {
  const { fields, area } = mapping
  const names = Object.keys(fields)
  const moment = (at: RecordMapping['at'], step: string): Make => compileMoment(at, inside(bench, step))
  const readId = compileId(mapping.id, names, inside(bench, 'id'))
  const readAll = compileFields(fields, inside(bench, 'fields'))
  const readArea = compileArea(area, names, inside(bench, 'area'))
  const readPart = compilePart(mapping.part, inside(bench, 'part'))
  const fieldsOf = (raw: unknown, sheet: Sheet): Fields => quietly(sheet, () => readAll(raw, sheet))
  return new Map<string, Make>([
    [
      'id',
      (raw, sheet) => {
        const isOfFields = 'fields' in mapping.id
        const all = isOfFields ? fieldsOf(raw, sheet) : {}
        return readId(raw, all, isOfFields ? quietly(sheet, () => readArea(raw, all, sheet)) : '', sheet)
      },
    ],
    ['part', (raw, sheet, made) => (made.part = readPart(raw, sheet))],
    ['version', compileVersion(mapping.version, inside(bench, 'version'))],
    ['at', moment(mapping.at, 'at')],
    ...(mapping.event === undefined ? [] : [['event', moment(mapping.event, 'event')] as const]),
    ['op', compileOp(mapping.op, inside(bench, 'op'))],
    ['area', (raw, sheet) => readArea(raw, fieldsOf(raw, sheet), sheet)],
    ...fieldMakers('fields', fields, bench),
  ])
}

/** What another target would be refused for is told there. */
function quietly<T>(sheet: Sheet, work: () => T): T {
  const value = work()
  sheet.refusal = null
  return value
}

function fieldMakers(under: string, specs: FieldSpecs, bench: Workbench): [string, Make][] {
  return Object.entries(specs).map(([name, spec]) => {
    const read = compileFields({ [name]: spec }, inside(bench, under))
    return [
      `${under}/${name}`,
      (raw, sheet, made) => {
        const value = read(raw, sheet)[name] ?? null
        made.fields[name] = value
        return value
      },
    ]
  })
}

function ofReadings({ readings }: ReadingsMapping, bench: Workbench): Makers {
  const here = inside(bench, 'readings')
  const { device, at, measure, position, area, values } = readings
  const required = (from: From, step: string): Make => {
    const read = compileIdentifier(from, inside(here, step))
    return (raw, sheet) => {
      const text = read(raw, sheet)
      return text === '' ? refuse(sheet, '', 'no value') : text
    }
  }
  const readPlace = compileFields(position === undefined ? {} : { position }, here)
  const readArea = compileArea(area, position === undefined ? [] : ['position'], inside(here, 'area'))
  const measures = fieldMakers('readings/values', values, bench).map(
    ([target, make]): readonly [string, Make] => [target, numeric(make)],
  )
  return new Map<string, Make>([
    ['readings/device', required(device.from, 'device')],
    ['readings/at', compileMoment(at, inside(here, 'at'))],
    ...(measure === undefined ? [] : [['readings/measure', required(measure.from, 'measure')] as const]),
    ['readings/position', (raw, sheet) => readPlace(raw, sheet)['position'] ?? null],
    [
      'readings/area',
      (raw, sheet) =>
        readArea(
          raw,
          quietly(sheet, () => readPlace(raw, sheet)),
          sheet,
        ),
    ],
    ...measures,
  ])
}

/** Yes and no are measures too. */
const numeric =
  (make: Make): Make =>
  (raw, sheet, made) => {
    const value = make(raw, sheet, made)
    return typeof value === 'boolean' ? Number(value) : value
  }
