import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../scripts/command.ts'
import type { FeedDocument } from '../../shared/model/documents.ts'
import type { Fields } from '../../shared/model/value.ts'

const SHIPPED = join(ROOT, 'documents')

/** A feed of the shipped city under another name, asking somebody else. */
export interface Borrowed {
  readonly id: string
  readonly of: string
  readonly settings: Fields
  /** As another document has it, and not the shipped one. */
  readonly document?: FeedDocument
}

/** The shipped city with these feeds instead of its own. */
export function writeDocuments(folder: string, borrowed: readonly Borrowed[]): void {
  cpSync(SHIPPED, folder, { recursive: true })
  const feeds = join(folder, 'feeds')
  rmSync(feeds, { recursive: true })
  mkdirSync(feeds)
  for (const { id, of, settings, document = feedIn(join(SHIPPED, 'feeds', `${of}.json`)) } of borrowed) {
    // Its own source: two of them may speak of things with the same number.
    const feed = { ...document, id, source: id, settings: { ...document.settings, ...settings } }
    writeFileSync(join(feeds, `${id}.json`), JSON.stringify(feed))
  }
}

export const feedIn = (file: string): FeedDocument => JSON.parse(readFileSync(file, 'utf8')) as FeedDocument
