import { isoOf } from '../../../shared/calendar/civil.ts'
import type { Page, Unreadable } from '../connector.ts'
import { FileFault } from './folder.ts'
import { SpentFile, UnreadableFile } from './parsing.ts'
import type { ParsedLine } from './parsed-line.ts'

const RECORDS = 500

export interface FilePage {
  readonly page: Page
  readonly last: boolean
}

interface TakenFile {
  readonly name: string
  /** By which it is older or newer than others. */
  readonly at: number
  /** What may go well another time is not tried again after this. */
  readonly isLastTry: boolean
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
  { name, at, isLastTry }: TakenFile,
  lines: AsyncIterable<ParsedLine>,
): AsyncGenerator<FilePage> {
  let page = nothing()
  let title = ''
  const $at = isoOf(at)
  try {
    for await (const line of lines) {
      if (line.type !== 'end' && page.records.length + page.unreadable.length >= RECORDS) {
        yield { page, last: false }
        page = nothing()
      }
      if (line.type === 'title') title = line.title
      else if (line.type === 'record')
        page.records.push({ ...line.record, $file: name, $row: line.line, $title: title, $at })
      else if (line.type === 'unreadable') page.unreadable.push(unreadableIn(name, line))
    }
  } catch (error) {
    yield { page: brokenPage(name, reasonIn(error, name, isLastTry), page), last: true }
    return
  }
  yield { page, last: true }
}

type UnreadableLine = Extract<ParsedLine, { readonly type: 'unreadable' }>

const unreadableIn = (name: string, { reason, line, sample }: UnreadableLine): Unreadable => ({
  reason,
  path: `${name} row ${line}`,
  sample,
})

/** Why it cannot be read; throws what is not the file's fault, or may go well another time. */
function reasonIn(error: unknown, name: string, isLastTry: boolean): string {
  if (!(error instanceof UnreadableFile)) throw error
  if (error instanceof SpentFile && !isLastTry) throw busy(name, error)
  return `the file cannot be read: ${error.message}`
}

const busy = (name: string, cause: Error): FileFault =>
  new FileFault(`${name}: ${cause.message}`, { blame: 'upstream', retry: true, fault: 'slow', cause })

/** Says of a file that it cannot be read, behind what was read of it. */
export const brokenPage = (
  name: string,
  reason: string,
  { records, unreadable }: Gathered = nothing(),
): Page => ({ records, unreadable: [...unreadable, { reason, path: name, sample: '' }], isBroken: true })
