import type { DatabaseSync } from 'node:sqlite'
import { Type } from 'typebox'
import { Check } from 'typebox/schema'
import {
  DEFAULT_POLICY,
  PASSWORD_PROFILES,
  POLICY_LIMITS,
  POLICY_NUMBERS,
  type Policy,
} from '../../shared/people/policy.ts'

const MOST_WORDS = 50

const Schema = Type.Object(
  {
    profile: Type.Union(PASSWORD_PROFILES.map(name => Type.Literal(name))),
    ...Object.fromEntries(
      POLICY_NUMBERS.map(name => [
        name,
        Type.Integer({ minimum: POLICY_LIMITS[name][0], maximum: POLICY_LIMITS[name][1] }),
      ]),
    ),
    words: Type.Array(Type.String({ minLength: 2, maxLength: 40 }), { maxItems: MOST_WORDS }),
    administratorsByDirectory: Type.Boolean(),
    documentsBySecond: Type.Boolean(),
  },
  { additionalProperties: false },
)

/** Whether it keeps within what the house may choose. */
export const isPolicy = (value: unknown): value is Policy => Check(Schema, value)

export interface PolicyStore {
  readonly now: Policy
  set(policy: Policy): void
}

/** A kept policy of an older version has what it has; what it lacks is as by default. */
export function createPolicyStore(db: DatabaseSync): PolicyStore {
  const row = db.prepare('SELECT body FROM policy WHERE id = 1').get() as { body: string } | undefined
  const kept: unknown =
    row === undefined ? {} : { ...DEFAULT_POLICY, ...(JSON.parse(row.body) as Partial<Policy>) }
  let current = isPolicy(kept) ? kept : DEFAULT_POLICY
  return {
    get now() {
      return current
    },
    set(policy) {
      db.prepare('INSERT INTO policy VALUES (1, ?) ON CONFLICT DO UPDATE SET body = excluded.body').run(
        JSON.stringify(policy),
      )
      current = policy
    },
  }
}
