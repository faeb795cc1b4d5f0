import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { contains, parseRanges } from './ranges.ts'

const resolve = createRequire(import.meta.url).resolve

const packageFolder = (name: string): string => dirname(resolve(`${name}/package.json`))

/** A piece of the Chinese font: the package ships it cut by how often characters occur. */
export interface Slice {
  readonly file: string
  readonly ranges: string
}

const CHINESE = packageFolder('@fontsource-variable/noto-sans-sc')
const FIGURES = packageFolder('@fontsource-variable/saira')

/** The slices with Chinese in them; Latin and other scripts are drawn by the font of the figures. */
export const chineseSlices = (): Slice[] => {
  const ranges = JSON.parse(readFileSync(join(CHINESE, 'unicode.json'), 'utf8')) as Record<string, string>
  return Object.entries(ranges).flatMap(([name, range]) => {
    const number = /^\[(\d+)\]$/.exec(name)?.[1]
    if (number === undefined) return []
    return { file: join(CHINESE, `files/noto-sans-sc-${number}-wght-normal.woff2`), ranges: range }
  })
}

export const figuresFile = join(FIGURES, 'files/saira-latin-wdth-normal.woff2')

export const fontVersions = [CHINESE, FIGURES].map(folder => {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
    string,
    string
  >
  return `${name}@${version}`
})

export const licences = { chinese: join(CHINESE, 'LICENSE'), figures: join(FIGURES, 'LICENSE') }

/** The text of `wanted` that each slice can draw; slices that draw none of it are left out. */
export const sharesOf = (slices: readonly Slice[], wanted: Iterable<number>) => {
  const codes = [...wanted]
  return slices.flatMap(slice => {
    const ranges = parseRanges(slice.ranges)
    const share = codes.filter(code => contains(ranges, code))
    return share.length === 0 ? [] : { slice, codes: share }
  })
}
