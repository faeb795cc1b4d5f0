import type { Page } from './connector.ts'
import { parseJson } from './json.ts'

const SAMPLE = 500

/** What a message of a broker brings: one record, or one for each element of a list. One that cannot be read is quarantined with its `path`. */
export function pageOf(body: Buffer, path: string, recordOf: (data: unknown) => unknown): Page {
  // Nothing at all is how a sender takes a retained message back, or says that it is there.
  if (body.length === 0) return { records: [] }
  const parsed = parseJson(body)
  if (!parsed.ok) {
    const sample = body.subarray(0, SAMPLE).toString('utf8')
    return { records: [], unreadable: [{ reason: parsed.reason, path, sample }] }
  }
  return { records: Array.isArray(parsed.value) ? parsed.value.map(recordOf) : [recordOf(parsed.value)] }
}
