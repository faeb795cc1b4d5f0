import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from '../../trust/database.ts'
import type { Cipher } from '../cipher.ts'
import { digest } from '../tokens.ts'
import { base32, newTotpSecret, stepOf } from './totp.ts'

const CODES = 10
/** 120 bits: too many to be guessed from what is kept, so a plain digest will do. */
const CODE_BYTES = 15

export interface SecondFactors {
  /** Since when it is in use; null where there is none. */
  since(person: number): number | null
  codesLeft(person: number): number
  /** A new secret; the one before, if any, stays in use until the new one is confirmed. Answers with the secret. */
  prepare(person: number): string
  /** Whether the code is of the prepared secret. */
  isRight(person: number, code: string, now: number): boolean
  /** The prepared secret is in use from now on. Answers with new codes for when the telephone is lost. */
  confirm(person: number, code: string, now: number): readonly string[]
  /** A code of the telephone, or one of those on paper; either is taken once. */
  check(person: number, code: string, now: number): 'totp' | 'recovery' | null
  forget(person: number): void
}

interface Row {
  readonly secret: string
  readonly confirmed_at: number | null
  readonly last_step: number
}

function statements(db: DatabaseSync) {
  return {
    find: db.prepare('SELECT * FROM second_factors WHERE person = ?'),
    put: db.prepare(
      `INSERT INTO second_factors VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET
         secret = excluded.secret, confirmed_at = excluded.confirmed_at, last_step = excluded.last_step`,
    ),
    used: db.prepare('UPDATE second_factors SET last_step = ? WHERE person = ? AND last_step < ?'),
    drop: db.prepare('DELETE FROM second_factors WHERE person = ?'),
    addCode: db.prepare('INSERT INTO recovery_codes VALUES (?, ?)'),
    useCode: db.prepare('DELETE FROM recovery_codes WHERE hash = ? AND person = ?'),
    dropCodes: db.prepare('DELETE FROM recovery_codes WHERE person = ?'),
    countCodes: db.prepare('SELECT count(*) AS n FROM recovery_codes WHERE person = ?'),
  }
}

/** New ones make those of before worthless. */
function newCodes(rows: ReturnType<typeof statements>, person: number): readonly string[] {
  const codes = Array.from({ length: CODES }, () => base32(randomBytes(CODE_BYTES)))
  rows.dropCodes.run(person)
  for (const code of codes) rows.addCode.run(digest(code), person)
  return codes.map(code => code.match(/.{6}/g)?.join('-') ?? code)
}

export function createSecondFactors(db: DatabaseSync, cipher: Cipher): SecondFactors {
  const rows = statements(db)
  /** Not confirmed yet: a start of the server forgets them, and they are begun anew. */
  const prepared = new Map<number, string>()

  const preparedStep = (person: number, code: string, now: number) => {
    const secret = prepared.get(person)
    return secret === undefined ? null : stepOf(secret, code, now, -1)
  }
  const of = (person: number) => rows.find.get(person) as unknown as Row | undefined

  return {
    since: person => of(person)?.confirmed_at ?? null,
    codesLeft: person => (rows.countCodes.get(person) as { n: number }).n,
    prepare(person) {
      const secret = newTotpSecret()
      prepared.set(person, secret)
      return secret
    },
    isRight: (person, code, now) => preparedStep(person, code, now) !== null,
    confirm(person, code, now) {
      const secret = prepared.get(person)
      const step = preparedStep(person, code, now)
      if (secret === undefined || step === null) throw new Error('confirmed without a look at its code')
      prepared.delete(person)
      return inTransaction(db, () => {
        rows.put.run(person, cipher.seal(secret), now, step)
        return newCodes(rows, person)
      })
    },
    check(person, code, now) {
      const row = of(person)
      if (row === undefined) return null
      const step = stepOf(cipher.open(row.secret), code, now, row.last_step)
      if (step !== null) return rows.used.run(step, person, step).changes === 1 ? 'totp' : null
      const plain = code.toUpperCase().replaceAll(/[\s-]/g, '')
      return plain.length === CODE_BYTES * 1.6 && rows.useCode.run(digest(plain), person).changes === 1
        ? 'recovery'
        : null
    },
    forget(person) {
      prepared.delete(person)
      inTransaction(db, () => {
        rows.drop.run(person)
        rows.dropCodes.run(person)
      })
    },
  }
}
