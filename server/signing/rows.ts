import type { DatabaseSync } from 'node:sqlite'
import type { City, Published } from '../../shared/city/city.ts'
import { cellOf } from './righted.ts'

/** The rows by which documents come back with the next start, beside what the server has of them. */
export interface DocumentRows {
  /** Names of documents whose rows say something else than the city has; each is put right with the next checkpoint. */
  right(): readonly string[]
}

interface Rows {
  readonly city: City
  readonly db: DatabaseSync
  /** The cells on disk are those of before while everything is counted anew. */
  readonly isPicture: () => boolean
}

/**
 * Only the server writes these rows, each with the checkpoint after it came into force. So one that differs and is not waiting for a
 * checkpoint was written by somebody else, or the disk has it wrong. Six hundred rows take some milliseconds: texts are compared with
 * those of the last time.
 */
export function createDocumentRows({ city, db, isPicture }: Rows): DocumentRows {
  const documents = db.prepare('SELECT name AS name, body AS text FROM documents')
  const cells = db.prepare(
    "SELECT key AS name, value AS text FROM cells WHERE key >= 'doc:' AND key < 'doc;'",
  )
  const dropDocument = db.prepare('DELETE FROM documents WHERE name = ?')
  const dropCell = db.prepare('DELETE FROM cells WHERE key = ?')
  const texts = new WeakMap<Published, string>()
  const textOf = (document: Published): string => {
    let text = texts.get(document)
    if (text === undefined) texts.set(document, (text = JSON.stringify(document.body)))
    return text
  }
  const isWaiting = (name: string) => city.unsavedDocuments.has(name) || city.dirty.documents.has(name)

  function rightDocuments(): string[] {
    const rows = textsIn(documents.all())
    const wrong = namesOf(rows, city.documents).filter(name => {
      const document = city.documents.get(name)
      if (isWaiting(name)) return false
      return rows.get(name) !== (document === undefined ? undefined : textOf(document))
    })
    for (const name of wrong) {
      if (city.documents.has(name)) city.unsavedDocuments.add(name)
      else dropDocument.run(name)
    }
    return wrong
  }

  function rightCells(): string[] {
    if (isPicture()) return []
    const rows = textsIn(cells.all())
    const own = new Set([...city.documents.keys()].map(cellOf))
    const wrong = namesOf(rows, own).filter(key => {
      const cell = city.cells.get(key)
      const isLate = cell !== undefined && city.unsavedCells.has(cell)
      // One that is gone is forgotten sooner or later, here and there.
      return !isLate && (rows.get(key) ?? null) !== (cell?.json ?? null)
    })
    for (const key of wrong) {
      const cell = city.cells.get(key)
      if (cell === undefined) dropCell.run(key)
      else city.unsavedCells.add(cell)
    }
    return wrong.map(key => key.slice('doc:'.length))
  }
  return { right: () => [...new Set([...rightDocuments(), ...rightCells()])] }
}

const textsIn = (rows: readonly Record<string, unknown>[]): ReadonlyMap<string, string | null> =>
  new Map(rows.map(({ name, text }) => [String(name), text as string | null]))

const namesOf = (
  rows: ReadonlyMap<string, unknown>,
  own: { keys(): Iterable<string> },
): readonly string[] => [...new Set([...rows.keys(), ...own.keys()])]
