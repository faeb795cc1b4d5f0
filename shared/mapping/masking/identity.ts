/** What digits may mean, by their own check digits and shapes. All of it is arithmetic over at most 19 digits. */

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const ID_CHECKS = '10X98765432'

/** The first two digits of an identity number: the provinces of GB/T 2260, with Taiwan, Hong Kong and Macao residents. */
const PROVINCES: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91'.split(
    ' ',
  ),
)

const digitAt = (digits: string, i: number): number => digits.charCodeAt(i) - 48

/** GB 11643: 17 digits and a check digit 0-9 or X. */
export function hasIdentityCheck(id: string): boolean {
  if (id.length !== 18) return false
  let sum = 0
  for (let i = 0; i < 17; i++) sum += digitAt(id, i) * ID_WEIGHTS[i]!
  return ID_CHECKS[sum % 11] === id[17]
}

/** A province and a day of birth where an identity number has them: a number copied wrongly is still somebody's. */
export function looksLikeIdentity(id: string): boolean {
  if (!PROVINCES.has(id.slice(0, 2))) return false
  if (id.length === 15) return isMonthDay(id, 8)
  if (id.length !== 18) return false
  const century = id.slice(6, 8)
  return (century === '18' || century === '19' || century === '20') && isMonthDay(id, 10)
}

function isMonthDay(digits: string, at: number): boolean {
  const month = Number(digits.slice(at, at + 2))
  const day = Number(digits.slice(at + 2, at + 4))
  return month >= 1 && month <= 12 && day >= 1 && day <= 31
}

/** ISO/IEC 7812: bank cards carry 16 to 19 digits here. */
export function hasLuhnCheck(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = digitAt(digits, digits.length - 1 - i)
    const doubled = i % 2 === 0 ? digit : digit * 2
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

export const isMobile = (digits: string, at = 0): boolean =>
  digits[at] === '1' && digits.charCodeAt(at + 1) >= 0x33 && digits.charCodeAt(at + 1) <= 0x39
