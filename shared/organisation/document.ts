import { Type, type Static } from 'typebox'
import type { Areas } from '../areas/areas.ts'
import { Id, parse, Text, type ParsedDocument } from '../model/document-schemas.ts'

const exact = { additionalProperties: false }
const Name = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' })
const Code = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9-]*$', maxLength: 40 })

/** What a department is: of the government or of the party, the office of a town, or whoever runs heat, gas, water and power. */
export const DEPARTMENT_KINDS = ['government', 'party', 'town', 'utility', 'other'] as const

const Department = Type.Object(
  {
    /** By which others name it as theirs. */
    id: Code,
    /** As records name it: what somebody answers for is found by this. */
    name: Name,
    /** As people say it. */
    shortName: Name,
    /** As its seal has it, where records name it otherwise. */
    fullName: Type.Optional(Name),
    kind: Type.Enum([...DEPARTMENT_KINDS]),
    /** Code of the city, the district or the town that it is of. */
    area: Type.String({ pattern: '^\\d{6}(\\d{3})?$' }),
    /** The department that it is a part of, or answers to. */
    parent: Type.Optional(Code),
  },
  exact,
)
export type Department = Static<typeof Department>

const OrganisationDocument = Type.Object(
  { id: Id, title: Text, departments: Type.Array(Department, { maxItems: 5000 }) },
  exact,
)
/** Who there is in a city that answers for something (机构). */
export type OrganisationDocument = Static<typeof OrganisationDocument>

/** The one door for an organisation: its shape, and that each department is there once, in an area that there is, under one that is there. */
export function parseOrganisation(raw: unknown, areas: Areas): ParsedDocument<OrganisationDocument> {
  const parsed = parse<OrganisationDocument>(OrganisationDocument, raw)
  if (!parsed.ok) return parsed
  const { departments } = parsed.document
  const faults = departments.flatMap((each, i) => faultsOf(each, i, departments, areas))
  return faults.length === 0 ? parsed : { ok: false, faults }
}

function faultsOf(
  { id, name, fullName = name, area, parent }: Department,
  i: number,
  all: readonly Department[],
  areas: Areas,
): string[] {
  const at = `/departments/${i}`
  return [
    ...(all.findIndex(each => each.id === id) < i ? [`${at}/id: "${id}" is there twice`] : []),
    ...(all.findIndex(each => each.name === name) < i ? [`${at}/name: "${name}" is there twice`] : []),
    ...(fullName !== name && all.some(each => each.name === fullName)
      ? [`${at}/fullName: "${fullName}" is another department`]
      : []),
    ...(areas.byId(area) === null ? [`${at}/area: ${area} is no area in force`] : []),
    ...(parent === undefined || isUnder(id, parent, all)
      ? []
      : [`${at}/parent: "${parent}" is no department that it can be under`]),
  ]
}

/** The way up ends at one that is under nobody, and comes by no department twice. */
function isUnder(id: string, parent: string, all: readonly Department[]): boolean {
  const passed = new Set([id])
  for (let at: string | undefined = parent; at !== undefined;) {
    const up: Department | undefined = all.find(each => each.id === at)
    if (up === undefined || passed.has(up.id)) return false
    passed.add(up.id)
    at = up.parent
  }
  return true
}
