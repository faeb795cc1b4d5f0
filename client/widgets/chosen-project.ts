import type { ListRow, Reader } from './reader.ts'

/** The row of a panel's list `projects` that somebody chose, itself or by an item of it (`<project>#<item>`), else the first. */
export function chosenProject(reader: Reader): ListRow | null {
  const rows = reader.list('projects')?.rows ?? []
  const record = reader.record?.split('#')[0]
  return rows.find(row => row.id === record) ?? rows[0] ?? null
}
