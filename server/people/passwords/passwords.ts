import type { DatabaseSync } from 'node:sqlite'
import type { Policy } from '../../../shared/people/policy.ts'
import { inTransaction } from '../../trust/database.ts'
import type { Asking, Hashing } from './hashing.ts'
import { passwordFault, type PasswordFault } from './rules.ts'

const DAY_MS = 86_400_000
/** Under `dengbao`: the password that is, and so many before it, are not taken again. */
const FORMER = 4

export interface Passwords {
  has(person: number): boolean
  changedAt(person: number): number | null
  /** When it must be changed; null where that is never so. */
  dueAt(person: number): number | null
  /** Does the same work where there is no person or no password. */
  verify(person: number | null, password: string, asking: Asking): Promise<boolean>
  /** Null: it would do. */
  fault(person: number, account: string, password: string, asking: Asking): Promise<PasswordFault | null>
  hash(password: string, asking: Asking): Promise<string>
  /** Keeps what `hash` made; the one before becomes a former one. */
  keep(person: number, hash: string, now: number): void
  forget(person: number): void
}

export interface PasswordsParts {
  readonly db: DatabaseSync
  readonly hashing: Hashing
  readonly policy: () => Policy
  readonly words: readonly string[]
  readonly weak: ReadonlySet<string>
}

interface Credential {
  readonly hash: string
  readonly changedAt: number
}

function statements(db: DatabaseSync) {
  return {
    find: db.prepare('SELECT hash, changed_at AS changedAt FROM credentials WHERE person = ?'),
    put: db.prepare(
      'INSERT INTO credentials VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at',
    ),
    mend: db.prepare('UPDATE credentials SET hash = ? WHERE person = ? AND hash = ?'),
    drop: db.prepare('DELETE FROM credentials WHERE person = ?'),
    retire: db.prepare('INSERT INTO former_passwords SELECT * FROM credentials WHERE person = ?'),
    former: db.prepare(
      'SELECT rowid AS id, hash FROM former_passwords WHERE person = ? ORDER BY changed_at DESC, rowid DESC',
    ),
    dropFormer: db.prepare('DELETE FROM former_passwords WHERE rowid = ?'),
  }
}

function retireOne(rows: ReturnType<typeof statements>, person: number): void {
  rows.retire.run(person)
  const kept = rows.former.all(person) as { id: number }[]
  for (const { id } of kept.slice(FORMER)) rows.dropFormer.run(id)
}

export function createPasswords({ db, hashing, policy, words, weak }: PasswordsParts): Passwords {
  const rows = statements(db)
  const of = (person: number) => rows.find.get(person) as unknown as Credential | undefined

  async function wasUsed(person: number, password: string, asking: Asking): Promise<boolean> {
    const hashes = [of(person), ...(rows.former.all(person) as { hash: string }[])].flatMap(
      row => row?.hash ?? [],
    )
    for (const hash of hashes) if (await hashing.verify(password, hash, asking)) return true
    return false
  }

  return {
    has: person => of(person) !== undefined,
    changedAt: person => of(person)?.changedAt ?? null,
    dueAt(person) {
      const { profile, passwordDays } = policy()
      const changedAt = of(person)?.changedAt
      return profile !== 'dengbao' || changedAt === undefined ? null : changedAt + passwordDays * DAY_MS
    },
    async verify(person, password, asking) {
      const hash = person === null ? null : (of(person)?.hash ?? null)
      if (!(await hashing.verify(password, hash, asking))) return false
      // Only now is the password known, so only now can it be hashed as it is done today.
      if (person !== null && hash !== null && !hashing.isCurrent(hash))
        rows.mend.run(await hashing.hash(password, asking), person, hash)
      return true
    },
    async fault(person, account, password, asking) {
      const fault = passwordFault(password, policy(), { account, words, weak })
      if (fault !== null) return fault
      const used = policy().profile === 'dengbao' && (await wasUsed(person, password, asking))
      return used ? 'passwordUsed' : null
    },
    hash: (password, asking) => hashing.hash(password, asking),
    keep(person, hash, now) {
      inTransaction(db, () => {
        retireOne(rows, person)
        rows.put.run(person, hash, now)
      })
    },
    forget(person) {
      inTransaction(db, () => {
        retireOne(rows, person)
        rows.drop.run(person)
      })
    },
  }
}
