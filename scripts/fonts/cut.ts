import { readFile } from 'node:fs/promises'
import subsetFont from 'subset-font'
import { readCharacterMap } from './character-map.ts'
import { mergeFonts } from './merge.ts'
import { parseRanges } from './ranges.ts'
import { readTables, tableOf } from './sfnt.ts'
import { chineseSlices, figuresFile, sharesOf } from './sources.ts'
import { FIGURE_RANGES } from './wanted.ts'

/** The weights that the design uses; a narrower axis makes a much smaller file. */
export const WEIGHTS = { min: 400, max: 600 }

/** The one width at which figures are set, in per cent. */
export const FIGURE_WIDTH = 86

// Tables that text on screens does not need, or that `mergeFonts` says nothing about.
const LEFT_OUT = ['BASE', 'GDEF', 'GPOS', 'GSUB', 'HVAR', 'MVAR', 'STAT', 'VVAR', 'gasp', 'vhea', 'vmtx']

const textOf = (codes: Iterable<number>): string => String.fromCodePoint(...codes)

/** A part of one slice as plain TrueType, ready to be merged with parts of other slices. */
export const cutSlice = async (file: string, codes: Iterable<number>): Promise<Buffer> =>
  subsetFont(await readFile(file), textOf(codes), {
    targetFormat: 'sfnt',
    noHinting: true,
    keepFeatures: [],
    dropTables: LEFT_OUT,
    variationAxes: { wght: WEIGHTS },
  })

export interface Cut {
  readonly font: Buffer
  readonly codes: readonly number[]
}

/** Which of these characters a font draws, whatever its package says of it. */
export async function drawnBy(font: Buffer, codes: Iterable<number>): Promise<readonly number[]> {
  const cut = await subsetFont(font, textOf(codes), { targetFormat: 'sfnt', noHinting: true })
  return [...readCharacterMap(tableOf(readTables(cut), 'cmap')).keys()]
}

/** One file with exactly the wanted characters, gathered from all slices of the Chinese font. */
export const cutChinese = async (wanted: ReadonlySet<number>): Promise<Cut> => {
  const shares = sharesOf(chineseSlices(), wanted)
  const parts: Buffer[] = []
  for (const { slice, codes } of shares) parts.push(await cutSlice(slice.file, codes))
  const merged = mergeFonts(parts)
  // A slice's range names characters that its file has no glyph for.
  const codes = await drawnBy(merged, wanted)
  return { font: await subsetFont(merged, textOf(codes), { targetFormat: 'woff2' }), codes }
}

/** Digits, Latin letters and signs at the design's width, with tabular figures. */
export const cutFigures = async (): Promise<Buffer> => {
  const codes = parseRanges(FIGURE_RANGES).flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index),
  )
  return subsetFont(await readFile(figuresFile), textOf(codes), {
    targetFormat: 'woff2',
    noHinting: true,
    keepFeatures: ['tnum', 'lnum', 'kern', 'mark', 'ccmp'],
    variationAxes: { wght: WEIGHTS, wdth: FIGURE_WIDTH },
  })
}
