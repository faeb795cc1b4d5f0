import { appendFileSync, readFileSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import type { AuditKey } from './keys.ts'

/** Signed at the end of a day: so far the records went, and they were these. */
export interface Anchor {
  readonly day: string
  readonly n: number
  readonly hash: string
  readonly key: string
  readonly signature: string
}

/** Signed when old records are removed: they went so far, and the first that is kept follows this one. */
export interface Seal {
  readonly n: number
  readonly hash: string
  readonly at: string
  readonly key: string
  readonly signature: string
}

type Unsigned<Thing> = Omit<Thing, 'key' | 'signature'>

const anchorText = ({ day, n, hash, key }: Omit<Anchor, 'signature'>): string =>
  `liaowang-audit-anchor day=${day} n=${n} hash=${hash} key=${key}`
const sealText = ({ n, hash, at, key }: Omit<Seal, 'signature'>): string =>
  `liaowang-audit-seal at=${at} n=${n} hash=${hash} key=${key}`

export function signedAnchor(key: AuditKey, anchor: Unsigned<Anchor>): Anchor {
  const full = { ...anchor, key: key.id }
  return { ...full, signature: key.sign(anchorText(full)) }
}

export function signedSeal(key: AuditKey, seal: Unsigned<Seal>): Seal {
  const full = { ...seal, key: key.id }
  return { ...full, signature: key.sign(sealText(full)) }
}

export const isGenuineAnchor = (key: AuditKey, anchor: Anchor): boolean =>
  anchor.key === key.id && key.isSigned(anchorText(anchor), anchor.signature)

export const isGenuineSeal = (key: AuditKey, seal: Seal): boolean =>
  seal.key === key.id && key.isSigned(sealText(seal), seal.signature)

export const anchorsOf = (db: DatabaseSync): readonly Anchor[] =>
  db.prepare('SELECT * FROM anchors ORDER BY day').all() as unknown as Anchor[]

export const sealsOf = (db: DatabaseSync): readonly Seal[] =>
  db.prepare('SELECT * FROM seals ORDER BY n').all() as unknown as Seal[]

/** The lines of the file that is carried off; none where there is no file. */
export const anchorLines = (file: string): readonly string[] => textOf(file).split('\n').slice(0, -1)

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

const anchorLine = (anchor: Anchor): string => `${anchorText(anchor)} signature=${anchor.signature}`
const sealLine = (seal: Seal): string => `${sealText(seal)} signature=${seal.signature}`

/** What the file should have, by what the records' file has. */
export const expectedLines = (db: DatabaseSync): readonly string[] => [
  ...sealsOf(db).map(sealLine),
  ...anchorsOf(db).map(anchorLine),
]

/** Lines that the file lacks are added to it: one could not be written when the disk was full. */
export function completeAnchorFile(file: string, db: DatabaseSync): void {
  const text = textOf(file)
  const there = new Set(text.split('\n'))
  const lacking = expectedLines(db).filter(line => !there.has(line))
  if (lacking.length === 0) return
  // A line of which only half found room stays as it is.
  const begin = text === '' || text.endsWith('\n') ? '' : '\n'
  appendFileSync(file, begin + lacking.map(line => `${line}\n`).join(''), { flush: true })
}
