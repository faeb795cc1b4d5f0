import { DAY, HOUR, MINUTE } from '../../calendar/civil.ts'
import { dayIfExists } from './civil-text.ts'

const LENGTH = 19
const HYPHEN = 0x2d
const PLUS = 0x2b
const COLON = 0x3a
const BLANK = 0x20
const T = 0x54
const Z = 0x5a
const FARTHEST_OFFSET = 14 * 60

/**
 * `2026-11-22 09:01:02` or with a T, and after it nothing, a Z or `+08:00`: nearly all there is, without a pattern. NaN:
 * something else, not necessarily wrong.
 */
export function readUsual(text: string, zone: number): number {
  if (text.length < LENGTH || !isUsual(text)) return NaN
  const offset = text.length === LENGTH ? zone : offsetOf(text)
  const day = dayIfExists(pair(text, 0) * 100 + pair(text, 2), pair(text, 5), pair(text, 8))
  const hour = pair(text, 11)
  const minute = pair(text, 14)
  const second = pair(text, 17)
  // Comparisons with NaN are false: digits that are none end here, too.
  if (day === null || !(hour <= 23 && minute <= 59 && second <= 59)) return NaN
  return day * DAY + hour * HOUR + minute * MINUTE + second * 1000 - offset
}

function isUsual(text: string): boolean {
  const between = text.charCodeAt(10)
  return (
    text.charCodeAt(4) === HYPHEN &&
    text.charCodeAt(7) === HYPHEN &&
    (between === BLANK || between === T) &&
    text.charCodeAt(13) === COLON &&
    text.charCodeAt(16) === COLON
  )
}

/** Milliseconds east of UTC; NaN where it is none that is written in the usual way. */
function offsetOf(text: string): number {
  const sign = text.charCodeAt(LENGTH)
  if (text.length === LENGTH + 1 && sign === Z) return 0
  if (text.length !== LENGTH + 6 || text.charCodeAt(LENGTH + 3) !== COLON) return NaN
  if (sign !== PLUS && sign !== HYPHEN) return NaN
  const minutes = pair(text, LENGTH + 1) * 60 + pair(text, LENGTH + 4)
  if (!(minutes <= FARTHEST_OFFSET)) return NaN
  return (sign === HYPHEN ? -minutes : minutes) * MINUTE
}

function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30
  const ones = text.charCodeAt(at + 1) - 0x30
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN
}
