import type { ExportFormat } from '../../shared/audit/record.ts'
import { CSV_MARK, csvLine } from '../../shared/export/csv.ts'
import { contentOf, type AuditLine } from './reading.ts'

export interface Written {
  /** Before the first record. */
  readonly head: string
  readonly line: (line: AuditLine) => string
}

const COLUMNS = [
  'n',
  'at',
  'actor',
  'name',
  'address',
  'action',
  'object',
  'outcome',
  'details',
  'hash',
] as const

/** What a record is written as for others. */
export const FORMATS: { readonly [format in ExportFormat]: Written } = {
  jsonl: { head: '', line: line => `${objectOf(line)}\n` },
  csv: { head: CSV_MARK + csvLine(COLUMNS), line: csvOf },
}

/**
 * The line as it stands in the chain, with its hash as the last field: without `,"hash":"…"` it is again what was hashed, and its
 * `prev` is the hash of the one before. So whoever has the export needs nothing else to follow the chain.
 */
export function objectOf({ n, line, hash }: AuditLine): string {
  const field = `"hash":${JSON.stringify(hash)}`
  return isWhole(line)
    ? `${line.slice(0, -1)},${field}}`
    : `{"n":${n},"broken":${JSON.stringify(line)},${field}}`
}

/** Somebody may have made the line anything: then it is told as a text, and does not pass for a record. */
const isWhole = (line: string): boolean =>
  line.startsWith('{"n":') && line.endsWith('}') && !/[\r\n]/.test(line) && contentOf(line) !== null

function csvOf({ n, line, hash }: AuditLine): string {
  const content = contentOf(line)
  if (content === null) return csvLine([n, null, null, null, null, null, null, null, line, hash])
  const { at, actor, address, action, object, outcome, details } = content
  const who = [`${actor.type}/${actor.id}`, actor.name]
  return csvLine([n, at, ...who, address, action, object, outcome, JSON.stringify(details), hash])
}
