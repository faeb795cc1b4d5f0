import { lineage, type Areas } from '../../shared/areas/areas.ts'
import { Refused } from '../access/caller.ts'

export interface OfficeParts {
  readonly areas: Areas
  /** Area -> the department that answers there, and for what lies in it. */
  readonly offices: { readonly [area: string]: string }
}

/** The office of an area, else of what it lies in; null: there is none, or no such area. */
export function officeIn({ areas, offices }: OfficeParts, area: string): string | null {
  const node = areas.byId(area)
  const place = node === null ? undefined : lineage(node).find(({ id }) => offices[id] !== undefined)
  return place === undefined ? null : (offices[place.id] ?? null)
}

/** Who keeps the ledger of an area, and the minutes of its tables. */
export function officeOf(parts: OfficeParts, area: string): string {
  if (parts.areas.byId(area) === null) throw new Refused(400, 'noArea', 'there is no such area')
  const office = officeIn(parts, area)
  if (office === null) throw new Refused(503, 'noOffice', 'nobody keeps a ledger for this area')
  return office
}

/** Whoever may be asked for something: departments that have records, and those that keep ledgers. */
export const askedOf = (parts: Pick<OfficeParts, 'offices'> & { departments: () => readonly string[] }) =>
  [...new Set([...parts.departments(), ...Object.values(parts.offices)])].sort()
