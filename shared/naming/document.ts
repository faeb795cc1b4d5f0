import { Type, type Static } from 'typebox'
import type { Areas } from '../areas/areas.ts'
import { placeNames } from '../areas/place-names.ts'
import { Id, parse, Text, type ParsedDocument } from '../model/document-schemas.ts'

const exact = { additionalProperties: false }
const Name = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' })
const Note = Type.Optional(Type.String({ maxLength: 200 }))

/** What upstreams call places and departments, beside what those are called. */
export const NamingDocument = Type.Object(
  {
    id: Id,
    title: Text,
    /** A name, or a code that is no more, and the code of the place that is meant. */
    areas: Type.Array(
      Type.Object({ name: Name, code: Type.String({ pattern: '^\\d{6}(\\d{3}){0,2}$' }), note: Note }, exact),
      { maxItems: 5000 },
    ),
    /** A name, and the usual name of the department that is meant. */
    departments: Type.Array(Type.Object({ name: Name, is: Name, note: Note }, exact), { maxItems: 2000 }),
  },
  exact,
)
export type NamingDocument = Static<typeof NamingDocument>
export type AreaAlias = NamingDocument['areas'][number]

/** The one door for a document of names: its shape, and that each name means one place or department that there can be. */
export function parseNaming(raw: unknown, areas: Areas): ParsedDocument<NamingDocument> {
  const parsed = parse<NamingDocument>(NamingDocument, raw)
  if (!parsed.ok) return parsed
  const faults = [...areaFaults(parsed.document, areas), ...departmentFaults(parsed.document)]
  return faults.length === 0 ? parsed : { ok: false, faults }
}

const areaFaults = ({ areas: aliases }: NamingDocument, areas: Areas): string[] =>
  aliases.flatMap(({ name, code }, i) => {
    const at = `/areas/${i}`
    if (aliases.findIndex(each => each.name === name && each.code === code) < i)
      return [`${at}/name: "${name}" stands for ${code} twice`]
    return isKnown(code, areas) ? [] : [`${at}/code: ${code} is no area in force`]
  })

export const isKnown = (code: string, areas: Areas): boolean =>
  areas.byId(code) !== null || areas.communitiesOf(areas.city.id).some(each => each.code === code)

function departmentFaults({ departments }: NamingDocument): string[] {
  const named = new Set(departments.map(({ name }) => name.trim()))
  return departments.flatMap(({ name, is }, i) => {
    const at = `/departments/${i}`
    if (departments.findIndex(each => each.name.trim() === name.trim()) < i)
      return [`${at}/name: "${name}" stands twice`]
    return named.has(is.trim()) ? [`${at}/is: "${is}" is another name itself`] : []
  })
}

/**
 * The names of places among them that do not lead where they say, beside all others: a place of that name is there already, or the
 * name stands for two. Looked for as narrowly as can be.
 */
export function lostAreas(
  aliases: readonly AreaAlias[],
  all: readonly AreaAlias[],
  areas: Areas,
): AreaAlias[] {
  const names = placeNames(areas.document, all)
  const wider = (code: string) => (code.length === 6 ? undefined : code.slice(0, -3))
  return aliases.filter(({ name, code }) => names.codeOf(name, wider(code)) !== code)
}
