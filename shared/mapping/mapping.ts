import type { RecordFact, ReadingsFact } from '../model/fact.ts'
import type { Value } from '../model/value.ts'
import type { Fault, Mapped, MappingContext, MapRecord } from './context.ts'
import { parseMapping } from './document.ts'
import { createExpressions, type Expressions } from './expressions.ts'
import { compileFields, compileItem } from './fields.ts'
import { excerpt, maskRecord } from './masking/record.ts'
import { compileReadings } from './readings.ts'
import { compileRecord, type ReadFact } from './record.ts'
import { clearSheet, flagsOf, newSheet, refuse, refuseAs, type Sheet } from './sheet.ts'
import type { Workbench } from './workbench.ts'
import { createView } from './view.ts'
import { parseZone } from './zone.ts'

export type CompiledMapping =
  | { readonly ok: true; readonly map: MapRecord }
  | { readonly ok: false; readonly faults: readonly Fault[] }

const CITY_ZONE = '+08:00'

/**
 * A mapping document made into one function from a raw record to a fact or a quarantine entry. Everything about the
 * document is settled here, once; every fault of it is reported, not only the first.
 */
export function compileMapping(document: unknown, context: MappingContext): CompiledMapping {
  const parsed = parseMapping(document)
  if (!parsed.ok) return parsed
  const mapping = parsed.document
  const zone = parseZone(mapping.zone ?? CITY_ZONE)
  const faults: Fault[] = []
  const expressions = createExpressions()
  const bench: Workbench = {
    context,
    zone,
    where: '',
    path: '',
    required: false,
    view: createView(),
    expressions,
    faults,
    compileFields,
    compileItem,
  }
  const read = 'readings' in mapping ? compileReadings(mapping, bench) : compileRecord(mapping, bench)
  return faults.length === 0
    ? { ok: true, map: guarded(read, expressions) }
    : { ok: false, faults: withoutRepeats(faults) }
}

/** Several candidate paths make the same converter several times, with the same faults. */
const withoutRepeats = (faults: readonly Fault[]): readonly Fault[] => [
  ...new Map(faults.map(fault => [`${fault.path} ${fault.message}`, fault])).values(),
]

/** Whatever a record is and whatever goes wrong with it: one record is refused, its batch goes on. */
function guarded(read: ReadFact<RecordFact | ReadingsFact>, expressions: Expressions): MapRecord {
  const sheet = newSheet()
  const map: MapRecord = (raw, { now, computed }) => {
    clearSheet(sheet, now)
    expressions.load(computed, sheet)
    const fact = attempt(read, raw, sheet)
    const { unknown } = sheet
    const mapped: Mapped = fact === null ? quarantined(raw, sheet) : { ok: true, fact, flags: flagsOf(sheet) }
    return unknown === null ? mapped : { ...mapped, unknown }
  }
  return Object.assign(map, { expressions: expressions.texts })
}

function attempt<F>(read: ReadFact<F>, raw: unknown, sheet: Sheet): F | null {
  if (typeof raw !== 'object' || raw === null) return refuse(sheet, '', 'not an object', raw ?? 'null')
  try {
    return read(raw, sheet)
  } catch (error) {
    sheet.refusal = null
    return refuseAs(sheet, 'ours', '', 'the mapping failed', excerpt(String(error)))
  }
}

function quarantined(raw: unknown, { refusal }: Sheet): Mapped {
  const { reason, blame, path } = refusal!
  return { ok: false, quarantined: { reason, blame, path, record: keepable(raw) } }
}

/** What cannot even be looked at without throwing is no record to keep; the reason says what happened. */
function keepable(raw: unknown): Value {
  try {
    return maskRecord(raw)
  } catch {
    return null
  }
}
