const FULL_WIDTH_START = 0xff01
const FULL_WIDTH_END = 0xff5e
const TO_ASCII = 0xfee0

/** Signs that look like an ASCII one and are meant as it, outside the regular block. */
const ODD: ReadonlyMap<number, string> = new Map([
  [0x3000, ' '],
  [0xa0, ' '],
  [0xffe5, '¥'],
  [0x2212, '-'],
])

/** １２３．５％ -> 123.5%. Chinese punctuation that has no ASCII twin (。、《》) stays as it is. */
export function halfWidth(text: string): string {
  for (let i = 0; i < text.length; i++) if (isWide(text.charCodeAt(i))) return fold(text, i)
  return text
}

const isWide = (code: number): boolean =>
  code > 0x9f && ((code >= FULL_WIDTH_START && code <= FULL_WIDTH_END) || ODD.has(code))

function fold(text: string, from: number): string {
  let folded = text.slice(0, from)
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const regular = code >= FULL_WIDTH_START && code <= FULL_WIDTH_END
    folded += regular ? String.fromCharCode(code - TO_ASCII) : (ODD.get(code) ?? text[i]!)
  }
  return folded
}
