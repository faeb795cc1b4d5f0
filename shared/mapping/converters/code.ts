import { Type } from 'typebox'
import type { CodeTable } from '../context.ts'
import { mask } from '../masking/mask.ts'
import { flag, refuse, type Sheet } from '../sheet.ts'
import { clean, cut } from '../text/clean.ts'
import { isMissingMark } from '../text/missing.ts'
import { halfWidth } from '../text/width.ts'
import { LONGEST_WORD, noteUnknown } from '../unknown.ts'
import { converter, fault, type Workbench } from '../workbench.ts'

const Text = Type.String({ minLength: 1, maxLength: 100 })

const options = {
  /** Upstream code -> ours, or a list of codes that both share. */
  table: Type.Optional(
    Type.Union([Type.Record(Type.String(), Text), Type.Array(Text, { minItems: 1, maxItems: 2000 })]),
  ),
  /** The name of a code table document. */
  codes: Type.Optional(Text),
}

const LONGEST_UNMAPPED = 40

/** Codes come as text or as numbers (01 and 1 are two entries of the table). */
export const code = converter('code', options, ({ table, codes }, bench) => {
  const ours = tableOf(table, codes, bench)
  const { path } = bench
  return (value, sheet) => {
    const raw = codeText(value, sheet, path)
    if (raw === null) return null
    const known = ours.get(raw) ?? ours.get(halfWidth(raw))
    return known ?? (isMissingMark(raw) ? null : unmapped(raw, sheet, bench))
  }
})

type Options = { [name: string]: string } | string[] | undefined

function tableOf(table: Options, codes: string | undefined, bench: Workbench): ReadonlyMap<string, string> {
  if ((table === undefined) === (codes === undefined))
    fault(bench, 'needs a table, or the name of one in codes')
  if (Array.isArray(table)) return new Map(table.map(own => [own, own]))
  return new Map(Object.entries(table ?? named(codes, bench)))
}

function named(codes: string | undefined, bench: Workbench): CodeTable {
  if (codes === undefined) return {}
  const known = new Map(Object.entries(bench.context.codes)).get(codes)
  if (known === undefined) fault(bench, `no code table “${codes}” is in force`)
  return known ?? {}
}

function codeText(value: unknown, sheet: Sheet, path: string): string | null {
  if (typeof value === 'string') return clean(value, 'one')
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return value === null || value === undefined ? null : refuse(sheet, path, 'not a code', value)
}

/** A code nobody has mapped yet counts in a bucket of its own and is never dropped (A13). */
function unmapped(raw: string, sheet: Sheet, { where, path }: Workbench): string {
  flag(sheet, 'unmapped')
  const masked = mask(raw)
  const word = cut(masked, LONGEST_WORD)
  noteUnknown(sheet, { as: 'code', target: where.slice(1), path, word, within: '' })
  return `unmapped:${cut(masked, LONGEST_UNMAPPED)}`
}
