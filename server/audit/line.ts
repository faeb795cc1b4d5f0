import { isoOf } from '../../shared/calendar/civil.ts'
import type { Value } from '../../shared/model/value.ts'
import { AuditError, type AuditEntry } from './audit.ts'

/** Before the first record. */
export const NO_HASH = '0'.repeat(64)

const NAME_LENGTH = 200
const TEXT_LENGTH = 4_000
const LIST_LENGTH = 500
const DEPTH = 8
/** What a record may take, so that nobody fills the disk by one of them. */
const DETAILS_LENGTH = 64_000

const ACTION = /^[a-z][A-Za-z0-9-]*(\.[A-Za-z0-9-]+)+$/
const FIELD = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/

/**
 * The canonical form of a record, which is what is hashed and what is exported: one line of JSON, its fields in this order, `n` and
 * `prev` first, so that a verification needs to read nothing else.
 */
export function lineOf(n: number, prev: string, at: number, entry: AuditEntry): string {
  const { actor, action } = entry
  if (!ACTION.test(action)) throw new AuditError(`the audit takes no action "${action}": it is no thing.verb`)
  const name = (text: string) => cut(text, NAME_LENGTH)
  return oneLine({
    n,
    prev,
    at: isoOf(at),
    actor: { type: actor.type, id: name(actor.id), name: name(actor.name) },
    address: name(entry.address),
    action,
    object: name(entry.object),
    outcome: entry.outcome,
    details: detailsOf(entry.details),
  })
}

/** How every line begins whose record has this place. */
export const beginningOf = (n: number, prev: string): string => `{"n":${n},"prev":"${prev}","at":"`

/**
 * Whatever is in a text, it ends no line, reorders nothing on a screen and cannot pass for another (T-AUD-03): JSON escapes quotes
 * and the first control characters, this all others, separators of lines, and what is invisible.
 */
const oneLine = (value: object): string => shownAsText(JSON.stringify(value))

export const shownAsText = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu, character =>
    Array.from(
      { length: character.length },
      (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join(''),
  )

function detailsOf(details: AuditEntry['details']): Value {
  const value = plain(details, 0)
  const text = JSON.stringify(value)
  return text.length <= DETAILS_LENGTH ? value : { cut: text.length, begin: text.slice(0, TEXT_LENGTH) }
}

function plain(value: Value, depth: number): Value {
  if (typeof value === 'string') return cut(value, TEXT_LENGTH)
  if (typeof value !== 'object' || value === null) return value
  if (depth === DEPTH) return '…'
  if (isList(value)) {
    const list = value.slice(0, LIST_LENGTH).map(each => plain(each, depth + 1))
    return value.length > LIST_LENGTH ? [...list, `…+${value.length - LIST_LENGTH}`] : list
  }
  const pairs = Object.entries(value).map(([name, each]) => [name, plain(each, depth + 1)] as const)
  // A name that is not one of ours may be somebody's text, which must not name a field (T-AUD-03).
  if (pairs.every(([name]) => FIELD.test(name))) return Object.fromEntries(pairs)
  return pairs.slice(0, LIST_LENGTH).map(([name, each]) => [cut(name, NAME_LENGTH), each])
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value)

/** How much was cut is said; half a character is not kept. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const kept = text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')
  return `${kept}…+${text.length - kept.length}`
}
