/** No field keeps more than some thousands of characters, so what stands beyond this is not even looked at. */
const LOOKED_AT = 65_536

/** How line breaks are treated: free text may have them, a name or a title may not. */
export type Lines = 'one' | 'many'

/**
 * Text as people meant it: no blanks around it, no control characters, no invisible or direction-changing signs, no half
 * surrogate pairs. Nothing else changes: a formula or markup stays the text it is (A23).
 */
export function clean(text: string, lines: Lines): string {
  const seen = (text.length > LOOKED_AT ? text.slice(0, LOOKED_AT) : text).trim()
  for (let i = 0; i < seen.length; i++) if (isSuspect(seen.charCodeAt(i))) return rebuild(seen, i, lines)
  return seen
}

/** ASCII and Chinese, nearly all there is, are passed over with two comparisons. */
const isSuspect = (code: number): boolean =>
  code < 0x7f
    ? code < 0x20
    : (code < 0x3000 || code >= 0xd800) && (isInvisible(code) || isBreak(code) || isHalf(code))

const isHalf = (code: number): boolean => code >= 0xd800 && code <= 0xdfff

function rebuild(text: string, from: number, lines: Lines): string {
  let built = text.slice(0, from)
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (isPaired(text, i, code)) {
      built += text[i]! + text[i + 1]!
      i++
    } else built += replacement(code, built, lines)
  }
  return built.trim()
}

const isPaired = (text: string, i: number, code: number): boolean => {
  if (code < 0xd800 || code > 0xdbff) return false
  const next = text.charCodeAt(i + 1)
  return next >= 0xdc00 && next <= 0xdfff
}

function replacement(code: number, before: string, lines: Lines): string {
  if (isBreak(code)) return breakAs(lines, before)
  if (isInvisible(code)) return ''
  return isHalf(code) ? '\ufffd' : String.fromCharCode(code)
}

/** Several breaks in a row (\r\n, a blank line) are one. */
function breakAs(lines: Lines, before: string): string {
  const sign = lines === 'many' ? '\n' : ' '
  return before.endsWith(sign) ? '' : sign
}

const isBreak = (code: number): boolean =>
  (code >= 0x09 && code <= 0x0d) || code === 0x85 || code === 0x2028 || code === 0x2029

/** Controls, zero-width signs, direction marks, the byte order mark. */
const isInvisible = (code: number): boolean =>
  code < 0x20 ||
  (code >= 0x7f && code <= 0x9f) ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2060 && code <= 0x206f) ||
  code === 0xfeff

const REPLACEMENT = 0xfffd

/** Whether something of the text is lost: half a sign, a sign that could not be decoded, or a control sign that is no break. */
export function isTorn(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x20 ? !isBreak(code) : code === REPLACEMENT) return true
    if (!isHalf(code)) continue
    if (!isPaired(text, i, code)) return true
    i++
  }
  return false
}

/** At most `max` UTF-16 units, a cut marked by `…` and never made inside a surrogate pair. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text
  const last = text.charCodeAt(max - 2)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 2 : max - 1) + '…'
}
