import type { Mapped } from '../../shared/mapping/context.ts'
import { leavesOf } from '../../shared/mapping/leaves.ts'
import type { Fields, Value } from '../../shared/model/value.ts'
import type { ChangedField } from '../../shared/sync/trial.ts'

/** What two versions make of one record. */
export interface Pair {
  readonly says: 'same' | 'differs' | 'onlyBefore' | 'onlyAfter' | 'neither'
  /** Where both take it. */
  readonly fields: readonly ChangedField[]
}

export function pairOf(before: Mapped, after: Mapped): Pair {
  const [was, is] = [leavesIn(before), leavesIn(after)]
  if (was === null) return { says: is === null ? 'neither' : 'onlyAfter', fields: [] }
  if (is === null) return { says: 'onlyBefore', fields: [] }
  const fields = [...new Set([...was.keys(), ...is.keys()])].flatMap((name): ChangedField[] => {
    const field = { name, before: was.get(name) ?? null, after: is.get(name) ?? null }
    return JSON.stringify(field.before) === JSON.stringify(field.after) ? [] : [field]
  })
  return { says: fields.length === 0 ? 'same' : 'differs', fields }
}

/** null: it was not taken. */
const leavesIn = (mapped: Mapped): ReadonlyMap<string, Value> | null =>
  mapped.ok ? leavesOf(mapped.fact as unknown as Fields) : null
