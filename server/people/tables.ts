import { ADMINISTRATORS } from '../../shared/access/roles.ts'
import type { Tables } from '../trust/database.ts'

const list = (names: readonly string[]) => names.map(name => `'${name}'`).join(', ')

/**
 * The three administrators stand apart in the database itself (T-RBAC-02): whatever writes a row, this code, a later version or a hand
 * with a tool, a person who is one of them is nothing else. A role is given and taken, never changed into another.
 */
const rolesSql = (roles: readonly string[]): string => `
CREATE TABLE roles (
  person INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN (${list(roles)})),
  PRIMARY KEY (person, role)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER roles_stand_apart BEFORE INSERT ON roles
WHEN EXISTS (
  SELECT 1 FROM roles
  WHERE person = NEW.person AND role <> NEW.role
    AND (role IN (${list(ADMINISTRATORS)}) OR NEW.role IN (${list(ADMINISTRATORS)}))
)
BEGIN SELECT RAISE(ABORT, 'whoever is an administrator is nothing else'); END;
CREATE TRIGGER roles_never_change BEFORE UPDATE ON roles
BEGIN SELECT RAISE(ABORT, 'a role is given or taken, never changed'); END;`

/** Those that there were at first. */
const FIRST_ROLES = ['viewer', 'leader', 'officer', 'operator', ...ADMINISTRATORS]

/** What a role may be stands in the table itself, which has to be made anew for that. Its triggers go with the old one. */
const withRoles = (roles: readonly string[]): string => `
CREATE TEMP TABLE given AS SELECT person, role FROM roles;
DROP TABLE roles;
${rolesSql(roles)}
INSERT INTO roles SELECT person, role FROM given;
DROP TABLE given;
`

/** Instants are ms of the machine's clock. Tokens stand here as SHA-256 only: who reads the file holds none of them. */
export const PEOPLE_TABLES: Tables = {
  part: 'people',
  steps: [
    `
CREATE TABLE people (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  disabled INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT;
${rolesSql(FIRST_ROLES)}
CREATE TABLE scopes (
  person INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('area', 'department')),
  name TEXT NOT NULL,
  PRIMARY KEY (person, kind, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE credentials (
  person INTEGER PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  hash TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE TABLE former_passwords (
  person INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  hash TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX former_passwords_of ON former_passwords (person, changed_at);
CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  token BLOB NOT NULL UNIQUE,
  person INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  stage TEXT NOT NULL CHECK (stage IN ('totp', 'setUpTotp', 'changePassword', 'full')),
  how TEXT NOT NULL,
  strict INTEGER NOT NULL,
  address TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_of ON sessions (person);
CREATE TABLE devices (
  token BLOB PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE lockouts (
  account TEXT NOT NULL,
  place TEXT NOT NULL,
  failures INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (account, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE second_factors (
  person INTEGER PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
  secret TEXT NOT NULL,
  confirmed_at INTEGER,
  last_step INTEGER NOT NULL
) STRICT;
CREATE TABLE recovery_codes (
  hash BLOB PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE one_time_links (
  token BLOB PRIMARY KEY,
  person INTEGER UNIQUE REFERENCES people (id) ON DELETE CASCADE,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE external_links (
  provider TEXT NOT NULL,
  account TEXT NOT NULL,
  person INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  subject TEXT,
  PRIMARY KEY (provider, account),
  UNIQUE (provider, subject)
) STRICT, WITHOUT ROWID;
CREATE TABLE policy (id INTEGER PRIMARY KEY CHECK (id = 1), body TEXT NOT NULL) STRICT;
`,
    'ALTER TABLE one_time_links ADD COLUMN lasting INTEGER NOT NULL DEFAULT 0;',
    withRoles([...FIRST_ROLES, 'reporter']),
  ],
}
