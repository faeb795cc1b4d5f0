import type { LiveCell } from '../../shared/city/city.ts'

interface Link {
  readonly cell: LiveCell
  older: Link | null
  newer: Link | null
}

/**
 * The cells of one topic in the order of their last change, so that "what changed since?" costs what changed and not
 * what exists.
 */
export interface ChangeOrder {
  /** Puts a cell at the newest end. Cells come in the order of their seq. */
  touch(cell: LiveCell): void
  /** Newest first. */
  since(seq: number): LiveCell[]
  /** Drops removed cells last changed at or before `seq`. */
  dropRemoved(seq: number): void
  readonly size: number
}

export function createChangeOrder(): ChangeOrder {
  const links = new Map<string, Link>()
  let newest: Link | null = null

  function unlink(link: Link): void {
    if (link.newer === null) newest = link.older
    else link.newer.older = link.older
    if (link.older !== null) link.older.newer = link.newer
  }

  function touch(cell: LiveCell): void {
    const known = links.get(cell.key)
    if (known !== undefined) unlink(known)
    const link: Link = { cell, older: newest, newer: null }
    if (newest !== null) newest.newer = link
    newest = link
    links.set(cell.key, link)
  }

  function since(seq: number): LiveCell[] {
    const cells: LiveCell[] = []
    for (let link = newest; link !== null && link.cell.seq > seq; link = link.older) cells.push(link.cell)
    return cells
  }

  function dropRemoved(seq: number): void {
    for (const link of links.values()) {
      if (link.cell.json !== null || link.cell.seq > seq) continue
      unlink(link)
      links.delete(link.cell.key)
    }
  }

  return {
    touch,
    since,
    dropRemoved,
    get size() {
      return links.size
    },
  }
}
