import type { Value } from '../../shared/model/value.ts'

/** Limits on JSON from outside (T-JSON-01): what nests deeper parses, and then breaks whatever walks it. */
export const JSON_LIMITS = { bytes: 5 * 2 ** 20, depth: 32, nodes: 100_000 }

export type ParsedJson =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: string }

const no = (reason: string): ParsedJson => ({ ok: false, reason })

/** Parses UTF-8 JSON within the limits; keys that could reach a prototype are left out (T-PP-01). */
export function parseJson(body: Buffer): ParsedJson {
  if (body.length > JSON_LIMITS.bytes) return no(`the body is larger than ${JSON_LIMITS.bytes / 2 ** 20} MB`)
  const excess = measure(body)
  if (excess !== null) return no(excess)
  const text = utf8(body)
  if (text === null) return no('the body is not UTF-8')
  try {
    const reviver = text.includes('__proto__') || text.includes('constructor') ? dropPrototypeKeys : undefined
    return { ok: true, value: JSON.parse(text, reviver) as Value }
  } catch (error) {
    return no(`not JSON: ${error instanceof Error ? error.message.slice(0, 120) : 'unreadable'}`)
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true })

function utf8(body: Buffer): string | null {
  try {
    return decoder.decode(body)
  } catch {
    // The decoder's only complaint: bytes that are not UTF-8. The caller says so to the sender.
    return null
  }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const OPEN_LIST = 0x5b
const OPEN_OBJECT = 0x7b
const CLOSE_LIST = 0x5d
const CLOSE_OBJECT = 0x7d

/** Counts depth and nodes in the bytes, before anything is built from them. */
function measure(body: Buffer): string | null {
  let depth = 0
  let nodes = 1
  for (let i = 0; i < body.length; i++) {
    switch (body[i]) {
      case QUOTE:
        i = endOfString(body, i)
        break
      case COMMA:
        nodes++
        break
      case OPEN_LIST:
      case OPEN_OBJECT:
        nodes++
        if (++depth > JSON_LIMITS.depth) return `nested deeper than ${JSON_LIMITS.depth}`
        break
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        depth--
        break
      default:
    }
  }
  return nodes > JSON_LIMITS.nodes ? `more than ${JSON_LIMITS.nodes} values` : null
}

function endOfString(body: Buffer, start: number): number {
  let i = start + 1
  while (i < body.length && body[i] !== QUOTE) i += body[i] === BACKSLASH ? 2 : 1
  return i
}

const dropPrototypeKeys = (key: string, value: unknown): unknown =>
  key === '__proto__' || key === 'constructor' ? undefined : value
