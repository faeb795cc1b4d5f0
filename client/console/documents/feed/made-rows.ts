import { leavesOf } from '../../../../shared/mapping/leaves.ts'
import type { Fields, Value } from '../../../../shared/model/value.ts'
import type { DocumentsGround } from '../../../../shared/sync/publications.ts'
import { fieldName, shownBy, valueText, type ToldIn } from '../../field-text.ts'

export interface MadeRow {
  /** `at`, `fields/title`. */
  readonly name: string
  readonly title: string
  readonly text: string
  /** The other version makes something else of it. */
  readonly differs: boolean
}

/** What is so of every record: said only where it is not. */
const USUAL: { readonly [name: string]: Value } = { op: 'put', version: 0, flags: [], part: 'main' }

/** What a mapping makes of a record, field by field as people write it; \`other\` is what another version makes of it, where there is one. */
export function madeRows(
  fact: Fields,
  other: Fields | null,
  kind: DocumentsGround['kinds'][number] | undefined,
  told: ToldIn,
): readonly MadeRow[] {
  const [own, others] = [leavesOf(fact), other === null ? null : leavesOf(other)]
  return [...new Set([...own.keys(), ...(others?.keys() ?? [])])].flatMap((name): MadeRow[] => {
    const value = own.get(name) ?? null
    const differs = others !== null && !isSame(value, others.get(name) ?? null)
    if (name === 'kind' || (!differs && isSame(value, USUAL[name]))) return []
    const text = valueText(value, shownBy(name, kind), told)
    return [{ name, title: fieldName(name, kind, told.language), text, differs }]
  })
}

const isSame = (a: Value, b: Value | undefined): boolean => JSON.stringify(a) === JSON.stringify(b)
