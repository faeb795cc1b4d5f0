import type { Pause } from '../../calendar/pauses.ts'
import type { Part, Thing } from '../kind.ts'
import type {
  CaseFields,
  FindingFields,
  RatingFields,
  ResultFields,
  SpecialFields,
  StepFields,
  SupervisionFields,
} from './fields.ts'

/** A step with the guid it is known by. */
export interface Step {
  readonly key: string
  readonly fields: StepFields
}

/** What was found in it, with the guid it is known by. */
export interface Finding {
  readonly key: string
  readonly fields: FindingFields
}

/** The newest rows of a case in the tables of the exchange, one of each table; steps and special procedures all. */
export interface CaseFile {
  readonly main: Part
  readonly fields: CaseFields
  readonly result: ResultFields | null
  readonly rating: RatingFields | null
  readonly supervision: SupervisionFields | null
  /** By their start, then by their guid. */
  readonly steps: Step[]
  readonly pauses: Pause[]
  readonly findings: Finding[]
  /** A special procedure ends before it begins (A14). */
  impossible: boolean
}

/** The newest part under a prefix. Rows are deleted and come again under another guid (A6): dropped ones are no rows. */
function newestOf(thing: Thing, prefix: string): Part | null {
  let newest: Part | null = null
  let newestName = ''
  for (const name of Object.keys(thing.parts)) {
    if (!name.startsWith(prefix)) continue
    const part = thing.parts[name]!
    if (part.op === 'drop' || (newest !== null && !isNewer(part, name, newest, newestName))) continue
    newest = part
    newestName = name
  }
  return newest
}

const isNewer = (a: Part, aName: string, b: Part, bName: string): boolean =>
  a.at !== b.at ? a.at > b.at : a.version !== b.version ? a.version > b.version : aName > bName

const fieldsOf = <Fields>(part: Part | null): Fields | null =>
  part === null ? null : (part.fields as unknown as Fields)

/** Null while its acceptance has not come, or after it was deleted. */
export function caseFileOf(thing: Thing): CaseFile | null {
  const main = newestOf(thing, 'main:')
  if (main === null) return null
  const file: CaseFile = {
    main,
    fields: main.fields as unknown as CaseFields,
    result: fieldsOf<ResultFields>(newestOf(thing, 'result:')),
    rating: fieldsOf<RatingFields>(newestOf(thing, 'rating:')),
    supervision: fieldsOf<SupervisionFields>(newestOf(thing, 'supervision:')),
    steps: [],
    pauses: [],
    findings: [],
    impossible: false,
  }
  const endedAt = file.result?.resultAt ?? null
  for (const name of Object.keys(thing.parts)) {
    const part = thing.parts[name]!
    if (part.op === 'drop') continue
    if (name.startsWith('step:'))
      insertStep(file.steps, { key: name.slice(5), fields: part.fields as unknown as StepFields })
    else if (name.startsWith('finding:'))
      file.findings.push({ key: name.slice(8), fields: part.fields as unknown as FindingFields })
    else if (name.startsWith('special:')) addSpecial(file, part.fields as unknown as SpecialFields, endedAt)
  }
  return file
}

function insertStep(steps: Step[], step: Step): void {
  let place = steps.length
  while (place > 0 && startsAfter(steps[place - 1]!, step)) {
    steps[place] = steps[place - 1]!
    place--
  }
  steps[place] = step
}

const startsAfter = (a: Step, b: Step): boolean =>
  a.fields.startAt !== b.fields.startAt ? a.fields.startAt > b.fields.startAt : a.key > b.key

/** A stop without an end ends with the result: the clock of a case that is over cannot stand. */
function addSpecial(file: CaseFile, special: SpecialFields, endedAt: number | null): void {
  if (special.type === 'extension') {
    file.pauses.push({ kind: 'extension', workdays: special.workdays ?? 0 })
    return
  }
  const { startAt, endAt = null } = special
  if (endAt !== null && endAt < startAt) {
    file.impossible = true
    return
  }
  const to = endAt === null || endAt === startAt ? endedAt : endAt
  if (to === null || to > startAt) file.pauses.push({ kind: 'stop', from: startAt, to })
}
