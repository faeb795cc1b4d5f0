import type { Fields, Value } from '../model/value.ts'

/** What a record is told apart by changes with every word of it. */
const NOT_TOLD: ReadonlySet<string> = new Set(['hash', 'kindVersion', 'type'])

/** What a mapping made of one record, by its parts and fields: `at`, `fields/title`, `values/pressure`. */
export function leavesOf(fact: Fields): ReadonlyMap<string, Value> {
  const [reading] = (fact['readings'] ?? []) as readonly Fields[]
  const { readings: _, fields = null, values = null, ...outer } = { ...fact, ...reading }
  const within = (at: string, of: Value) =>
    Object.entries((of ?? {}) as Fields).map(([name, value]) => [`${at}/${name}`, value] as const)
  const all = [...Object.entries(outer), ...within('fields', fields), ...within('values', values)]
  return new Map(all.filter(([name]) => !NOT_TOLD.has(name)))
}
