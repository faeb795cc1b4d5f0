import type { AreaAlias, NamingDocument } from './document.ts'

/** What mappings ask of the names in force. */
export interface NamingTables {
  readonly areas: readonly AreaAlias[]
  /** The usual name of a department; one that nobody named otherwise is its own. */
  readonly departmentOf: (name: string) => string
}

/** Of two documents that name a department otherwise that counts which stands first. */
export function namingTables(documents: readonly NamingDocument[]): NamingTables {
  const usual = new Map<string, string>()
  for (const { name, is } of documents.flatMap(({ departments }) => departments))
    if (!usual.has(name.trim())) usual.set(name.trim(), is.trim())
  return {
    areas: documents.flatMap(({ areas }) => areas),
    departmentOf: name => usual.get(name) ?? name,
  }
}

/** Whether a mapping asks for the name of a place or a department: then another naming makes another one of it. */
export function readsNames(mapping: unknown): boolean {
  if (typeof mapping !== 'object' || mapping === null) return false
  if (Array.isArray(mapping)) return mapping.some(readsNames)
  return Object.entries(mapping).some(([key, value]) =>
    key === 'as'
      ? value === 'department'
      : (key === 'area' && Array.isArray(value) && value.some(isByName)) || readsNames(value),
  )
}

const isByName = (way: unknown): boolean =>
  typeof way === 'object' && way !== null && !('const' in way) && !('point' in way)
