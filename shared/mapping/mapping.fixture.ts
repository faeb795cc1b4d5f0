import type { Flag, ReadingsFact, RecordFact } from '../model/fact.ts'
import type { Fields, Value } from '../model/value.ts'
import type { AreaResolver } from './area.ts'
import type { Fault, Mapped, MappingContext } from './context.ts'
import { compileMapping } from './mapping.ts'

/** 2026-11-22 10:00 in the city. */
export const NOW = Date.UTC(2026, 10, 22, 2, 0, 0)
export const at = (text: string): number => new Date(`${text}+08:00`).getTime()

const CODES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    白塔区: '211002',
    文圣区: '211003',
    文圣街道: '211003001',
    跃进街道: '211002001',
    安居社区: '211002001001',
    刘二堡镇: '211021104',
    前杜村: '211021104205',
  }),
)
const KNOWN = new Set([...CODES.values(), '211000'])
const REPEATED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '211002|胜利社区': '211002001002',
    '211003|胜利社区': '211003001002',
  }),
)

export const areas: AreaResolver = {
  codeOf: (name, within) => REPEATED.get(`${within ?? ''}|${name}`) ?? inside(CODES.get(name), within),
  known: code => KNOWN.has(code),
}

const inside = (code: string | undefined, within: string | undefined): string | null =>
  code !== undefined && code.startsWith(within ?? '') ? code : null

export const context: MappingContext = {
  source: 'test',
  kind: 'thing',
  kindVersion: 2,
  areas,
  box: [122.5, 40.6, 123.8, 41.7],
  codes: { stages: { '1': 'reported', '2': 'closed' } },
  check: () => null,
  faultIn: expression => (expression === 'no expression' ? 'it is none' : null),
}

export const bare = { id: { from: 'id' }, at: { from: 'at' }, fields: {} }
export const head = { id: 'A1', at: '2026-11-22 09:00:00' }

export function compiled(
  document: unknown,
  changes: Partial<MappingContext> = {},
): (raw: unknown, now?: number) => Mapped {
  const mapping = compileMapping(document, { ...context, ...changes })
  if (!mapping.ok) throw new Error(mapping.faults.map(({ path, message }) => `${path} ${message}`).join('\n'))
  return (raw, now = NOW) => mapping.map(raw, { now })
}

export function faultsOf(document: unknown): readonly Fault[] {
  const mapping = compileMapping(document, context)
  return mapping.ok ? [] : mapping.faults
}

export function recordOf(mapped: Mapped): RecordFact {
  if (!mapped.ok) throw new Error(`${mapped.quarantined.path}: ${mapped.quarantined.reason}`)
  return mapped.fact as RecordFact
}

export function readingsOf(mapped: Mapped): ReadingsFact {
  if (!mapped.ok) throw new Error(`${mapped.quarantined.path}: ${mapped.quarantined.reason}`)
  return mapped.fact as ReadingsFact
}

/** What became of one value: the value, with its flags where there are any, or why it was refused. */
export type Outcome =
  | Value
  | { readonly value: Value; readonly flags: readonly Flag[] }
  | { readonly refused: string }

export function outcome(mapped: Mapped): Outcome {
  if (!mapped.ok) return { refused: mapped.quarantined.reason }
  const value = (mapped.fact as { fields: Fields }).fields['value'] ?? null
  return mapped.flags.length === 0 ? value : { value, flags: mapped.flags }
}

/** Maps one value through one converter. */
export function converting(options: {
  readonly as: string
  readonly [option: string]: unknown
}): (value: unknown, now?: number) => Outcome {
  const map = compiled({ ...bare, fields: { value: { from: 'value', ...options } } })
  return (value, now) => outcome(map({ ...head, value }, now))
}
