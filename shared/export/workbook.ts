/** A column of a workbook that people fill in. */
export interface BookColumn {
  readonly title: string
  /** `text`: what is typed there stays as it is typed: `007`, a code of eighteen digits, `=1+1`. */
  readonly as: 'text' | 'number'
  /** All that may stand in it, offered by the spreadsheet; null: anything. */
  readonly choices: readonly string[] | null
}

export interface Book {
  readonly name: string
  readonly columns: readonly BookColumn[]
  readonly rows: readonly (readonly (string | number)[])[]
  /** So many rows are meant to be written in, those that are there included. */
  readonly room: number
  /** Of the second sheet, which has the choices. */
  readonly choicesName: string
}

/**
 * The parts of an .xlsx with one table, by their paths; zipped they are the file. A text is a text cell, which no spreadsheet computes, so
 * that it needs no apostrophe in front (T-CSV-01).
 */
export function workbookParts(book: Book): Readonly<Record<string, string>> {
  const lists = book.columns.flatMap(({ choices }) => (choices === null ? [] : [choices]))
  const sheets = lists.length === 0 ? [book.name] : [book.name, book.choicesName]
  const parts = sheets.map((_, i) => `worksheets/sheet${i + 1}.xml`)
  return {
    '[Content_Types].xml': contentTypes(parts),
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': workbook(sheets),
    'xl/_rels/workbook.xml.rels': relations([
      ...parts.map((part): Relation => ['worksheet', part]),
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': STYLES,
    'xl/worksheets/sheet1.xml': table(book),
    ...(lists.length === 0 ? {} : { 'xl/worksheets/sheet2.xml': choicesSheet(lists) }),
  }
}

const PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Numbers of cell styles in `STYLES`. 49 is the format of text that every spreadsheet has. */
const [TEXT, HEAD] = [1, 2]
const STYLES =
  `${PROLOGUE}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>` +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'

const ESCAPES: { readonly [character: string]: string } = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' },
}
/** XML has no sign for most control characters, and a file with one in it is not opened at all. */
const NOT_IN_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
const escaped = (text: string): string =>
  text.replace(NOT_IN_XML, '').replace(/[&<>"\r]/g, character => ESCAPES[character] ?? '')

type Relation = readonly [type: string, target: string]

const relations = (list: readonly Relation[]): string =>
  `${PROLOGUE}<Relationships xmlns="${PACKAGE}/relationships">${list
    .map(
      ([type, target], i) =>
        `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`

const part = (name: string, type: string): string =>
  `<Override PartName="/xl/${name}" ContentType="${TYPE}.${type}+xml"/>`
const contentTypes = (sheets: readonly string[]): string =>
  `${PROLOGUE}<Types xmlns="${PACKAGE}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `${part('workbook.xml', 'sheet.main')}${sheets.map(sheet => part(sheet, 'worksheet')).join('')}${part('styles.xml', 'styles')}</Types>`

const workbook = (sheets: readonly string[]): string =>
  `${PROLOGUE}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets
    .map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
    .join('')}</sheets></workbook>`

function table({ columns, rows, room, choicesName }: Book): string {
  const head = columns.map(({ title }) => title)
  const cells = rows.map(row => row.map((cell, i) => cellXml(cell, columns[i]?.as === 'text' ? TEXT : 0)))
  const last = Math.max(room, rows.length) + 1
  const frozen =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
  const widths = columns.map(({ as, title }, i) => {
    const longest = Math.max(...[title, ...rows.map(row => row[i] ?? '')].map(lengthOf))
    const width = Math.min(WIDEST, Math.max(NARROWEST, longest + 2))
    return `<col min="${i + 1}" max="${i + 1}" width="${width}" style="${as === 'text' ? TEXT : 0}" customWidth="1"/>`
  })
  return (
    `${PROLOGUE}<worksheet xmlns="${MAIN}">${frozen}<cols>${widths.join('')}</cols>` +
    `${sheetData([head.map(title => cellXml(title, HEAD)), ...cells])}${validations(columns, last, choicesName)}` +
    // A code is a text of digits on purpose: no mark in the corner of its cell.
    `<ignoredErrors><ignoredError sqref="A1:${letterOf(columns.length - 1)}${last}" numberStoredAsText="1"/></ignoredErrors></worksheet>`
  )
}

const [NARROWEST, WIDEST] = [10, 40]
/** In columns of half width. */
const lengthOf = (cell: string | number): number =>
  [...String(cell)].reduce((sum, character) => sum + (character > '\u00FF' ? 2 : 1), 0)

type CellXml = (at: string) => string

const cellXml =
  (cell: string | number, style: number): CellXml =>
  at => {
    if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
    // An empty cell keeps its format for what is typed into it.
    if (cell === '') return `<c r="${at}" s="${style}"/>`
    return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
  }

const sheetData = (rows: readonly (readonly CellXml[])[]): string =>
  `<sheetData>${rows
    .map(
      (row, y) => `<row r="${y + 1}">${row.map((cell, x) => cell(`${letterOf(x)}${y + 1}`)).join('')}</row>`,
    )
    .join('')}</sheetData>`

/** Choices stand in a sheet of their own: written into the rule itself all of them together have 255 characters. */
function validations(columns: readonly BookColumn[], last: number, choicesName: string): string {
  const rules: string[] = []
  for (const [x, { choices }] of columns.entries()) {
    if (choices === null) continue
    const [at, list] = [letterOf(x), letterOf(rules.length)]
    const range = `'${choicesName.replace(/'/g, "''")}'!$${list}$1:$${list}$${choices.length}`
    rules.push(
      `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${at}2:${at}${last}"><formula1>${escaped(range)}</formula1></dataValidation>`,
    )
  }
  return rules.length === 0
    ? ''
    : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`
}

function choicesSheet(lists: readonly (readonly string[])[]): string {
  const deepest = Math.max(...lists.map(({ length }) => length))
  const rows = Array.from({ length: deepest }, (_, y) => lists.map(list => cellXml(list[y] ?? '', TEXT)))
  return `${PROLOGUE}<worksheet xmlns="${MAIN}">${sheetData(rows)}</worksheet>`
}

/** As spreadsheets call their columns: A to Z, AA to ZZ, and on. */
export function letterOf(at: number): string {
  const last = String.fromCharCode(65 + (at % 26))
  return at < 26 ? last : letterOf(Math.floor(at / 26) - 1) + last
}
