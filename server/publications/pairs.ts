import type { Mapped } from '../../shared/mapping/context.ts'
import type { Fields, Value } from '../../shared/model/value.ts'
import type { ChangedField } from '../../shared/sync/trial.ts'

/** What two versions make of one record. */
export interface Pair {
  readonly says: 'same' | 'differs' | 'onlyBefore' | 'onlyAfter' | 'neither'
  /** Where both take it. */
  readonly fields: readonly ChangedField[]
}

export function pairOf(before: Mapped, after: Mapped): Pair {
  const [was, is] = [leavesOf(before), leavesOf(after)]
  if (was === null) return { says: is === null ? 'neither' : 'onlyAfter', fields: [] }
  if (is === null) return { says: 'onlyBefore', fields: [] }
  const fields = [...new Set([...was.keys(), ...is.keys()])].flatMap((name): ChangedField[] => {
    const field = { name, before: was.get(name) ?? null, after: is.get(name) ?? null }
    return JSON.stringify(field.before) === JSON.stringify(field.after) ? [] : [field]
  })
  return { says: fields.length === 0 ? 'same' : 'differs', fields }
}

/** What tells a record apart changes with every word of it. */
const NOT_TOLD: ReadonlySet<string> = new Set(['hash', 'kindVersion', 'type', 'op'])

type Leaves = ReadonlyMap<string, Value>

/** A fact by its parts and fields; null: it was not taken. */
function leavesOf(mapped: Mapped): Leaves | null {
  if (!mapped.ok) return null
  const { fact } = mapped
  const { fields, ...frame } = (fact.type === 'record'
    ? fact
    : { ...fact, ...fact.readings[0], fields: {} }) as unknown as Fields
  const { values = null, readings: _, ...outer } = frame
  const within = (at: string, of: Value | undefined) =>
    Object.entries((of ?? {}) as Fields).map(([name, value]) => [`${at}/${name}`, value] as const)
  const all = [...Object.entries(outer), ...within('fields', fields), ...within('values', values)]
  return new Map(all.filter(([name]) => !NOT_TOLD.has(name)))
}
