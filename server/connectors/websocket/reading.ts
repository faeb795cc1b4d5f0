import type { Fields, Value } from '../../../shared/model/value.ts'
import type { Page } from '../connector.ts'
import { parseJson } from '../json.ts'
import { valueAt } from '../path.ts'
import type { WebsocketSettings } from './settings.ts'

const SAMPLE = 500
const LONGEST_PLACE = 200

/** What a message brings; one that cannot be read is quarantined, and what follows it is not. */
export function pageOf(body: Buffer, settings: WebsocketSettings): Page {
  const unreadable = (reason: string): Page => ({
    records: [],
    unreadable: [{ reason, path: '', sample: body.subarray(0, SAMPLE).toString('utf8') }],
  })
  const parsed = parseJson(body)
  if (!parsed.ok) return unreadable(parsed.reason)
  if (isPassedOver(parsed.value, settings)) return { records: [] }
  const found = settings.records === undefined ? parsed.value : valueAt(parsed.value, settings.records)
  if (found === undefined) return unreadable(`the message has nothing at ${settings.records ?? ''}`)
  const records = Array.isArray(found) ? (found as readonly Value[]) : [found]
  return { records, ...positionOf(records, settings) }
}

function isPassedOver(message: Value, { passOver }: WebsocketSettings): boolean {
  if (passOver === undefined) return false
  const value = valueAt(message, passOver.field)
  return passOver.is.some(each => each === value)
}

/**
 * The place of the last record that names one. As they come, not the greatest: a place that is far ahead by mistake is mended by the
 * next record, and one that comes again only makes the upstream repeat itself.
 */
function positionOf(records: readonly Value[], { resume }: WebsocketSettings): { position?: string } {
  if (resume === undefined) return {}
  const after = records.map(record => valueAt(record, resume.position)).findLast(isPlace)
  return after === undefined ? {} : { position: JSON.stringify({ after }) }
}

const isPlace = (value: Value | undefined): boolean =>
  typeof value === 'number' || (typeof value === 'string' && value !== '' && value.length <= LONGEST_PLACE)

/** The address to connect to, and what to say once it is open, to go on behind `after`. */
export function questionOf({ url, hello = [], resume }: WebsocketSettings, after: string | number | null) {
  const address = new URL(url)
  const ask = resume?.ask
  if (ask === undefined) return { address, said: hello }
  if ('message' in ask) {
    const place: Fields = after === null ? {} : { [ask.field]: after }
    return { address, said: [...hello, { ...ask.message, ...place }] }
  }
  if (after !== null) address.searchParams.set(ask.parameter, String(after))
  return { address, said: hello }
}
