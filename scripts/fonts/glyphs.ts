import { padded, tableOf, type Tables } from './sfnt.ts'

/** The outline of each glyph, as it stands in `glyf`. */
export const outlinesOf = (tables: Tables): Buffer[] => {
  const glyf = tableOf(tables, 'glyf')
  const loca = tableOf(tables, 'loca')
  const long = tableOf(tables, 'head').readInt16BE(50) === 1
  const offset = (gid: number) => (long ? loca.readUInt32BE(4 * gid) : 2 * loca.readUInt16BE(2 * gid))
  const count = loca.length / (long ? 4 : 2) - 1
  return Array.from({ length: count }, (_, gid) => glyf.subarray(offset(gid), offset(gid + 1)))
}

const WORDS = 0x0001
const MORE = 0x0020
const TRANSFORMS = [
  [0x0008, 2],
  [0x0040, 4],
  [0x0080, 8],
] as const

const componentLength = (flags: number): number => {
  const transform = TRANSFORMS.find(([flag]) => (flags & flag) !== 0)?.[1] ?? 0
  return 4 + ((flags & WORDS) === 0 ? 2 : 4) + transform
}

/** The outline with the glyphs it is composed of renumbered; an outline of its own contours stays as it is. */
export const renumbered = (outline: Buffer, numberOf: (gid: number) => number): Buffer => {
  if (outline.length === 0 || outline.readInt16BE(0) >= 0) return outline
  const copy = Buffer.from(outline)
  let at = 10
  for (let more = true; more;) {
    const flags = copy.readUInt16BE(at)
    copy.writeUInt16BE(numberOf(copy.readUInt16BE(at + 2)), at + 2)
    at += componentLength(flags)
    more = (flags & MORE) !== 0
  }
  return copy
}

/** `glyf` and its index `loca`, with long offsets. */
export const writeOutlines = (outlines: readonly Buffer[]): { glyf: Buffer; loca: Buffer } => {
  const aligned = outlines.map(padded)
  const loca = Buffer.alloc(4 * (aligned.length + 1))
  let offset = 0
  for (const [gid, outline] of aligned.entries()) {
    offset += outline.length
    loca.writeUInt32BE(offset, 4 * (gid + 1))
  }
  return { glyf: Buffer.concat(aligned), loca }
}

/** Advance width and left bearing of each glyph, four bytes each. */
export const metricsOf = (tables: Tables, count: number): Buffer[] => {
  const hmtx = tableOf(tables, 'hmtx')
  const long = tableOf(tables, 'hhea').readUInt16BE(34)
  return Array.from({ length: count }, (_, gid) => {
    if (gid < long) return hmtx.subarray(4 * gid, 4 * gid + 4)
    // Glyphs after the last long entry share its advance and have only their bearing.
    const bearing = 4 * long + 2 * (gid - long)
    return Buffer.concat([hmtx.subarray(4 * long - 4, 4 * long - 2), hmtx.subarray(bearing, bearing + 2)])
  })
}
