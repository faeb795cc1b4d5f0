import { isUtf8 } from 'node:buffer'

type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

/** By its mark, else UTF-8 if it is that to the last byte, else GB18030, in which Chinese offices write (A8). */
export function decodeText(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes)
  return new TextDecoder(encoding).decode(bytes)
}

function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return isUtf8(bytes) ? 'utf-8' : 'gb18030'
}
