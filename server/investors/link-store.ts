import type { DatabaseSync } from 'node:sqlite'
import { digest, newPublicId, newToken } from '../people/tokens.ts'
import type { Tables } from '../trust/database.ts'

export const INVESTOR_TABLES: Tables = {
  part: 'investor links',
  steps: [
    `CREATE TABLE investor_links (
  id TEXT PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE,
  project TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  revoked_at INTEGER,
  used_at INTEGER
) STRICT;
CREATE INDEX investor_links_of ON investor_links (project, made_at);`,
  ],
}

/** A link by which whoever has it sees one project. The link itself is shown once and kept nowhere. */
export interface InvestorLink {
  readonly id: string
  /** Of the project, with its source. */
  readonly project: string
  readonly madeAt: number
  /** The last instant at which it opens anything. */
  readonly until: number
  readonly revokedAt: number | null
  /** When it was last used; null: never. */
  readonly usedAt: number | null
}

interface Line {
  readonly id: string
  readonly project: string
  readonly made_at: number
  readonly until: number
  readonly revoked_at: number | null
  readonly used_at: number | null
}

const COLUMNS = 'id, project, made_at, until, revoked_at, used_at'

/** Who may look at which project without an account (LYX-04). World's time. */
export class InvestorLinks {
  readonly #db: DatabaseSync

  constructor(db: DatabaseSync) {
    this.#db = db
  }

  make(project: string, now: number, until: number): { readonly token: string; readonly link: InvestorLink } {
    const [token, id] = [newToken(), newPublicId()]
    this.#db
      .prepare('INSERT INTO investor_links (id, digest, project, made_at, until) VALUES (?, ?, ?, ?, ?)')
      .run(id, digest(token), project, now, until)
    return { token, link: { id, project, madeAt: now, until, revokedAt: null, usedAt: null } }
  }

  /** The newest first, with those that open nothing any more. */
  of(project: string): readonly InvestorLink[] {
    const lines = this.#db
      .prepare(`SELECT ${COLUMNS} FROM investor_links WHERE project = ? ORDER BY made_at DESC, id`)
      .all(project) as unknown as readonly Line[]
    return lines.map(linkOf)
  }

  byId(id: string): InvestorLink | null {
    const line = this.#db.prepare(`SELECT ${COLUMNS} FROM investor_links WHERE id = ?`).get(id)
    return line === undefined ? null : linkOf(line as unknown as Line)
  }

  revoke(id: string, now: number): void {
    this.#db
      .prepare('UPDATE investor_links SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL')
      .run(now, id)
  }

  /** The project that it opens now; null: it opens nothing, and nobody is told why. */
  open(token: string, now: number): string | null {
    const line = this.#db
      .prepare(`SELECT ${COLUMNS} FROM investor_links WHERE digest = ?`)
      .get(digest(token)) as unknown as Line | undefined
    if (line === undefined || line.revoked_at !== null || line.until < now) return null
    this.#db.prepare('UPDATE investor_links SET used_at = ? WHERE id = ?').run(now, line.id)
    return line.project
  }
}

const linkOf = ({ id, project, made_at, until, revoked_at, used_at }: Line): InvestorLink => ({
  ...{ id, project, until },
  ...{ madeAt: made_at, revokedAt: revoked_at, usedAt: used_at },
})
