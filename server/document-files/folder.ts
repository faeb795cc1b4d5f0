import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonical, digest } from '../../shared/model/digest.ts'
import type { Fields } from '../../shared/model/value.ts'
import { CONSOLE_FAMILIES } from '../../shared/sync/publications.ts'

/** Files of a folder of documents by their path in it; whatever else lies there is nobody's of ours. */
export type Files = ReadonlyMap<string, Buffer>

const ALONE = ['city.json', 'libraries.json'] as const
const OTHERS = ['areas', 'calendars', 'codes', 'maps'] as const
const EDITED = CONSOLE_FAMILIES.map(family => `${family}s`)
const ENDS: { readonly [folder: string]: RegExp } = { maps: /\.(geo)?json$/ }

/** What the console does not edit. */
export const fixedFilesIn = (home: string): Files => filesIn(home, OTHERS)

/** All that a start reads. */
export const documentFilesIn = (home: string): Files => filesIn(home, [...OTHERS, ...EDITED])

function filesIn(home: string, folders: readonly string[]): Files {
  const within = folders.flatMap(folder =>
    namesIn(join(home, folder))
      .filter(name => (ENDS[folder] ?? /\.json$/).test(name))
      .map(name => `${folder}/${name}`),
  )
  const alone = ALONE.filter(name => existsSync(join(home, name)))
  return new Map([...alone, ...within].map(path => [path, readFileSync(join(home, path))]))
}

const namesIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .flatMap(each => (each.isFile() ? [each.name] : []))
        .sort()
    : []

/** How a document is written that no file has as it is. */
export const written = (document: object): Buffer => Buffer.from(`${JSON.stringify(document, null, 2)}\n`)

/** By what they say: spaces and the order of members are none of it. */
export function sayTheSame(one: Buffer, other: Buffer): boolean {
  if (one.equals(other)) return true
  const [a, b] = [meaning(one), meaning(other)]
  return a !== null && a === b
}

function meaning(bytes: Buffer): string | null {
  try {
    return digest(canonical(JSON.parse(bytes.toString('utf8')) as Fields))
  } catch {
    // What is no JSON says nothing but its bytes.
    return null
  }
}
