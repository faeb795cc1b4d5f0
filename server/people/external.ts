import type { DatabaseSync } from 'node:sqlite'
import type { ExternalLink } from '../../shared/people/wire.ts'

/** A directory or an OpenID provider says who somebody is. */
export interface External {
  readonly provider: string
  /** The provider's own, lasting name of the person (`sub`, entryUUID). */
  readonly subject: string
  /** The name the person has there; only the first time is it believed, and then bound to the subject. */
  readonly account: string
  /** The provider has asked for a second factor. */
  readonly secondFactor: boolean
}

export interface ExternalLinks {
  /** The person it is; null where nobody is linked, or the name there belongs to somebody else by now. */
  find(external: External): number | null
  of(person: number): readonly ExternalLink[]
  /** Who is linked to this name there, in whatever case; the name alone proves nothing. */
  personOf(link: ExternalLink): number | null
  isTaken(link: ExternalLink): boolean
  add(person: number, link: ExternalLink): void
  dropAll(person: number): void
}

export function createExternalLinks(db: DatabaseSync): ExternalLinks {
  const bySubject = db.prepare('SELECT person FROM external_links WHERE provider = ? AND subject = ?')
  const byAccount = db.prepare(
    'SELECT person FROM external_links WHERE provider = ? AND account = ? AND subject IS NULL',
  )
  const bind = db.prepare('UPDATE external_links SET subject = ? WHERE provider = ? AND account = ?')
  const of = db.prepare('SELECT provider, account FROM external_links WHERE person = ? ORDER BY provider')
  const named = db.prepare(
    'SELECT person FROM external_links WHERE provider = ? AND account = ? COLLATE NOCASE',
  )
  const taken = db.prepare('SELECT 1 FROM external_links WHERE provider = ? AND account = ?')
  const add = db.prepare('INSERT INTO external_links VALUES (?, ?, ?, NULL)')
  const drop = db.prepare('DELETE FROM external_links WHERE person = ?')
  return {
    find({ provider, subject, account }) {
      const bound = bySubject.get(provider, subject) as { person: number } | undefined
      if (bound !== undefined) return bound.person
      const first = byAccount.get(provider, account) as { person: number } | undefined
      if (first === undefined) return null
      bind.run(subject, provider, account)
      return first.person
    },
    of: person => of.all(person) as unknown as ExternalLink[],
    personOf({ provider, account }) {
      const row = named.get(provider, account) as { person: number } | undefined
      return row?.person ?? null
    },
    isTaken: ({ provider, account }) => taken.get(provider, account) !== undefined,
    add: (person, { provider, account }) => void add.run(provider, account, person),
    dropAll: person => void drop.run(person),
  }
}
