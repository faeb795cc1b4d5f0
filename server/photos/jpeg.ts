/** Why a file is none of the photos that are taken. */
export class PhotoError extends Error {
  override readonly name = 'PhotoError'
}

/** Longest side in pixels: what claims to be larger would take the memory of whoever looks at it. */
const LONGEST = 4096
/** A picture of a phone has some dozens; one of hundreds of thousands would keep everybody else waiting. */
const MOST_SEGMENTS = 1000

/**
 * What a JPEG shows, and nothing that it tells: no place, no device, no thumbnail, no comment, nothing behind its end (ITU T.81 B.1, Exif 2.3).
 * Throws PhotoError where it is none, or too large.
 */
export function bareJpeg(bytes: Buffer): Buffer {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== SOI) throw new PhotoError('it is no JPEG')
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  let at = 2
  let sized = false
  for (let n = 0; n < MOST_SEGMENTS; n++) {
    const { marker, start, end } = segmentAt(bytes, at)
    if (marker === EOI) {
      if (!sized) throw new PhotoError('it shows nothing')
      return Buffer.concat([...kept, EOI_BYTES])
    }
    if (isFrame(marker)) sized = isOfSize(bytes, start, end)
    if (isDrawn(bytes, marker, start, end)) kept.push(bytes.subarray(start, end))
    at = end
    if (marker !== SOS) continue
    if (!sized) throw new PhotoError('it does not say how large it is')
    at = endOfScan(bytes, end)
    kept.push(bytes.subarray(end, at))
  }
  throw new PhotoError('it has more parts than a photo has')
}

const SOI = 0xffd8
const EOI = 0xd9
const SOS = 0xda
const APP14 = 0xee
const EOI_BYTES = Buffer.from([0xff, EOI])

interface Segment {
  readonly marker: number
  /** The byte FF of its marker. */
  readonly start: number
  /** The first byte behind it. */
  readonly end: number
}

/** Before a marker any number of bytes FF may stand (T.81 B.1.1.2). */
function segmentAt(bytes: Buffer, from: number): Segment {
  let at = from
  while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++
  const marker = bytes[at + 1]
  if (bytes[at] !== 0xff || marker === undefined) throw new PhotoError('its parts do not fit together')
  if (marker === EOI) return { marker, start: at, end: at + 2 }
  if (at + 4 > bytes.length) throw new PhotoError('it ends before it is whole')
  const length = bytes.readUInt16BE(at + 2)
  const end = at + 2 + length
  if (length < 2 || end > bytes.length) throw new PhotoError('it ends before it is whole')
  return { marker, start: at, end }
}

/** A frame header, but none of the tables that lie between their numbers (DHT, JPG, DAC). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** DHT, DAC, SOS, DQT, DNL, DRI. */
const TABLES: ReadonlySet<number> = new Set([0xc4, 0xcc, SOS, 0xdb, 0xdc, 0xdd])
const ADOBE_LENGTH = 16

/** Whatever else there is, now or in a later standard, tells and does not draw. APP14 of Adobe alone says how colours are to be read. */
const isDrawn = (bytes: Buffer, marker: number, start: number, end: number): boolean =>
  isFrame(marker) ||
  TABLES.has(marker) ||
  (marker === APP14 &&
    end - start === ADOBE_LENGTH &&
    bytes.toString('latin1', start + 4, start + 9) === 'Adobe')

function isOfSize(bytes: Buffer, start: number, end: number): boolean {
  if (end - start < 10) throw new PhotoError('it does not say how large it is')
  const [height, width] = [bytes.readUInt16BE(start + 5), bytes.readUInt16BE(start + 7)]
  if (Math.max(height, width) > LONGEST || Math.min(height, width) < 1)
    throw new PhotoError(`its sides are 1 to ${LONGEST} pixels long`)
  return true
}

/** The first marker behind what is drawn that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at !== -1 && at + 1 < bytes.length) {
    const next = bytes[at + 1] as number
    if (next === 0 || (next >= 0xd0 && next <= 0xd7)) at = bytes.indexOf(0xff, at + 2)
    else return at
  }
  throw new PhotoError('it has no end')
}
