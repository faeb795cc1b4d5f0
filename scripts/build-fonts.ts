// node scripts/build-fonts.ts: makes the fonts of the screens into client/fonts/generated/. The client build does it too.
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { ROOT } from './command.ts'
import { cutChinese, cutFigures } from './fonts/cut.ts'
import { facesOf } from './fonts/faces.ts'
import { chineseSlices, fontVersions, licences } from './fonts/sources.ts'
import { wantedCodes } from './fonts/wanted.ts'

const FOLDER = join(ROOT, 'client/fonts/generated')
const CHINESE = 'chinese.woff2'
const FIGURES = 'figures.woff2'

/** What the outcome depends on: the characters, the fonts, and the code that cuts them. */
const stampOf = (wanted: ReadonlySet<number>): string => {
  const hash = createHash('sha256').update([...wanted].sort((a, b) => a - b).join())
  hash.update(fontVersions.join())
  for (const path of globSync('scripts/{build-fonts.ts,fonts/*.ts}', { cwd: ROOT }).sort()) {
    hash.update(readFileSync(join(ROOT, path)))
  }
  return hash.digest('hex')
}

const isFresh = async (stamp: string): Promise<boolean> => {
  try {
    return (await readFile(join(FOLDER, 'stamp'), 'utf8')) === stamp
  } catch {
    return false
  }
}

const write = (name: string, content: Buffer | string) => writeFile(join(FOLDER, name), content)

/** Makes the fonts when characters, packages or recipe changed. Says in one line what it did, or null when nothing. */
export const buildFonts = async (): Promise<string | null> => {
  const wanted = wantedCodes()
  const stamp = stampOf(wanted)
  if (await isFresh(stamp)) return null
  const slices = chineseSlices()
  const [{ font, codes }, figures] = [await cutChinese(wanted), await cutFigures()]
  const urlOf = ({ file }: { readonly file: string }) => relative(FOLDER, file).replaceAll('\\', '/')
  await mkdir(FOLDER, { recursive: true })
  await write(CHINESE, font)
  await write(FIGURES, figures)
  await write('faces.css', facesOf({ slices, cutCodes: codes, urlOf, chinese: CHINESE, figures: FIGURES }))
  await copyFile(licences.chinese, join(FOLDER, 'noto-sans-sc.LICENSE.txt'))
  await copyFile(licences.figures, join(FOLDER, 'saira.LICENSE.txt'))
  // Last, so that a build that broke half way is made again.
  await write('stamp', stamp)
  const missing = [...wanted].filter(code => !codes.includes(code))
  const without = missing.length === 0 ? '' : `; not in the font: ${String.fromCodePoint(...missing)}`
  const kB = (bytes: Buffer) => `${Math.round(bytes.length / 1024)} kB`
  return `fonts: ${codes.length} characters in ${kB(font)}, figures in ${kB(figures)}${without}`
}

if (import.meta.main) console.log((await buildFonts()) ?? 'fonts: nothing changed')
