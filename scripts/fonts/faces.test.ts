import { expect, test } from 'vitest'
import { CHINESE_FAMILY, facesOf, FIGURES_FAMILY } from './faces.ts'
import { contains, formatRanges, parseRanges } from './ranges.ts'
import { chineseSlices, sharesOf } from './sources.ts'
import { codesOf, wantedCodes } from './wanted.ts'

const letters = (text: string) => [...text].map(letter => letter.codePointAt(0) ?? 0)

test('[FNT7] every character outside the figures is wanted once, figures and Latin are not', () => {
  expect(codesOf(['辽阳 95.0 %', '阳: 1,284 件 —'])).toEqual(new Set(letters('辽阳件—')))
})

test('[FNT7] what the project says is wanted: names of places stand in the documents', () => {
  const wanted = wantedCodes()
  for (const code of letters('辽阳白塔文圣宏伟弓长岭太子河灯塔')) expect(wanted).toContain(code)
  expect(wanted).not.toContain(letters('A')[0])
})

test('[FNT8] the cut stands after the slices, and all faces of a family say the same weights', () => {
  const slices = chineseSlices().slice(0, 3)
  const css = facesOf({
    ...{
      slices,
      cutCodes: letters('辽阳'),
      urlOf: ({ file }) => file,
      chinese: 'cut.woff2',
      figures: 'f.woff2',
    },
  })
  const faces = css.split('@font-face').slice(1)
  const chinese = faces.filter(face => face.includes(CHINESE_FAMILY))
  expect(chinese).toHaveLength(4)
  expect(chinese.at(-1)).toContain(`url('cut.woff2')`)
  expect(chinese.at(-1)).toContain('unicode-range: U+8fbd,U+9633;')
  expect(new Set(chinese.map(face => /font-weight: ([^;]+)/.exec(face)?.[1])).size).toBe(1)
  expect(faces.filter(face => face.includes(FIGURES_FAMILY))).toHaveLength(1)
})

test('[FNT9] the slices together have every character of the official list in common use', () => {
  // GB 2312 level 1 begins at 啊 (0xB0A1) and ends at 座 (0xD7F9).
  const bytes: number[] = []
  for (let high = 0xb0; high <= 0xd7; high++) {
    for (let low = 0xa1; low <= (high === 0xd7 ? 0xf9 : 0xfe); low++) bytes.push(high, low)
  }
  const common = letters(new TextDecoder('gb18030').decode(Uint8Array.from(bytes)))
  expect(common).toHaveLength(3755)
  const found = new Set(sharesOf(chineseSlices(), common).flatMap(share => share.codes))
  expect(common.filter(code => !found.has(code))).toEqual([])
})

test('[FNT10] ranges survive writing and reading', () => {
  const codes = [0x20, 0x21, 0x22, 0x4e00, 0x9fa5, 0x9fa6, 0x1f300]
  const ranges = formatRanges(codes)
  expect(ranges).toBe('U+20-22,U+4e00,U+9fa5-9fa6,U+1f300')
  for (const code of codes) expect(contains(parseRanges(ranges), code)).toBe(true)
  for (const code of [0x1f, 0x23, 0x4e01, 0x9fa7, 0x1f301])
    expect(contains(parseRanges(ranges), code)).toBe(false)
})
