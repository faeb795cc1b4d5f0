/**
 * One JSON line per event. error: someone must act now, none in a healthy day. warn: degraded and mending itself.
 * info: start, stop, a feed changing state. debug: per poll. Nothing per reading.
 */
export type Level = 'debug' | 'info' | 'warn' | 'error'

export type Log = (
  level: Level,
  about: string,
  message: string,
  more?: { readonly [name: string]: unknown },
) => void

export const RANK: { readonly [level in Level]: number } = { debug: 0, info: 1, warn: 2, error: 3 }

/** What one text may take of a line: a driver may quote megabytes of what it was sent. */
const LONGEST = 8_192
/** What stands under such a name is nobody's business, whatever it is. */
const HIDDEN_NAME =
  /pass(word|wd|phrase)?$|secret|token|authorization|cookie|api[-_]?key|private[-_]?key|credential/i
const HIDDEN = '…'

export interface LogParts {
  readonly write: (line: string) => void
  readonly now: () => number
  readonly least?: Level
  /** Takes secrets out of a text (T-SEC-02). */
  readonly hide?: (text: string) => string
}

export function createLog({ write, now, least = 'info', hide = text => text }: LogParts): Log {
  const plain = (text: string) => cut(hide(text))
  const told = (name: string, value: unknown): unknown => {
    if (name !== '' && HIDDEN_NAME.test(name)) return HIDDEN
    if (typeof value === 'bigint') return String(value)
    if (value instanceof Error) return plain(textOf(value))
    return typeof value === 'string' ? plain(value) : value
  }
  return (level, about, message, more = {}) => {
    if (RANK[level] < RANK[least]) return
    const line = { ...more, at: new Date(now()).toISOString(), level, about, message }
    write(visible(JSON.stringify(ordered(line), told)))
  }
}

/** What every line has comes first, and nothing can take its place. */
const ordered = ({ at, level, about, message, ...more }: { readonly [name: string]: unknown }) => ({
  ...{ at, level, about, message },
  ...more,
})

const cut = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}… (${text.length} characters)`

/** With its stack, and with what it was caused by. */
function textOf(error: Error): string {
  const own = error.stack ?? String(error)
  return error.cause instanceof Error ? `${own}\ncaused by ${textOf(error.cause)}` : own
}

/**
 * JSON escapes what would end a line. What would move the cursor of a terminal, or turn the direction of what follows, is written out
 * too (T-AUD-03): who reads the log sees what was in it.
 */
const visible = (json: string): string =>
  json.replaceAll(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
