import { digest } from '../model/digest.ts'
import type { RecordFact } from '../model/fact.ts'
import type { Fields } from '../model/value.ts'
import { compileArea } from './area.ts'
import { MINUTE } from '../calendar/civil.ts'
import { isEightBehind } from './eight-hours.ts'
import type { Problem } from './context.ts'
import type { RecordMapping } from './document.ts'
import { compileMoment } from './moment.ts'
import { compileId, compileOp, compilePart, compileVersion } from './naming.ts'
import { noteImpossible } from './ordered-times.ts'
import { flag, flagsOf, refuseAs, type Sheet } from './sheet.ts'
import { inside, type FieldSpecs, type Workbench } from './workbench.ts'

/** null: the record was refused on the sheet. */
export type ReadFact<F> = (raw: object, sheet: Sheet) => F | null

/** What a record says. The names stand in canonical order, and so do the fields': JSON of it is its canonical text. */
interface Content {
  readonly area: string
  readonly event: number
  readonly fields: Fields
  readonly op: 'put' | 'drop'
}

type ReadContent = (raw: unknown, at: number, sheet: Sheet) => Content

export function compileRecord(document: RecordMapping, bench: Workbench): ReadFact<RecordFact> {
  const { source, kind, kindVersion, check } = bench.context
  const names = Object.keys(document.fields)
  const readOp = compileOp(document.op, inside(bench, 'op'))
  const readPart = compilePart(document.part, inside(bench, 'part'))
  const readVersion = compileVersion(document.version, inside(bench, 'version'))
  const readAt = compileMoment(document.at, inside(bench, 'at'))
  const readContent = compileContent(document, names, bench)
  const readId = compileId(document.id, names, inside(bench, 'id'))
  const isNamedByFields = 'fields' in document.id
  const pathOf = pathsByField(document.fields)

  return (raw, sheet) => {
    bench.view.load(raw)
    const op = readOp(raw, sheet)
    const part = readPart(raw, sheet)
    const version = readVersion(raw, sheet)
    const at = readAt(raw, sheet)
    // What is dropped is often sent with its id alone; an id made of fields needs them all the same.
    const said = op === 'put' || isNamedByFields ? readContent(raw, at, sheet) : gone(at)
    const id = `${source}/${readId(raw, said.fields, said.area, sheet)}`
    if (sheet.refusal !== null) return null
    if (op === 'put') {
      const problem = check(said.fields, part)
      if (problem !== null) return refuseProblem(problem, pathOf, sheet)
    } else {
      sheet.flags = 0
      sheet.unknown = null
    }
    const content = op === 'put' ? said : gone(at)
    const hash = digest(JSON.stringify(content))
    const { event, area, fields } = content
    const flags = flagsOf(sheet)
    return { type: 'record', kind, kindVersion, id, part, op, version, at, hash, event, area, flags, fields }
  }
}

const gone = (at: number): Content => ({ area: '', event: at, fields: {}, op: 'drop' })

function compileContent(document: RecordMapping, names: readonly string[], bench: Workbench): ReadContent {
  const readEvent =
    document.event === undefined ? null : compileMoment(document.event, inside(bench, 'event'))
  const readFields = bench.compileFields(document.fields, inside(bench, 'fields'))
  const readArea = compileArea(document.area, names, inside(bench, 'area'))
  const prompt = document.promptMinutes === undefined ? null : document.promptMinutes * MINUTE
  const note = noteImpossible(document.order ?? [], names, inside(bench, 'order'))
  return (raw, at, sheet) => {
    const fields = readFields(raw, sheet)
    note(fields, sheet)
    const event = readEvent === null ? at : readEvent(raw, sheet)
    if (prompt !== null && isEightBehind(event, at, prompt)) flag(sheet, 'eightHoursOff')
    return { area: readArea(raw, fields, sheet), event, fields, op: 'put' }
  }
}

/** Where in the record each field came from. */
function pathsByField(specs: FieldSpecs): ReadonlyMap<string, string> {
  const paths = new Map<string, string>()
  for (const [name, spec] of Object.entries(specs)) {
    const from = typeof spec === 'object' && spec !== null ? (spec as { from?: unknown }).from : undefined
    if (typeof from === 'string') paths.set(name, from)
  }
  return paths
}

/** The kind speaks of fields, the operator looks at the record: the path is the record's where it is known. */
export function refuseProblem(problem: Problem, pathOf: ReadonlyMap<string, string>, sheet: Sheet): null {
  const path = problem.path.replace(/^\//, '')
  const field = /^[^./[]*/.exec(path)![0]
  return refuseAs(
    sheet,
    'mapping',
    pathOf.get(field) ?? path,
    'does not fit the kind',
    `${path}: ${problem.reason}`,
  )
}
