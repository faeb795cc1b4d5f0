/**
 * Decimal numbers made into whole ones on a scale, exactly: 1.005 at two places is 100 (half to even, GB/T 8170) and
 * never 100.49999. Only where floating point certainly gives the same answer is it used.
 */

/** Far from where doubles stop being whole, so that one multiplication is off by less than CLEAR. */
const FAST_LIMIT = 1e11
const CLEAR = 1e-3
/** Text of so many digits is a double without loss. */
const FAST_DIGITS = 15
const LONGEST = 60
const FARTHEST = 60

const POWERS = Array.from({ length: 23 }, (_, n) => 10 ** n)

/** What a number on a scale may come out as. */
export type Scaled = number | 'not a number' | 'not a whole number' | 'number out of range'

/** `value` x 10^shift; `whole` refuses what a rounding would change. */
export function scaleNumber(value: number, shift: number, whole: boolean): Scaled {
  if (!Number.isFinite(value)) return 'not a number'
  const fast = scaleFast(value, shift)
  if (!Number.isNaN(fast) && (!whole || (shift === 0 && fast === value))) return fast
  return scaleText(String(value), shift, whole)
}

/** NaN where only exact arithmetic can tell. */
function scaleFast(value: number, shift: number): number {
  const scaled = shift >= 0 ? value * (POWERS[shift] ?? NaN) : value / (POWERS[-shift] ?? NaN)
  if (!(Math.abs(scaled) < FAST_LIMIT)) return NaN
  const nearest = Math.round(scaled)
  return 0.5 - Math.abs(scaled - nearest) < CLEAR ? NaN : nearest + 0
}

const NUMERAL = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/

/** Of ASCII text as people and programs write numbers: sign, thousands separators, decimal point, exponent. */
export function scaleText(text: string, shift: number, whole: boolean): Scaled {
  if (whole ? shift === 0 && isPlain(text, 0) : isPlain(text, 1)) {
    const fast = scaleFast(Number(text), shift)
    if (!Number.isNaN(fast)) return fast
  }
  return text.length <= LONGEST ? scaleExactly(text, shift, whole) : 'not a number'
}

function scaleExactly(text: string, shift: number, whole: boolean): Scaled {
  const parts = NUMERAL.exec(text)
  if (parts === null) return 'not a number'
  const [, sign, integer = '', fraction = '', exponent = '0'] = parts
  const digits = integer.replace(/,/g, '') + fraction
  if (digits === '') return 'not a number'
  const scaled = scaleDigits(digits, Number(exponent) + shift - fraction.length, whole)
  return sign === '-' && typeof scaled === 'number' ? 0 - scaled : scaled
}

/** Digits with so many points at most: what Number() reads as we do. */
function isPlain(text: string, mostPoints: number): boolean {
  if (text.length === 0 || text.length > FAST_DIGITS) return false
  let points = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x2e) points++
    else if (code < 0x30 || code > 0x39) return false
  }
  return points <= mostPoints && text.length > points
}

function scaleDigits(digits: string, exponent: number, whole: boolean): Scaled {
  const value = BigInt(digits)
  if (value === 0n) return 0
  if (exponent > FARTHEST) return 'number out of range'
  const scaled =
    exponent >= 0 ? value * 10n ** BigInt(exponent) : divide(value, Math.min(-exponent, LONGEST * 2), whole)
  if (scaled === null) return 'not a whole number'
  return scaled > BigInt(Number.MAX_SAFE_INTEGER) ? 'number out of range' : Number(scaled)
}

/** By 10^places, half to even. */
function divide(value: bigint, places: number, whole: boolean): bigint | null {
  const by = 10n ** BigInt(places)
  const quotient = value / by
  const twice = (value % by) * 2n
  if (whole && twice !== 0n) return null
  const up = twice > by || (twice === by && quotient % 2n === 1n)
  return up ? quotient + 1n : quotient
}
