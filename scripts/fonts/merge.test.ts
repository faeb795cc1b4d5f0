import { readFileSync } from 'node:fs'
import subsetFont from 'subset-font'
import { expect, test } from 'vitest'
import { readCharacterMap, writeCharacterMap } from './character-map.ts'
import { cutSlice, FIGURE_WIDTH, WEIGHTS } from './cut.ts'
import { mergeFonts } from './merge.ts'
import { readTables, tableOf } from './sfnt.ts'
import { chineseSlices, figuresFile, sharesOf } from './sources.ts'

// Frequent and rare characters, composed outlines (fullwidth and enclosed forms), a blank, and a sign.
const TEXT = '辽阳市瞭望白塔区弓长岭灯塔龘犇①Ａ％　、。“”·—…▲■●'
const codes = [...TEXT].map(character => character.codePointAt(0) ?? 0)
const shares = sharesOf(chineseSlices(), codes)
const drawn = shares.flatMap(share => share.codes)
const parts = await Promise.all(shares.map(({ slice, codes: own }) => cutSlice(slice.file, own)))
const merged = mergeFonts(parts)

/** What a font draws for one character at one weight: outline and advance, as an independent engine cuts them out. */
const drawing = async (font: Buffer, code: number, weight: number) => {
  const tables = readTables(
    await subsetFont(font, String.fromCodePoint(code), {
      targetFormat: 'sfnt',
      noHinting: true,
      keepFeatures: [],
      variationAxes: { wght: weight },
    }),
  )
  const [glyf, hmtx] = [tables.get('glyf') ?? Buffer.alloc(0), tableOf(tables, 'hmtx')]
  return { outline: glyf.toString('hex'), metrics: hmtx.toString('hex') }
}

test('[FNT2] a merged font draws every character as its slice does, at every weight', async () => {
  expect(shares.length).toBeGreaterThan(8)
  expect(drawn.length).toBeGreaterThan(25)
  const outlines = new Set<string>()
  for (const [index, { codes: own }] of shares.entries()) {
    for (const code of own) {
      for (const weight of [WEIGHTS.min, 500, WEIGHTS.max]) {
        const expected = await drawing(parts[index] ?? Buffer.alloc(0), code, weight)
        expect(await drawing(merged, code, weight), `${String.fromCodePoint(code)} at ${weight}`).toEqual(
          expected,
        )
        outlines.add(expected.outline)
      }
    }
  }
  // The weights really differ, so equal drawings say something.
  expect(outlines.size).toBeGreaterThan(2 * drawn.length)
})

test('[FNT3] a merged font has each wanted character once and no other', () => {
  const map = readCharacterMap(tableOf(readTables(merged), 'cmap'))
  expect([...map.keys()].sort((a, b) => a - b)).toEqual([...new Set(drawn)].sort((a, b) => a - b))
  expect(new Set(map.values()).size).toBe(map.size)
})

test('[FNT4] parts of different fonts are refused', async () => {
  const latin = await subsetFont(readFileSync(figuresFile), 'A', { targetFormat: 'sfnt', keepFeatures: [] })
  expect(() => mergeFonts([parts[0] ?? Buffer.alloc(0), latin])).toThrow(
    'the parts differ in their fvar table',
  )
  const narrow = await subsetFont(merged, '辽', {
    targetFormat: 'sfnt',
    variationAxes: { wght: { min: 400, max: 500 } },
  })
  expect(() => mergeFonts([merged, narrow])).toThrow('the parts differ in their')
})

test('[FNT5] a character map survives writing and reading, also beyond the basic plane', () => {
  const map = new Map([
    ...[0x20, 0x21, 0x4e00, 0x4e01, 0x9fa5, 0xfffd, 0x1f300, 0x1f301, 0x20bb7].map(
      (code, index) => [code, index + 1] as const,
    ),
    [0x3000, 40],
  ])
  const sorted = (each: Iterable<readonly [number, number]>) => [...each].sort(([a], [b]) => a - b)
  expect(sorted(readCharacterMap(writeCharacterMap(map)))).toEqual(sorted(map))
})

test('[FNT6] figures are cut at the width of the design', async () => {
  const { cutFigures } = await import('./cut.ts')
  const figures = await cutFigures()
  const fixed = await subsetFont(readFileSync(figuresFile), '0', {
    ...{ targetFormat: 'sfnt', noHinting: true, keepFeatures: [] },
    variationAxes: { wght: WEIGHTS, wdth: FIGURE_WIDTH },
  })
  expect(await drawing(figures, 0x30, 500)).toEqual(await drawing(fixed, 0x30, 500))
})
