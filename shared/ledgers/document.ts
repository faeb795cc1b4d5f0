import { Type, type Static } from 'typebox'
import { Errors } from 'typebox/schema'
import type { Kind } from '../kinds/kind.ts'
import { LONGEST, WORK_UNITS } from '../kinds/worked/fields.ts'
import { conforms } from '../model/conforms.ts'

const exact = { additionalProperties: false }
const Text = Type.Object(
  { zh: Type.String({ minLength: 1, maxLength: 60 }), en: Type.String({ minLength: 1, maxLength: 60 }) },
  exact,
)
const Id = Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 40 })
const Name = Type.String({ minLength: 1, maxLength: 60 })

/** What something may take, by the calendar of its kind. */
const Term = Type.Object(
  { term: Type.Integer({ minimum: 1, maximum: 2500 }), unit: Type.Enum([...WORK_UNITS]) },
  exact,
)
export type Term = Static<typeof Term>

const Stage = Type.Object(
  {
    /** As the department calls it. */
    name: Name,
    ...Term.properties,
    /** What a leader may grant once for what is hard, counted from the same beginning (PRV-14). */
    longer: Type.Optional(Term),
    /** Something is to be noted again and again: a note begins the term anew (a visit each month). */
    again: Type.Optional(Type.Boolean()),
  },
  exact,
)
export type Stage = Static<typeof Stage>

const Way = Type.Object(
  {
    id: Id,
    title: Text,
    kind: Type.String({ pattern: '^[a-z]+(-[a-z]+)*$', maxLength: 60 }),
    /** Fields of the record as its own system tells it -> what they must be. None: all of the kind. */
    where: Type.Record(Type.String({ pattern: '^[a-zA-Z][A-Za-z0-9]*$' }), Name, { maxProperties: 6 }),
    /** Who works on it; left out, the department that the entry names. */
    department: Type.Optional(Name),
    /** Who notes what the party concerned says of an answer; left out, nobody does, and a leader strikes it off. */
    keeper: Type.Optional(Name),
    stages: Type.Array(Stage, { minItems: 1, maxItems: 12 }),
    /** Its stages are those of the entry itself: 环节 moves with the work, and is this one in the end. */
    over: Type.Optional(Name),
    /** An answer names the entry of the same ledger by which it is met (PRV-09). */
    meets: Type.Optional(Type.Boolean()),
    /** Until when it is to be taken up again, confirmed, struck off, given to another; left out, three working days. */
    waits: Type.Optional(Term),
  },
  exact,
)
/** How the entries of a ledger are worked on (台账办理): which entries, by whom, through which stages, each with its clock (ADR 51). */
export type Way = Static<typeof Way>

export const WAITS: Term = { term: 3, unit: 'workday' }

const FAULTS_SHOWN = 10

/** The one door for a way: its shape, then what it asks of its kind. */
export function parseWay(raw: unknown, kinds: readonly Kind[]) {
  const faults = conforms(Way, raw)
    ? wayFaults(raw, kinds)
    : Errors(Way, raw)[1].map(error => `${error.instancePath || '/'}: ${error.message}`)
  return faults.length === 0
    ? ({ ok: true, document: raw as Way } as const)
    : ({ ok: false, faults: faults.slice(0, FAULTS_SHOWN) } as const)
}

function wayFaults({ kind: id, where, stages, waits }: Way, kinds: readonly Kind[]): string[] {
  const kind = kinds.find(each => each.id === id)
  if (kind === undefined) return [`/kind: there is no kind "${id}"`]
  const names = stages.map(({ name }) => name)
  return [
    ...(kind.worked === undefined ? [`/kind: nobody works on ${id} by a ledger`] : []),
    ...Object.keys(where)
      .filter(name => !isField(kind, name))
      .map(name => `/where: ${id} has no field "${name}"`),
    ...names.filter((name, i) => names.indexOf(name) !== i).map(name => `/stages: "${name}" is there twice`),
    ...[...stages, ...stages.flatMap(({ longer }) => longer ?? []), ...(waits === undefined ? [] : [waits])]
      .filter(({ term, unit }) => term > LONGEST[unit])
      .map(({ term, unit }) => `/stages: ${term} ${unit}s are longer than the calendar reaches`),
  ]
}

/** Of what its own system tells. */
function isField({ parts }: Kind, name: string): boolean {
  const { properties = {} } = (parts['main'] ?? {}) as { readonly properties?: object }
  return Object.keys(properties).includes(name)
}

/** By which way something is worked on that tells this of itself; null: by none. */
export const wayFor = (
  ways: readonly Way[],
  kind: string,
  fields: { readonly [name: string]: unknown },
): Way | null =>
  ways.find(
    way => way.kind === kind && Object.entries(way.where).every(([name, value]) => fields[name] === value),
  ) ?? null
