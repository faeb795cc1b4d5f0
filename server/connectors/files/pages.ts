import { isoOf } from '../../../shared/calendar/civil.ts'
import type { Page, Unreadable } from '../connector.ts'
import { parsedLines, UnreadableFile } from './parsing.ts'
import type { FilesSettings } from './settings.ts'

const RECORDS = 500

export interface FilePage {
  readonly page: Page
  readonly last: boolean
}

interface Gathered {
  readonly records: unknown[]
  readonly unreadable: Unreadable[]
}

const nothing = (): Gathered => ({ records: [], unreadable: [] })

/**
 * A file in pages. Beside its columns each record has `$file`, `$row` and `$title` (what stands above the header), since
 * often only they tell which day or month the figures are of, and `$at`, by which it is older or newer than others.
 * A file that cannot be read ends in a page that says so.
 */
export async function* pagesOf(
  { name, at }: { readonly name: string; readonly at: number },
  content: AsyncIterable<Uint8Array>,
  settings: FilesSettings,
  signal: AbortSignal,
): AsyncGenerator<FilePage> {
  let page = nothing()
  let title = ''
  const $at = isoOf(at)
  try {
    for await (const line of parsedLines(content, settings, signal)) {
      if (line.type !== 'end' && page.records.length + page.unreadable.length >= RECORDS) {
        yield { page, last: false }
        page = nothing()
      }
      if (line.type === 'title') title = line.title
      else if (line.type === 'record')
        page.records.push({ ...line.record, $file: name, $row: line.line, $title: title, $at })
      else if (line.type === 'unreadable')
        page.unreadable.push({ reason: line.reason, path: `${name} row ${line.line}`, sample: line.sample })
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    yield { page: brokenPage(name, `the file cannot be read: ${error.message}`, page), last: true }
    return
  }
  yield { page, last: true }
}

/** Says of a file that it cannot be read, behind what was read of it. */
export const brokenPage = (
  name: string,
  reason: string,
  { records, unreadable }: Gathered = nothing(),
): Page => ({ records, unreadable: [...unreadable, { reason, path: name, sample: '' }], isBroken: true })
