import { strToU8, zipSync, type Zippable } from 'fflate'

/** A number with `date` is shown as a date: Excel knows no other difference between the two. */
export type Cell = string | number | null | { readonly date: number }

export interface Sheet {
  readonly name: string
  readonly rows: readonly (readonly Cell[])[]
  /** Ranges such as `A1:X1`: all but the first cell of each are empty. */
  readonly merged: readonly string[]
}

const ESCAPES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}
const escaped = (text: string) => text.replace(/[&<>"]/g, character => ESCAPES[character]!)

/** 0 is A, 26 is AA. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}

/** Texts of the sheet, each once, as Excel and the egova export keep them. */
function createTexts() {
  const places = new Map<string, number>()
  const placeOf = (text: string): number => {
    const place = places.get(text) ?? places.size
    places.set(text, place)
    return place
  }
  const xml = () =>
    `${PROLOGUE}<sst xmlns="${MAIN}" uniqueCount="${places.size}">${[...places.keys()]
      .map(text => `<si><t xml:space="preserve">${escaped(text)}</t></si>`)
      .join('')}</sst>`
  return { placeOf, xml }
}

const PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const DATE_STYLE = 1

function cellXml(cell: Cell, at: string, placeOf: (text: string) => number): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return `<c r="${at}" t="s"><v>${placeOf(cell)}</v></c>`
  return typeof cell === 'number'
    ? `<c r="${at}"><v>${cell}</v></c>`
    : `<c r="${at}" s="${DATE_STYLE}"><v>${cell.date}</v></c>`
}

function sheetXml({ rows, merged }: Sheet, placeOf: (text: string) => number): string {
  const body = rows
    .map((cells, r) => {
      const inside = cells.map((cell, c) => cellXml(cell, `${columnName(c)}${r + 1}`, placeOf)).join('')
      return `<row r="${r + 1}">${inside}</row>`
    })
    .join('')
  const ranges = merged.map(range => `<mergeCell ref="${range}"/>`).join('')
  const merging = merged.length === 0 ? '' : `<mergeCells count="${merged.length}">${ranges}</mergeCells>`
  return `${PROLOGUE}<worksheet xmlns="${MAIN}"><sheetData>${body}</sheetData>${merging}</worksheet>`
}

const STYLES =
  `${PROLOGUE}<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts>` +
  '<fills count="2"><fill/><fill/></fills><borders count="1"><border/></borders>' +
  '<cellStyleXfs count="1"><xf/></cellStyleXfs>' +
  '<cellXfs count="2"><xf xfId="0"/><xf xfId="0" numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>'

const contentTypes = `${PROLOGUE}<Types xmlns="${PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/>
<Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}.sharedStrings+xml"/>
<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`

const relations = (list: readonly (readonly [id: string, type: string, target: string])[]) =>
  `${PROLOGUE}<Relationships xmlns="${PACKAGE}/relationships">${list
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`

/** Local fields on purpose: a ZIP keeps local time, and only so are its bytes the same in every time zone. */
const EPOCH_OF_ZIP = new Date(1980, 0, 1)

/** A workbook of one sheet; the same sheet always gives the same bytes. */
export function workbookBytes(sheet: Sheet): Uint8Array {
  const texts = createTexts()
  const content = sheetXml(sheet, texts.placeOf)
  const parts: { readonly [path: string]: string } = {
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${PROLOGUE}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${escaped(sheet.name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId2', 'sharedStrings', 'sharedStrings.xml'],
      ['rId3', 'styles', 'styles.xml'],
    ]),
    'xl/worksheets/sheet1.xml': content,
    'xl/sharedStrings.xml': texts.xml(),
    'xl/styles.xml': STYLES,
  }
  const files: Zippable = {}
  for (const [path, text] of Object.entries(parts))
    files[path] = [strToU8(text), { mtime: EPOCH_OF_ZIP, level: 1 }]
  return zipSync(files)
}
