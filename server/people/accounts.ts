import type { DatabaseSync } from 'node:sqlite'
import type { Scope } from '../../shared/access/principal.ts'
import { isRole, NEED_SECOND_FACTOR, type Role } from '../../shared/access/roles.ts'
import { inTransaction } from '../trust/database.ts'

export interface AccountRow {
  readonly id: number
  readonly account: string
  readonly title: string
  readonly disabled: boolean
  readonly createdAt: number
  readonly roles: readonly Role[]
  readonly scope: Scope
}

export const NO_SCOPE: Scope = { areas: [], departments: [] }
const EVERYTHING = '*'

/** Letters, digits and `. _ -`, in small letters: what is said over the telephone is typed as it was meant. */
const ACCOUNT = /^[a-z][a-z0-9._-]{1,31}$/
export const isAccountName = (text: string): boolean => ACCOUNT.test(text)

export const needsSecondFactor = (roles: readonly Role[]): boolean =>
  roles.some(role => NEED_SECOND_FACTOR.includes(role))

export interface Accounts {
  byId(id: number): AccountRow | null
  byName(account: string): AccountRow | null
  all(): readonly AccountRow[]
  add(account: string, title: string, roles: readonly Role[], now: number): number
  setDisabled(id: number, disabled: boolean): void
  authorise(id: number, roles: readonly Role[], scope: Scope): void
  /** How many that are not disabled have the role. */
  enabledWith(role: Role): number
}

type Row = Omit<AccountRow, 'disabled' | 'roles' | 'scope'> & { readonly disabled: number }

const ACCOUNTS = 'SELECT id, account, title, disabled, created_at AS createdAt FROM people'

export function createAccounts(db: DatabaseSync): Accounts {
  const byId = db.prepare(`${ACCOUNTS} WHERE id = ?`)
  const byName = db.prepare(`${ACCOUNTS} WHERE account = ?`)
  const all = db.prepare(`${ACCOUNTS} ORDER BY account`)
  const rolesOf = db.prepare('SELECT role FROM roles WHERE person = ?')
  const scopeOf = db.prepare('SELECT kind, name FROM scopes WHERE person = ? ORDER BY name')
  const add = db.prepare('INSERT INTO people (account, title, created_at) VALUES (?, ?, ?)')
  const setDisabled = db.prepare('UPDATE people SET disabled = ? WHERE id = ?')
  const dropRoles = db.prepare('DELETE FROM roles WHERE person = ?')
  const dropScope = db.prepare('DELETE FROM scopes WHERE person = ?')
  const addRole = db.prepare('INSERT INTO roles VALUES (?, ?)')
  const addScope = db.prepare('INSERT INTO scopes VALUES (?, ?, ?)')
  const enabledWith = db.prepare(
    'SELECT count(*) AS n FROM roles JOIN people ON people.id = person WHERE role = ? AND NOT disabled',
  )

  const whole = (row: Row): AccountRow => ({
    ...row,
    disabled: row.disabled === 1,
    roles: (rolesOf.all(row.id) as { role: string }[]).map(({ role }) => role).filter(isRole),
    scope: scopeFrom(scopeOf.all(row.id) as unknown as ScopeRow[]),
  })
  const found = (row: unknown) => (row === undefined ? null : whole(row as Row))

  function authorise(id: number, roles: readonly Role[], { areas, departments }: Scope): void {
    dropRoles.run(id)
    dropScope.run(id)
    for (const role of roles) addRole.run(id, role)
    for (const area of areas === 'all' ? [EVERYTHING] : areas) addScope.run(id, 'area', area)
    for (const name of departments === 'all' ? [EVERYTHING] : departments)
      addScope.run(id, 'department', name)
  }

  return {
    byId: id => found(byId.get(id)),
    byName: account => found(byName.get(account)),
    all: () => (all.all() as unknown as Row[]).map(whole),
    add: (account, title, roles, now) =>
      inTransaction(db, () => {
        const id = Number(add.run(account, title, now).lastInsertRowid)
        authorise(id, roles, NO_SCOPE)
        return id
      }),
    setDisabled: (id, disabled) => void setDisabled.run(disabled ? 1 : 0, id),
    authorise: (id, roles, scope) => inTransaction(db, () => authorise(id, roles, scope)),
    enabledWith: role => (enabledWith.get(role) as { n: number }).n,
  }
}

interface ScopeRow {
  readonly kind: 'area' | 'department'
  readonly name: string
}

function scopeFrom(rows: readonly ScopeRow[]): Scope {
  const names = (kind: ScopeRow['kind']) => {
    const found = rows.filter(row => row.kind === kind).map(({ name }) => name)
    return found.includes(EVERYTHING) ? ('all' as const) : found
  }
  return { areas: names('area'), departments: names('department') }
}
