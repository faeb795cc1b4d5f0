import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { ROOT } from '../../scripts/command.ts'
import { drawnBy, WEIGHTS } from '../../scripts/fonts/cut.ts'
import { CHINESE_FAMILY, FIGURES_FAMILY } from '../../scripts/fonts/faces.ts'

/** What a page sets in one font, as style sheets and canvases name it. */
interface Letters {
  readonly family: string
  readonly weight: number
  readonly text: string
}

interface Drawing {
  /** By the font of the canvas, the characters that it drew. */
  readonly drawnLetters?: Map<string, Set<string>>
}

/** Before the page's own program: notes what canvases write. */
export const noteCanvases = (page: Page) =>
  page.addInitScript(() => {
    const drawnLetters = new Map<string, Set<string>>()
    Object.assign(window, { drawnLetters })
    const { prototype } = CanvasRenderingContext2D
    const write = prototype.fillText
    prototype.fillText = function (text, ...rest) {
      const known = drawnLetters.get(this.font) ?? new Set()
      drawnLetters.set(this.font, known)
      for (const letter of text) known.add(letter)
      write.call(this, text, ...rest)
    }
  })

/** Every character of a page, in its texts and on its canvases, by the font that it is set in. */
const lettersOf = (page: Page): Promise<Letters[]> =>
  page.evaluate(() => {
    const found = new Map<string, Set<string>>()
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const { fontWeight, fontFamily, display } = getComputedStyle(node.parentElement!)
      if (display === 'none' || ['SCRIPT', 'STYLE'].includes(node.parentElement!.tagName)) continue
      const font = `${fontWeight} 16px ${fontFamily}`
      const known = found.get(font) ?? new Set()
      found.set(font, known)
      for (const letter of node.textContent ?? '') known.add(letter)
    }
    const drawn = (window as unknown as Drawing).drawnLetters ?? new Map<string, Set<string>>()
    return [...found, ...drawn].map(([font, letters]) => {
      const [, before = '', family = ''] = /^(.*?)[\d.]+px(?:\/\S+)? (.*)$/.exec(font) ?? []
      const weight = before.includes('bold') ? 700 : Number(/\d00/.exec(before)?.[0] ?? 400)
      return { family, weight, text: [...letters].join('') }
    })
  })

const shipped = ['chinese', 'figures'].map(name =>
  readFileSync(join(ROOT, `client/fonts/generated/${name}.woff2`)),
)

/** All that a page writes is drawn by the two cut fonts, at a weight that they have. */
export async function expectShippedLetters(page: Page, where: string): Promise<void> {
  const letters = await lettersOf(page)
  const codes = new Set(letters.flatMap(({ text }) => [...text].map(letter => letter.codePointAt(0) ?? 0)))
  codes.delete(0x0a)
  const drawn = new Set((await Promise.all(shipped.map(font => drawnBy(font, codes)))).flat())
  const without = [...codes].filter(code => !drawn.has(code))
  expect(String.fromCodePoint(...without), `${where}: in no font that is shipped`).toBe('')
  for (const { family, weight, text } of letters) {
    expect(family, `${where}: ${text}`).toContain(FIGURES_FAMILY)
    expect(family, `${where}: ${text}`).toContain(CHINESE_FAMILY)
    expect(weight, `${where}: ${text}`).toSatisfy((it: number) => it >= WEIGHTS.min && it <= WEIGHTS.max)
  }
  expect(codes.size, where).toBeGreaterThan(200)
}
