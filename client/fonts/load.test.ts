import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CANVAS_FAMILIES, loadCanvasGlyphs } from './load.ts'

type Load = FontFaceSet['load']

test('[FNT11] a canvas waits for both families in all three weights, with every character once', async () => {
  const asked: (readonly [string, string | undefined])[] = []
  const load: Load = async (font, text) => {
    asked.push([font, text])
    return []
  }
  expect(await loadCanvasGlyphs(['辽阳市', '灯塔市'], { load })).toEqual([])
  expect(asked.map(([font]) => font).sort()).toEqual([
    ...[400, 500, 600].flatMap(weight => [
      `${weight} 16px 'Noto Sans SC Variable'`,
      `${weight} 16px 'Saira Variable'`,
    ]),
  ])
  expect(new Set(asked.map(([, text]) => text))).toEqual(new Set(['辽阳市灯塔']))
})

test('[FNT12] a font that fails or never comes is told and holds nothing up', async () => {
  const load: Load = font => {
    if (font.startsWith('400')) return Promise.reject(new Error('no network'))
    return font.startsWith('500') ? new Promise<FontFace[]>(() => undefined) : Promise.resolve([])
  }
  const faults = (await loadCanvasGlyphs(['辽'], { load }, 20)).map(String)
  expect(faults.filter(fault => fault.includes('no network'))).toHaveLength(2)
  expect(faults.filter(fault => fault.includes('did not arrive in 20 ms'))).toHaveLength(2)
  expect(faults).toHaveLength(4)
})

test('[FNT13] a canvas uses the families of the style sheet', () => {
  const css = readFileSync(new URL('fonts.css', import.meta.url), 'utf8')
  const list = /--font-text:\s*([^;]+);/.exec(css)?.[1]?.replace(/\s+/g, ' ')
  expect(list).toBe(CANVAS_FAMILIES)
})
