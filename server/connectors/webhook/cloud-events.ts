import type { Page, Received, Unreadable } from '../connector.ts'
import { parseJson } from '../json.ts'

const STRUCTURED = 'application/cloudevents+json'
const BATCH = 'application/cloudevents-batch+json'

/** Attributes are names and addresses; what is longer is none. */
const LONGEST_ATTRIBUTE = 1_024

/** A body that cannot be read as CloudEvents at all: the whole of it is unreadable, and says why. */
const unreadable = (reason: string, path: string, body: Buffer): Page => ({
  records: [],
  unreadable: [{ reason, path, sample: body.subarray(0, 2_048).toString('utf8') }],
})

/** The `data` of CloudEvents 1.0 in structured, batch or binary form (HTTP protocol binding). */
export function readCloudEvents({ headers, body }: Received): Page {
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (type !== STRUCTURED && type !== BATCH) return readBinary(headers, body)
  const parsed = parseJson(body)
  if (!parsed.ok) return unreadable(parsed.reason, '', body)
  if (type === STRUCTURED) return pageOf([parsed.value], '')
  if (!Array.isArray(parsed.value)) return unreadable('a batch must be a JSON array of events', '', body)
  return pageOf(parsed.value, '[]')
}

function readBinary(headers: Received['headers'], body: Buffer): Page {
  const attributes = {
    specversion: headers['ce-specversion'],
    id: headers['ce-id'],
    source: headers['ce-source'],
    type: headers['ce-type'],
  }
  const fault = faultIn(attributes)
  if (fault !== null)
    return unreadable(`neither a structured CloudEvent nor a binary one: ${fault}`, 'headers', body)
  const parsed = parseJson(body)
  return parsed.ok ? { records: [parsed.value] } : unreadable(parsed.reason, 'body', body)
}

function pageOf(events: readonly unknown[], path: string): Page {
  const records: unknown[] = []
  const broken: Unreadable[] = []
  events.forEach((event, i) => {
    const fault = faultIn(event)
    if (fault === null) records.push((event as { data?: unknown }).data)
    else
      broken.push({
        reason: fault,
        path: path === '' ? '' : `[${i}]`,
        sample: JSON.stringify(event).slice(0, 2_048),
      })
  })
  return { records, unreadable: broken }
}

/** Why this is no CloudEvent 1.0, or null. */
function faultIn(event: unknown): string | null {
  if (typeof event !== 'object' || event === null || Array.isArray(event))
    return 'an event must be a JSON object'
  const attributes = event as { readonly [name: string]: unknown }
  if (attributes['specversion'] !== '1.0') return 'specversion must be "1.0"'
  for (const name of ['id', 'source', 'type']) {
    const value = attributes[name]
    if (typeof value !== 'string' || value === '') return `the attribute "${name}" is missing`
    if (value.length > LONGEST_ATTRIBUTE) return `the attribute "${name}" is longer than ${LONGEST_ATTRIBUTE}`
  }
  return 'data_base64' in attributes ? 'data_base64 is not taken: send the data as JSON' : null
}
