import type { Value } from '../../model/value.ts'
import { clean, cut } from '../text/clean.ts'
import { mask } from './mask.ts'
import { isPersonalName } from './personal-names.ts'

/** A quarantined record is kept to find out what was wrong with it, not as a copy of the upstream. */
const LIMITS = { depth: 8, values: 400, text: 300, name: 80 }

/** Room left in the copy of one record. */
interface Room {
  values: number
}

/**
 * A copy of a record as received that may be kept: every text masked, what stands under a personal name (联系人, phone)
 * starred out whole, numbers that are personal too, everything cut to a bounded size. Takes whatever came, JSON or not.
 */
export function maskRecord(raw: unknown): Value {
  return masked(raw, { values: LIMITS.values }, LIMITS.depth, false)
}

function masked(raw: unknown, room: Room, depth: number, personal: boolean): Value {
  room.values--
  if (raw === null || raw === undefined || typeof raw === 'boolean') return raw ?? null
  if (typeof raw === 'object') return depth === 0 ? '…' : maskedInside(raw, room, depth - 1, personal)
  return maskedScalar(raw, personal)
}

/** Names are masked like texts: somebody's number may be the name of an entry. */
function maskedInside(raw: object, room: Room, depth: number, personal: boolean): Value {
  if (Array.isArray(raw)) {
    const list: Value[] = []
    for (const item of raw as readonly unknown[]) {
      if (room.values <= 0) return [...list, '…']
      list.push(masked(item, room, depth, personal))
    }
    return list
  }
  const fields: [string, Value][] = []
  for (const [name, value] of Object.entries(raw)) {
    if (room.values <= 0) return Object.fromEntries([...fields, ['…', '…']])
    fields.push([maskedName(name), masked(value, room, depth, personal || isPersonalName(name))])
  }
  return Object.fromEntries(fields)
}

function maskedScalar(raw: unknown, personal: boolean): Value {
  if (typeof raw === 'string') return personal ? starred(clean(raw, 'one')) : maskedText(raw, LIMITS.text)
  if (typeof raw !== 'number' || !Number.isFinite(raw))
    return typeof raw === 'bigint' ? starred(String(raw)) : null
  const text = String(raw)
  if (personal) return starred(text)
  const shown = mask(text)
  return shown === text ? raw : shown
}

/** Names with which a careless copy of the copy would reach a prototype (T-PP-01). */
const REACHING: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

const maskedName = (name: string): string =>
  REACHING.has(name) ? `(${name})` : maskedText(name, LIMITS.name)

/** A name that may be told and kept apart from its record; null: it is somebody's number or name, whoever's it is. */
export function tellableName(name: string): string | null {
  const shown = maskedName(name)
  return name.includes('*') || shown.includes('*') ? null : shown
}

const maskedText = (text: string, max: number): string => {
  // Cut a little later than what is kept, so that a number at the cut is still seen whole.
  const whole = clean(text, 'one')
  return cut(mask(whole.slice(0, max + 64)), max)
}

/** The first sign tells what sort of thing stood there, the rest nothing. */
const starred = (text: string): string =>
  text.slice(0, 1) + '*'.repeat(Math.min(Math.max(text.length - 1, 0), 20))

/** What a refusal may quote of a value: masked and short. */
export function excerpt(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  if (typeof value === 'string') return `“${maskedText(value, 40)}”`
  return String(maskedScalar(value, false) ?? value)
}
