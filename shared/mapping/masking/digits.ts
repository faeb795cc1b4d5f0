import { hasIdentityCheck, hasLuhnCheck, isMobile, looksLikeIdentity } from './identity.ts'

/** How many digits of a personal number stay readable at its two ends. */
export interface Kept {
  readonly head: number
  readonly tail: number
}

const IDENTITY: Kept = { head: 6, tail: 0 }
const CARD: Kept = { head: 4, tail: 4 }

/**
 * What a personal number may keep, or null when the digits are none. `groups` are the lengths of the groups in which it
 * was written (138-1234-5678 is 3, 4, 4); a number written without gaps is one group.
 */
export function personalNumber(digits: string, groups: readonly number[]): Kept | null {
  return (
    identity(digits, groups) ?? mobile(digits, groups) ?? landline(digits, groups) ?? card(digits, groups)
  )
}

/** Only what is certainly one person's: a mobile number, or an identity number with its check digit. */
export const certainNumber: typeof personalNumber = (digits, groups) =>
  (digits.length === 18 && hasIdentityCheck(digits) ? identity(digits, groups) : null) ??
  mobile(digits, groups)

/** Written in groups, only the check digit tells an identity number from a date followed by a house number. */
function identity(digits: string, groups: readonly number[]): Kept | null {
  const whole = groups.length === 1
  if (digits.length === 15) return whole && looksLikeIdentity(digits) ? IDENTITY : null
  if (digits.length !== 18) return null
  if (hasIdentityCheck(digits)) return whole || looksLikeIdentity(digits) ? IDENTITY : null
  return whole && looksLikeIdentity(digits) ? IDENTITY : null
}

/** What people dial or write before a mobile number. */
const PREFIXES: ReadonlySet<string> = new Set(['', '0', '86', '086', '0086'])

function mobile(digits: string, groups: readonly number[]): Kept | null {
  const from = digits.length - 11
  if (from < 0 || (groups.length > 1 && groups[0]! < 2)) return null
  if (isMobile(digits, from) && PREFIXES.has(digits.slice(0, from))) return { head: from + 3, tail: 4 }
  return groups.length === 1 && isRowOfMobiles(digits) ? { head: 3, tail: 0 } : null
}

/** Several mobile numbers with nothing between them. */
function isRowOfMobiles(digits: string): boolean {
  if (digits.length % 11 !== 0) return false
  for (let at = 0; at < digits.length; at += 11) if (!isMobile(digits, at)) return false
  return true
}

/** 0419-2123456, 010-12345678: an area code of three or four digits, then seven or eight. */
function landline(digits: string, groups: readonly number[]): Kept | null {
  if (digits[0] !== '0' || digits[1] === '0' || digits.length > 12) return null
  const area = digits[1] === '1' || digits[1] === '2' ? 3 : 4
  const local = digits.length - area
  const apart = groups.length === 1 || groups[0] === area
  return apart && (local === 7 || local === 8) ? { head: area, tail: 2 } : null
}

/** 6222 0212 3456 7890 123, or without gaps. */
function card(digits: string, groups: readonly number[]): Kept | null {
  if (digits.length < 16 || digits.length > 19 || !hasLuhnCheck(digits)) return null
  const usual = groups.every((length, i) => length === 4 || (i === groups.length - 1 && length < 4))
  return groups.length === 1 || usual ? CARD : null
}
