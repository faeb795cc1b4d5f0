/** Bytes that grow as they are written. */
export interface Bytes {
  buffer: Uint8Array
  length: number
}

/** Where reading stands. */
export interface Cursor {
  readonly bytes: Uint8Array
  at: number
}

const FIRST_SIZE = 64
/** Beyond this the signs of a number that `|` and `>>>` understand end. */
const INT32 = 2 ** 31

export const noBytes = (): Bytes => ({ buffer: new Uint8Array(FIRST_SIZE), length: 0 })

export const copyOf = ({ buffer, length }: Bytes): Bytes => ({ buffer: buffer.slice(0, length), length })

export const bytesOf = ({ buffer, length }: Bytes): Uint8Array => buffer.slice(0, length)

function putByte(to: Bytes, byte: number): void {
  if (to.length === to.buffer.length) {
    const more = new Uint8Array(2 * to.length + FIRST_SIZE)
    more.set(to.buffer)
    to.buffer = more
  }
  to.buffer[to.length++] = byte
}

/** A whole number from 0 on, seven bits a byte, the lowest first: what is small is short. */
export function putCount(to: Bytes, value: number): void {
  let left = value
  for (; left >= INT32; left = Math.floor(left / 128)) putByte(to, (left % 128) | 128)
  for (; left >= 128; left >>>= 7) putByte(to, (left & 127) | 128)
  putByte(to, left)
}

export function takeCount(from: Cursor): number {
  let value = 0
  for (let factor = 1; ; factor *= 128) {
    const byte = from.bytes[from.at++]
    if (byte === undefined) throw new Error('packed rollups end in the middle of a number')
    value += (byte & 127) * factor
    if (byte < 128) return value
  }
}

/** A whole number of either sign, up to 2^52 away from nothing. */
export const putSigned = (to: Bytes, value: number): void =>
  putCount(to, value < 0 ? -2 * value - 1 : 2 * value)

export function takeSigned(from: Cursor): number {
  const value = takeCount(from)
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2
}

export function putText(to: Bytes, text: string): void {
  putCount(to, text.length)
  for (let i = 0; i < text.length; i++) putCount(to, text.charCodeAt(i))
}

export function takeText(from: Cursor): string {
  let text = ''
  for (let left = takeCount(from); left > 0; left--) text += String.fromCharCode(takeCount(from))
  return text
}
