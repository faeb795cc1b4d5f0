import { padded } from './sfnt.ts'

/** How the outlines change along the axes: `gvar` taken apart. */
export interface Variations {
  readonly axes: number
  /** Peaks that several glyphs name by their place in this list. */
  readonly peaks: readonly Buffer[]
  readonly glyphs: readonly Buffer[]
}

const HEADER = 20
const LONG_OFFSETS = 1

export const readVariations = (gvar: Buffer): Variations => {
  const axes = gvar.readUInt16BE(4)
  const peaksAt = gvar.readUInt32BE(8)
  const dataAt = gvar.readUInt32BE(16)
  const long = (gvar.readUInt16BE(14) & LONG_OFFSETS) !== 0
  const offset = (gid: number) =>
    dataAt + (long ? gvar.readUInt32BE(HEADER + 4 * gid) : 2 * gvar.readUInt16BE(HEADER + 2 * gid))
  const peak = (index: number) => gvar.subarray(peaksAt + 2 * axes * index, peaksAt + 2 * axes * (index + 1))
  return {
    axes,
    peaks: Array.from({ length: gvar.readUInt16BE(6) }, (_, index) => peak(index)),
    glyphs: Array.from({ length: gvar.readUInt16BE(12) }, (_, gid) =>
      gvar.subarray(offset(gid), offset(gid + 1)),
    ),
  }
}

const COUNT = 0x0fff
const INDEX = 0x0fff
const OWN_PEAK = 0x8000
const INTERMEDIATE = 0x4000

/** The glyph's variations with the peaks it shares looked up in another list. */
const withPeaks = (glyph: Buffer, axes: number, placeOf: (peak: number) => number): Buffer => {
  if (glyph.length === 0) return glyph
  const copy = Buffer.from(glyph)
  let at = 4
  for (let left = copy.readUInt16BE(0) & COUNT; left > 0; left--) {
    const tuple = copy.readUInt16BE(at + 2)
    const own = (tuple & OWN_PEAK) !== 0
    if (!own) copy.writeUInt16BE((tuple & ~INDEX) | placeOf(tuple & INDEX), at + 2)
    at += 4 + (own ? 2 * axes : 0) + ((tuple & INTERMEDIATE) === 0 ? 0 : 4 * axes)
  }
  return copy
}

/** Several sets of variations as one; equal peaks become one peak. */
export const joinVariations = (parts: readonly Variations[]): Variations => {
  const axes = parts[0]?.axes ?? 0
  const peaks = new Map<string, { readonly place: number; readonly peak: Buffer }>()
  const place = (peak: Buffer): number => {
    const key = peak.toString('hex')
    const known = peaks.get(key) ?? { place: peaks.size, peak }
    peaks.set(key, known)
    return known.place
  }
  const glyphs = parts.flatMap(part => {
    const places = part.peaks.map(place)
    return part.glyphs.map(glyph => withPeaks(glyph, axes, index => places[index] ?? 0))
  })
  if (peaks.size > INDEX) throw new Error(`${peaks.size} shared peaks do not fit into one font`)
  return { axes, peaks: [...peaks.values()].map(({ peak }) => peak), glyphs }
}

export const writeVariations = ({ axes, peaks, glyphs }: Variations): Buffer => {
  const aligned = glyphs.map(padded)
  const offsets = Buffer.alloc(4 * (aligned.length + 1))
  let offset = 0
  for (const [gid, glyph] of aligned.entries()) {
    offset += glyph.length
    offsets.writeUInt32BE(offset, 4 * (gid + 1))
  }
  const peakBytes = Buffer.concat(peaks)
  const header = Buffer.alloc(HEADER)
  header.writeUInt16BE(1, 0)
  header.writeUInt16BE(axes, 4)
  header.writeUInt16BE(peaks.length, 6)
  header.writeUInt32BE(HEADER + offsets.length, 8)
  header.writeUInt16BE(glyphs.length, 12)
  header.writeUInt16BE(LONG_OFFSETS, 14)
  header.writeUInt32BE(HEADER + offsets.length + peakBytes.length, 16)
  return Buffer.concat([header, offsets, peakBytes, ...aligned])
}
