import type { SubmissionForm } from '../../shared/submissions/form.ts'
import { matchedTable } from '../../shared/submissions/matching.ts'
import {
  LARGEST_FILE,
  MOST_FILE_COLUMNS,
  MOST_FILE_ROWS,
  type ReadTable,
  type SheetRow,
} from '../../shared/submissions/read-table.ts'
import { Refused } from '../access/caller.ts'
import { sheetLines, UnreadableFile } from '../connectors/files/parsing.ts'
import { createTurns } from '../deeds/turns.ts'

/** Of one file, from its turn on. */
const DEADLINE_MS = 20_000
/** What a table of this size can say at most, and what others wait for meanwhile. */
const MOST_TEXT = 1_000_000
const MOST_WAITING = 20

/** Reads files that people have filled in, one after the other: each costs a process of its own for as long as it is read. */
export class SheetDesk {
  readonly #turn = createTurns()
  /** Of whom one is being read, or waits for its turn. */
  readonly #people = new Set<string>()

  /** The file as the form understands it; whatever is wrong with the file is refused with what its owner can do. */
  async read(form: SubmissionForm, bytes: unknown, person: string): Promise<ReadTable> {
    if (!(bytes instanceof Uint8Array) || bytes.length === 0)
      throw new Refused(400, 'noFile', 'there is no file')
    const format = formatOf(bytes)
    const table = matchedTable(form, await this.#rowsOf(bytes, format, person), format === 'xlsx')
    if (table === null) throw new Refused(400, 'noHeader', 'no row of the file has the titles of this form')
    const { lines, rows: most = 0 } = form
    if (lines === undefined && table.rows.length > most)
      throw new Refused(
        400,
        'tooManyRows',
        `${table.rows.length} rows are more than the ${most} of this form`,
      )
    return table
  }

  async #rowsOf(bytes: Uint8Array, format: 'csv' | 'xlsx', person: string): Promise<readonly SheetRow[]> {
    if (this.#people.has(person) || this.#people.size >= MOST_WAITING)
      throw new Refused(503, 'busy', 'files are being read now, of yours one at a time; try again')
    this.#people.add(person)
    try {
      return await this.#turn(() => sheetRows(bytes, format))
    } finally {
      this.#people.delete(person)
    }
  }
}

/** By what it begins with: its name may say anything. */
function formatOf(bytes: Uint8Array): 'csv' | 'xlsx' {
  const head = Buffer.from(bytes.subarray(0, 4)).toString('hex')
  if (head === 'd0cf11e0')
    throw new Refused(
      400,
      'oldWorkbook',
      'it is an .xls file, or one with a password; save it as .xlsx without one',
    )
  if (head === '504b0304') return 'xlsx'
  const isUtf16 = head.startsWith('fffe') || head.startsWith('feff')
  if (!isUtf16 && bytes.includes(0)) throw new Refused(400, 'unreadableFile', 'it is neither .xlsx nor .csv')
  return 'csv'
}

async function sheetRows(bytes: Uint8Array, format: 'csv' | 'xlsx'): Promise<readonly SheetRow[]> {
  const rows: SheetRow[] = []
  let room = MOST_TEXT
  const deadline = AbortSignal.timeout(DEADLINE_MS)
  try {
    for await (const said of sheetLines(bytes, format, deadline)) {
      if (said.type !== 'cells') continue
      const cells = said.cells.slice(0, said.cells.findLastIndex(cell => cell.trim() !== '') + 1)
      rows.push({ line: said.line, cells })
      for (const cell of cells) room -= cell.length + 1
      if (rows.length > MOST_FILE_ROWS || cells.length > MOST_FILE_COLUMNS || room < 0) throw tooLong()
    }
    return rows
  } catch (error) {
    if (error instanceof UnreadableFile) throw new Refused(400, 'unreadableFile', error.message)
    if (deadline.aborted)
      throw new Refused(400, 'unreadableFile', 'reading it took more time than a file may have')
    throw error
  }
}

const tooLong = (): Refused =>
  new Refused(
    400,
    'fileTooLong',
    `a file has at most ${MOST_FILE_ROWS} rows, ${MOST_FILE_COLUMNS} columns and ${LARGEST_FILE / 2 ** 20} MB`,
  )
