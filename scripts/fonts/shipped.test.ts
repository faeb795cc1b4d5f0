import { expect, test } from 'vitest'
import { cutChinese, cutFigures, drawnBy } from './cut.ts'
import { parseRanges } from './ranges.ts'
import { FIGURE_RANGES, saidTexts, wantedCodes } from './wanted.ts'

const COMMENTS = /\/\*[^]*?\*\/|^\s*\/\/.*$|<!--[^]*?-->/gm

/** Characters that the font's package does not have, and why each may stand there. */
const WITHOUT: { readonly [path: string]: string } = {
  // 牛犋村, one of the city's villages.
  'documents/areas/liaoyang.json': '犋',
  // What an upstream writes; screens say I to IV.
  'documents/feeds/alert-incidents.json': 'ⅠⅡⅢⅣ',
  'mock-data/alert/incidents.ts': 'ⅠⅡⅢⅣ',
  // Read, and never said: the ends of a range, and another way to write µ.
  'shared/mapping/masking/names.ts': '㐀鿿',
  'shared/mapping/converters/unit.ts': 'μ',
}

const figureCodes = parseRanges(FIGURE_RANGES).flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i),
)
const figures = await drawnBy(await cutFigures(), figureCodes)
const { codes: chinese } = await cutChinese(wantedCodes())

test('[FNT16] every character that the project says is drawn by one of the two cut fonts, but for those named here', () => {
  const drawn = new Set([...figures, ...chinese])
  const isDrawn = (sign: string) => sign < ' ' || drawn.has(sign.codePointAt(0) ?? 0)
  const without = [...saidTexts()].flatMap(([path, text]) => {
    const missing = new Set([...text.replace(COMMENTS, '')].filter(sign => !isDrawn(sign)))
    return missing.size === 0 ? [] : [[path, [...missing].sort().join('')] as const]
  })
  expect(Object.fromEntries(without)).toEqual(WITHOUT)
  expect(drawn.size).toBeGreaterThan(1500)
})

test('[FNT16] the font of the figures claims no character that it does not draw', () => {
  expect(figureCodes.filter(code => !figures.includes(code))).toEqual([])
})
