import { FeedError, type FeedAccess, type Unreadable } from '../connector.ts'
import { beginningOf, fetchBytes, type FetchedBytes } from '../http-answer.ts'
import type { HttpGet } from '../http-get.ts'
import { entriesOf, type Entry } from './atom.ts'
import { capOf, NoCap, type CapMessage } from './cap.ts'
import type { CapAtomSettings } from './settings.ts'
import { parseXml, XML_LIMITS, type Element } from './xml.ts'

const TIMEOUT_S = 30
/** A message is some kilobytes. */
const MESSAGE_BYTES = 256 * 1024
const SAMPLE = 2_048

export interface AskingFeed extends FeedAccess {
  readonly get: HttpGet
}

export type Feed =
  | { readonly type: 'unchanged' }
  | { readonly type: 'answer'; readonly entries: readonly Entry[]; readonly etag: string | null }

/** What an entry came to: a message, something that will never be one, or a fault that may be gone next time. */
export type Read =
  | { readonly type: 'message'; readonly message: CapMessage }
  | { readonly type: 'unreadable'; readonly unreadable: Unreadable }
  | { readonly type: 'failed'; readonly fault: FeedError }

export async function askFeed(
  access: AskingFeed,
  settings: CapAtomSettings,
  etag: string | null,
  stop: AbortSignal,
): Promise<Feed> {
  const asked = { url: new URL(settings.url), most: XML_LIMITS.bytes, etag }
  const answer = await ask(access, settings, asked, stop)
  if (answer.type === 'unchanged') return answer
  const parsed = parseXml(answer.bytes)
  const entries = parsed.ok ? entriesOf(parsed.root) : parsed.reason
  if (typeof entries !== 'string') return { type: 'answer', entries, etag: answer.etag }
  const message = `the feed cannot be read: ${entries}; ${beginningOf(answer.bytes)}`.replace(/\s+/g, ' ')
  throw new FeedError(message, { blame: 'upstream', retry: true, fault: 'unreadable' })
}

interface Asked {
  readonly url: URL
  readonly most: number
  readonly etag: string | null
}

async function ask(
  access: AskingFeed,
  settings: CapAtomSettings,
  { url, most, etag }: Asked,
  stop: AbortSignal,
): Promise<FetchedBytes> {
  const headers: Record<string, string> = {
    accept: 'application/atom+xml, application/cap+xml, application/xml, text/xml',
    ...settings.headers,
  }
  if (etag !== null) headers['if-none-match'] = etag
  if (access.hasSecret('token')) headers['authorization'] = `Bearer ${access.secret('token')}`
  const deadline = AbortSignal.timeout((settings.timeoutSeconds ?? TIMEOUT_S) * 1000)
  return fetchBytes(access.get, { url, headers, most }, AbortSignal.any([stop, deadline]))
}

/** The message of an entry, fetched where the entry only says where it is. */
export async function readEntry(
  access: AskingFeed,
  settings: CapAtomSettings,
  entry: Entry,
  stop: AbortSignal,
): Promise<Read> {
  const { href, message } = entry
  const where = placeOf(entry)
  if (message !== null) return messageIn(message, where, sampleOf(message))
  const url = addressOf(entry, settings)
  if (typeof url === 'string') return unreadable(url, where, href ?? '')
  try {
    const answer = await ask(access, settings, { url, most: MESSAGE_BYTES, etag: null }, stop)
    if (answer.type === 'unchanged') throw unasked()
    return messageOf(answer.bytes, where)
  } catch (error) {
    if (!(error instanceof FeedError) || stop.aborted) throw error
    return isFinal(error) ? unreadable(error.message, where, url.href) : { type: 'failed', fault: error }
  }
}

/** As somebody will look for it in the feed. */
const placeOf = ({ id, href }: Entry): string => (id === '' ? (href ?? '') : id)

function messageOf(bytes: Buffer, where: string): Read {
  const sample = bytes.toString('utf8', 0, SAMPLE)
  const parsed = parseXml(bytes)
  return parsed.ok ? messageIn(parsed.root, where, sample) : unreadable(parsed.reason, where, sample)
}

const unasked = () =>
  new FeedError('HTTP 304 without a question for it', { blame: 'upstream', retry: true, fault: 'down' })

/** Nothing is there, or something that is too large: asked for ever, it would hold up nothing but us. */
const isFinal = ({ fault }: FeedError): boolean => fault === 'moved' || fault === 'tooLarge'

/** A feed must not send us elsewhere: only what lies beside it is fetched (T-SSRF-02). */
function addressOf({ href }: Entry, { url }: CapAtomSettings): URL | string {
  if (href === null) return 'the entry neither has a message nor says where one is'
  if (!URL.canParse(href, url)) return 'the link is no address'
  const target = new URL(href, url)
  if (target.origin !== new URL(url).origin) return 'the link leads to another origin'
  return target.username === '' && target.password === '' ? target : 'the link has a user in it'
}

function messageIn(element: Element, where: string, sample: string): Read {
  try {
    return { type: 'message', message: capOf(element) }
  } catch (error) {
    if (error instanceof NoCap) return unreadable(error.message, `${where} ${error.path}`, sample)
    throw error
  }
}

/** What stands in an element, its tags left out: the words are what somebody will look for. */
const sampleOf = ({ text, children }: Element): string =>
  [text, ...children.map(sampleOf)]
    .map(each => each.trim())
    .filter(each => each !== '')
    .join(' ')

const unreadable = (reason: string, path: string, sample: string): Read => ({
  type: 'unreadable',
  unreadable: { reason, path: path.slice(0, 200), sample: sample.slice(0, SAMPLE) },
})
