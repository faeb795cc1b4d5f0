import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../command.ts'
import { contains, parseRanges } from './ranges.ts'

/** Where the words that screens show stand: interface and server, the documents and the names of the pretend city. */
const TEXTS = [
  '{client,shared,server}/**/*.{ts,vue,css}',
  'documents/**/*.json',
  'mock-data/**/*.{ts,json,csv}',
]
const NOT_SHOWN = /\.(test|contract|fixture|fuzz)\.ts$|\/generated\/|\/source\//

/** What the font of the figures draws: digits, Latin letters and the signs that stand with numbers. */
export const FIGURE_RANGES = 'U+20-7e,U+a0-b6,U+b8-ff,U+2013,U+2019,U+20ac,U+2212'

export const codesOf = (texts: Iterable<string>): Set<number> => {
  const figures = parseRanges(FIGURE_RANGES)
  const codes = new Set<number>()
  for (const text of texts) {
    for (const character of text) codes.add(character.codePointAt(0) ?? 0)
  }
  return new Set([...codes].filter(code => code > 0x7f && !contains(figures, code)))
}

/** The files with what the project says, by their path. */
export const saidTexts = (): ReadonlyMap<string, string> =>
  new Map(
    globSync(TEXTS, { cwd: ROOT })
      .filter(path => !NOT_SHOWN.test(path))
      .map(path => [path.replaceAll('\\', '/'), readFileSync(join(ROOT, path), 'utf8')]),
  )

/** Every character outside the font of the figures that the project's own texts contain. */
export const wantedCodes = (): Set<number> => codesOf(saidTexts().values())
