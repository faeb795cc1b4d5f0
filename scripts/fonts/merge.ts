import { readCharacterMap, writeCharacterMap } from './character-map.ts'
import { metricsOf, outlinesOf, renumbered, writeOutlines } from './glyphs.ts'
import { readTables, tableOf, writeFont, type Tables } from './sfnt.ts'
import { joinVariations, readVariations, writeVariations, type Variations } from './variations.ts'

/** Where the glyphs of one part begin in the merged font. Only the first part brings its "no such glyph". */
interface Part {
  readonly tables: Tables
  readonly outlines: readonly Buffer[]
  readonly first: number
}

const partsOf = (fonts: readonly Buffer[]): Part[] => {
  let next = 0
  return fonts.map((font, index) => {
    const tables = readTables(font)
    const outlines = outlinesOf(tables)
    const first = index === 0 ? 0 : next - 1
    next = first + outlines.length
    return { tables, outlines, first }
  })
}

const KEPT = ['OS/2', 'name', 'fvar', 'avar'] as const
const SAME = ['fvar', 'avar'] as const

/** Parts of different fonts would merge into nonsense without any error: refuse them. */
const refuseStrangers = (parts: readonly Part[]) => {
  const [first, ...others] = parts
  for (const { tables } of others) {
    for (const tag of SAME) {
      const [a, b] = [first?.tables.get(tag), tables.get(tag)]
      if (a?.toString('hex') !== b?.toString('hex')) throw new Error(`the parts differ in their ${tag} table`)
    }
    const unit = (each: Tables | undefined) => each && tableOf(each, 'head').readUInt16BE(18)
    if (unit(first?.tables) !== unit(tables)) throw new Error('the parts differ in their units per em')
  }
}

type Field = readonly [offset: number, pick: (...values: number[]) => number]

const copyWith = (parts: readonly Part[], tag: string, fields: readonly Field[]): Buffer => {
  const all = parts.map(({ tables }) => tableOf(tables, tag))
  const copy = Buffer.from(all[0] ?? Buffer.alloc(0))
  for (const [offset, pick] of fields) {
    copy.writeInt16BE(pick(...all.map(table => table.readInt16BE(offset))), offset)
  }
  return copy
}

const BOX: readonly Field[] = [
  [36, Math.min],
  [38, Math.min],
  [40, Math.max],
  [42, Math.max],
]
const EXTENT: readonly Field[] = [
  [10, Math.max],
  [12, Math.min],
  [14, Math.min],
  [16, Math.max],
]
const MAXIMA: readonly Field[] = Array.from({ length: 13 }, (_, index) => [6 + 2 * index, Math.max])

const headers = (parts: readonly Part[], glyphs: number): Tables => {
  const head = copyWith(parts, 'head', BOX)
  head.writeInt16BE(1, 50)
  const hhea = copyWith(parts, 'hhea', EXTENT)
  hhea.writeUInt16BE(glyphs, 34)
  const maxp = copyWith(parts, 'maxp', MAXIMA)
  maxp.writeUInt16BE(glyphs, 4)
  // Version 3: no glyph names.
  const post = Buffer.from(tableOf(parts[0]?.tables ?? new Map<string, Buffer>(), 'post').subarray(0, 32))
  post.writeUInt32BE(0x00030000, 0)
  return new Map([
    ['head', head],
    ['hhea', hhea],
    ['maxp', maxp],
    ['post', post],
  ])
}

const characters = (parts: readonly Part[]): Map<number, number> => {
  const map = new Map<number, number>()
  for (const { tables, first } of parts) {
    for (const [code, gid] of readCharacterMap(tableOf(tables, 'cmap'))) map.set(code, first + gid)
  }
  return map
}

/** A part whose glyphs look the same at every weight (spaces, say) has no `gvar` at all. */
const variationsOf = ({ tables, outlines }: Part): Variations => {
  const gvar = tables.get('gvar')
  if (gvar !== undefined) return readVariations(gvar)
  return {
    axes: tableOf(tables, 'fvar').readUInt16BE(8),
    peaks: [],
    glyphs: outlines.map(() => Buffer.alloc(0)),
  }
}

/**
 * One TrueType font out of several cut from the same variable font. The widths along the axes are kept in `gvar` only
 * (its phantom points), so `HVAR` is not needed. Layout tables stay behind: what is lost is that neighbouring Chinese
 * punctuation moves together, which old browsers do not do either.
 */
export const mergeFonts = (fonts: readonly Buffer[]): Buffer => {
  const parts = partsOf(fonts)
  refuseStrangers(parts)
  const own = <Item>(items: readonly Item[], part: number) => items.slice(part === 0 ? 0 : 1)
  const outlines = parts.flatMap(({ outlines: all, first }, part) =>
    own(all, part).map(outline => renumbered(outline, gid => (gid === 0 ? 0 : first + gid))),
  )
  const metrics = parts.flatMap(({ tables, outlines: all }, part) => own(metricsOf(tables, all.length), part))
  const variations = parts.map((each, part) => {
    const read = variationsOf(each)
    return { ...read, glyphs: own(read.glyphs, part) }
  })
  const merged = headers(parts, outlines.length)
  for (const tag of KEPT) {
    const table = parts[0]?.tables.get(tag)
    if (table !== undefined) merged.set(tag, table)
  }
  const { glyf, loca } = writeOutlines(outlines)
  merged.set('glyf', glyf).set('loca', loca).set('hmtx', Buffer.concat(metrics))
  merged.set('gvar', writeVariations(joinVariations(variations)))
  merged.set('cmap', writeCharacterMap(characters(parts)))
  return writeFont(merged)
}
