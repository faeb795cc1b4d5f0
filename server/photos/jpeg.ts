/** Why a file is none of the photos that are taken. */
export class PhotoError extends Error {
  override readonly name = 'PhotoError'
}

/** Longest side in pixels: what claims to be larger would take the memory of whoever looks at it. */
const LONGEST = 4096

/**
 * What a JPEG shows, and nothing that it tells: no place, no device, no thumbnail, no comment, nothing behind its end (ITU T.81 B.1, Exif 2.3).
 * Throws PhotoError where it is none, or too large.
 */
export function bareJpeg(bytes: Buffer): Buffer {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== SOI) throw new PhotoError('it is no JPEG')
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  let at = 2
  let sized = false
  for (;;) {
    const { marker, end } = segmentAt(bytes, at)
    if (isFrame(marker)) sized = isOfSize(bytes, at)
    if (!isTelling(marker)) kept.push(bytes.subarray(at, end))
    at = end
    if (marker !== SOS) continue
    if (!sized) throw new PhotoError('it does not say how large it is')
    const last = bytes.lastIndexOf(EOI_BYTES)
    if (last < at) throw new PhotoError('it has no end')
    kept.push(scansOf(bytes, at, last))
    return Buffer.concat(kept)
  }
}

const SOI = 0xffd8
const SOS = 0xda
const EOI_BYTES = Buffer.from([0xff, 0xd9])

interface Segment {
  readonly marker: number
  /** The first byte behind it. */
  readonly end: number
}

function segmentAt(bytes: Buffer, at: number): Segment {
  if (at + 4 > bytes.length || bytes[at] !== 0xff) throw new PhotoError('its parts do not fit together')
  const length = bytes.readUInt16BE(at + 2)
  const end = at + 2 + length
  if (length < 2 || end > bytes.length) throw new PhotoError('it ends before it is whole')
  return { marker: bytes[at + 1] as number, end }
}

/** A frame header, but none of the tables that lie between their numbers (DHT, JPG, DAC). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** APP0 to APP15 and comments, where cameras write. APP14 alone says how the colours are to be read. */
const isTelling = (marker: number): boolean =>
  marker === 0xfe || (marker >= 0xe0 && marker <= 0xef && marker !== 0xee)

function isOfSize(bytes: Buffer, at: number): boolean {
  const [height, width] = [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7)]
  if (Math.max(height, width) > LONGEST || Math.min(height, width) < 1)
    throw new PhotoError(`its sides are 1 to ${LONGEST} pixels long`)
  return true
}

/** What is drawn, up to the first end: a progressive picture has tables and further scans between, whose comments are left out as well. */
function scansOf(bytes: Buffer, from: number, last: number): Buffer {
  const kept: Buffer[] = []
  let at = from
  while (at <= last) {
    const next = markerFrom(bytes, at)
    kept.push(bytes.subarray(at, next))
    if (bytes[next + 1] === 0xd9) return Buffer.concat([...kept, EOI_BYTES])
    const { marker, end } = segmentAt(bytes, next)
    if (!isTelling(marker)) kept.push(bytes.subarray(next, end))
    at = end
  }
  throw new PhotoError('it has no end')
}

/** Where the next marker stands that is neither a stuffed byte nor a restart. */
function markerFrom(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at !== -1 && at + 1 < bytes.length) {
    const next = bytes[at + 1] as number
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
    at = bytes.indexOf(0xff, next === 0xff ? at + 1 : at + 2)
  }
  throw new PhotoError('it has no end')
}
