import type { FeedDocument } from '../../shared/model/documents.ts'
import { FeedError } from '../connectors/connector.ts'
import { redacted } from '../secrets/redact.ts'
import { sentence, type Mask } from './intake.ts'

export interface FeedSecrets {
  /** What a feed's document names for a setting; throws a FeedError of blame `config` where it is missing. */
  secret(feed: FeedDocument, setting: string): string
  /** What a connector, a driver or an upstream said, without the feed's secrets and anybody's numbers (T-SEC-02, T-PII-01). */
  said(feed: FeedDocument, text: string): string
  /** Without the feed's secrets, else as it is. */
  hidden(feed: FeedDocument, text: string): string
  /** The same of records, in every name and text of them, before anything is made of them that is shown. */
  bare(feed: FeedDocument, records: readonly unknown[]): readonly unknown[]
}

/** `read` throws where a secret is set and cannot be read. */
export function createFeedSecrets(read: (name: string) => string | undefined, mask: Mask): FeedSecrets {
  const readFor = (name: string) => {
    try {
      return read(name)
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      throw new FeedError(message, { blame: 'config', retry: false, cause: error })
    }
  }
  return {
    secret(feed, setting) {
      const name = feed.secrets?.[setting]
      const value = name === undefined ? undefined : readFor(name)
      if (value !== undefined && value.trim() !== '') return value
      const missing = name === undefined ? `secrets.${setting} names none` : `${name} is not set`
      throw new FeedError(`the secret for "${setting}" is missing: ${missing}`, {
        blame: 'config',
        retry: false,
      })
    },
    said: (feed, text) => sentence(redacted(text, valuesOf(feed, read)), mask),
    hidden: (feed, text) => redacted(text, valuesOf(feed, read)),
    bare(feed, records) {
      const values = valuesOf(feed, read)
      return records.map(record => bareOf(record, text => redacted(text, values)))
    },
  }
}

/** A number too may be what an upstream was told. What is neither JSON nor made of it is left to the mapping. */
function bareOf(raw: unknown, hide: (text: string) => string): unknown {
  if (typeof raw === 'string') return hide(raw)
  if (typeof raw === 'number' || typeof raw === 'bigint') {
    const shown = hide(String(raw))
    return shown === String(raw) ? raw : shown
  }
  if (Array.isArray(raw)) return raw.map(each => bareOf(each, hide))
  if (!isPlain(raw)) return raw
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [hide(name), bareOf(value, hide)]))
}

function isPlain(raw: unknown): raw is object {
  if (typeof raw !== 'object' || raw === null) return false
  const prototype: unknown = Object.getPrototypeOf(raw)
  return prototype === null || prototype === Object.prototype
}

function valuesOf(feed: FeedDocument, read: (name: string) => string | undefined): readonly string[] {
  return Object.values(feed.secrets ?? {}).flatMap(name => {
    try {
      const value = read(name)
      // Several may be live at once, with blanks between them.
      return value === undefined ? [] : [value, ...value.split(/\s+/)]
    } catch {
      // What cannot be read was not sent to anybody, so nobody repeats it; that it cannot be read is said at the start.
      return []
    }
  })
}
