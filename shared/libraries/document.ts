import { Type, type Static } from 'typebox'
import { Errors } from 'typebox/schema'
import type { Column, Kind } from '../kinds/kind.ts'
import { conforms } from '../model/conforms.ts'

const exact = { additionalProperties: false }
const Text = Type.Object(
  { zh: Type.String({ minLength: 1, maxLength: 60 }), en: Type.String({ minLength: 1, maxLength: 60 }) },
  exact,
)
const Id = Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 40 })
const KindId = Type.String({ pattern: '^[a-z]+(-[a-z]+)*$', maxLength: 60 })
const Name = Type.String({ pattern: '^[a-zA-Z][A-Za-z0-9]*$', maxLength: 60 })
const Columns = Type.Array(Name, { minItems: 1, maxItems: 40, uniqueItems: true })

const Library = Type.Object(
  {
    id: Id,
    title: Text,
    /** Kind of record -> the columns that a whole record of it has. */
    kinds: Type.Record(KindId, Columns, { minProperties: 1, maxProperties: 20 }),
    /** How complete it should be, per cent. */
    target: Type.Optional(Type.Number({ minimum: 0, maximum: 100 })),
  },
  exact,
)
export type Library = Static<typeof Library>

/** How records of a kind say of whom they are: by the code itself, by a name, or by both, of which the code goes first. */
const Told = Type.Object({ id: Type.Optional(Name), name: Type.Optional(Name) }, exact)
export type Told = Static<typeof Told>

/** Something that many kinds of record tell of, and the kind in which each of it is entered once. */
const Entity = Type.Object(
  {
    register: KindId,
    /** Columns of the register: by what it is known everywhere, what it is called, and what else it was called. */
    id: Name,
    title: Name,
    formerNames: Type.Optional(Name),
    /** Other columns into which a search looks: who answers for it. */
    foundBy: Type.Optional(Columns),
    /** The register is too large to be looked through: an entry is found by its code alone, which is the id of its record. */
    keyed: Type.Optional(Type.Boolean()),
    /** Inner rows of the register that are told with it. */
    inner: Type.Optional(Columns),
    told: Type.Record(KindId, Told, { maxProperties: 40 }),
  },
  exact,
)
export type Entity = Static<typeof Entity>

const Libraries = Type.Object(
  {
    libraries: Type.Array(Library, { maxItems: 20 }),
    entities: Type.Object(
      {
        enterprise: Type.Optional(Entity),
        project: Type.Optional(Entity),
        case: Type.Optional(Entity),
        problem: Type.Optional(Entity),
      },
      exact,
    ),
  },
  exact,
)
export type Libraries = Static<typeof Libraries>
export type EntityType = keyof Libraries['entities']

/** A city may have no libraries. */
export const NO_LIBRARIES: Libraries = { libraries: [], entities: {} }

const FAULTS_SHOWN = 10

/** The one door for `libraries.json`: its shape, then what it asks of the kinds. */
export function parseLibraries(raw: unknown, kinds: readonly Kind[]) {
  const faults = conforms(Libraries, raw)
    ? kindFaults(raw, kinds)
    : Errors(Libraries, raw)[1].map(error => `${error.instancePath || '/'}: ${error.message}`)
  return faults.length === 0
    ? ({ ok: true, document: raw as Libraries } as const)
    : ({ ok: false, faults: faults.slice(0, FAULTS_SHOWN) } as const)
}

function kindFaults({ libraries, entities }: Libraries, kinds: readonly Kind[]): string[] {
  const ids = libraries.map(({ id }) => id)
  const twice = ids.filter((id, i) => ids.indexOf(id) !== i)
  return [
    ...twice.map(id => `/libraries: "${id}" is there twice`),
    ...libraries.flatMap((library, i) =>
      Object.entries(library.kinds).flatMap(([kind, columns]) =>
        columnFaults(`/libraries/${i}/kinds/${kind}`, kinds, kind, columns),
      ),
    ),
    ...Object.entries(entities).flatMap(([type, entity]) => entityFaults(`/entities/${type}`, entity, kinds)),
  ]
}

function entityFaults(where: string, entity: Entity, kinds: readonly Kind[]): string[] {
  const { register, id, title, formerNames, foundBy = [], inner = [], told } = entity
  const own = [id, title, ...(formerNames === undefined ? [] : [formerNames]), ...foundBy]
  const lists = kinds.find(kind => kind.id === register)?.inner ?? {}
  return [
    ...columnFaults(`${where}/register`, kinds, register, own),
    ...inner
      .filter(name => lists[name] === undefined)
      .map(name => `${where}/inner: ${register} has no inner rows "${name}"`),
    ...Object.entries(told).flatMap(([kind, by]) =>
      by.id === undefined && by.name === undefined
        ? [`${where}/told/${kind}: it says neither an id nor a name`]
        : columnFaults(`${where}/told/${kind}`, kinds, kind, Object.values(by)),
    ),
  ]
}

function columnFaults(
  where: string,
  kinds: readonly Kind[],
  id: string,
  columns: readonly string[],
): string[] {
  const kind = kinds.find(each => each.id === id)
  if (kind === undefined) return [`${where}: there is no kind "${id}"`]
  const has = (name: string) => kind.columns.some((column: Column) => column.name === name)
  return columns.filter(name => !has(name)).map(name => `${where}: ${id} has no column "${name}"`)
}
