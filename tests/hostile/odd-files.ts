import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import iconv from 'iconv-lite'
import { workbookOf } from '../../server/connectors/files/workbook-for-tests.ts'
import { IDENTITY, TELEPHONE } from './pushes.ts'

/** What a file brings: so many records, or why it cannot be read. */
export interface OddFile {
  readonly name: string
  readonly bytes: string | Uint8Array
  readonly accepted?: number
  readonly refused?: RegExp
}

const HEAD = [
  '任务号',
  '上报时间',
  '当前阶段名称',
  '处置部门',
  '所属区域',
  '所属街道',
  '所属社区',
  'X坐标',
  'Y坐标',
  '问题描述',
]
const row = (no: number, text: string) => [
  `CG${no}`,
  '2026-11-23 08:00:00',
  '上报',
  '白塔区城管局',
  '白塔区',
  '文圣街道',
  '',
  '13721112.53',
  '5028768.11',
  text,
]
const sheet = (xml: string) => zipSync({ 'xl/worksheets/sheet1.xml': strToU8(xml) })
const cells = (content: string) =>
  sheet(
    `<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>${content}</t></is></c></row></sheetData></worksheet>`,
  )
const entity = (dtd: string, use: string) =>
  sheet(`<!DOCTYPE x [${dtd}]><worksheet><sheetData><row><c><v>${use}</v></c></row></sheetData></worksheet>`)

const WORKBOOKS: readonly OddFile[] = [
  { name: 'good', bytes: workbookOf([HEAD, row(1, '路灯不亮')]), accepted: 1 },
  {
    name: 'formula',
    bytes: workbookOf([
      HEAD,
      row(2, '=HYPERLINK("http://evil.example","x")'),
      row(3, '&lt;img src=x onerror=alert(1)&gt;'),
    ]),
    accepted: 2,
  },
  {
    name: 'somebody',
    bytes: workbookOf([HEAD, row(4, `电话${TELEPHONE}`), [...row(5, IDENTITY), TELEPHONE]]),
    accepted: 1,
  },
  {
    name: 'cut',
    bytes: workbookOf([HEAD, ...Array.from({ length: 500 }, (_, i) => row(100 + i, 'x'))]).subarray(0, 3_000),
    refused: /invalid zip data|unexpected EOF/,
  },
  { name: 'login', bytes: `<html>${TELEPHONE}`, refused: /invalid zip data/ },
  { name: 'empty', bytes: '', refused: /invalid zip data/ },
  {
    name: 'external',
    bytes: entity('<!ENTITY e SYSTEM "file:///etc/passwd">', '&e;'),
    refused: /undefined entity/,
  },
  {
    name: 'laughs',
    bytes: entity(`<!ENTITY a "${'a'.repeat(999)}"><!ENTITY b "&a;&a;&a;">`, '&b;'),
    refused: /undefined entity/,
  },
  {
    name: 'emptyrows',
    bytes: sheet(`<worksheet><sheetData>${'<row/>'.repeat(1_000_000)}</sheetData></worksheet>`),
    refused: /densely|beyond/,
  },
  {
    name: 'farrow',
    bytes: sheet('<worksheet><sheetData><row r="1048576"><c/></row></sheetData></worksheet>'),
    refused: /row 1048576 is beyond/,
  },
  {
    name: 'farcolumn',
    bytes: sheet('<worksheet><sheetData><row r="1"><c r="ZZZ1"><v>1</v></c></row></sheetData></worksheet>'),
    refused: /columns/,
  },
  { name: 'bomb', bytes: sheet(' '.repeat(100 * 2 ** 20)), refused: /packed too densely/ },
  {
    name: 'deep',
    bytes: sheet(`${'<a>'.repeat(100_000)}${Array.from({ length: 40_000 }, (_, i) => i).join('')}`),
    refused: /cannot be read/,
  },
  { name: 'noheader', bytes: cells('任务'), refused: /no row has the columns/ },
  {
    name: 'slip',
    bytes: zipSync({ '../../evil.xml': strToU8('x'), '/etc/evil': strToU8('x') }),
    refused: /no sheet/,
  },
]

const CSV = '2026年10月市场主体\r\n区划代码,地区,企业(户),市场主体合计(户)\r\n211002,白塔区,10,20\r\n'
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])

const TABLES: readonly OddFile[] = [
  { name: 'good', bytes: iconv.encode(CSV, 'gb18030'), accepted: 1 },
  { name: 'utf16', bytes: utf16(CSV), accepted: 1 },
  { name: 'utf16odd', bytes: Buffer.concat([utf16(CSV), Buffer.from([0xd8])]), accepted: 1 },
  {
    name: 'gbbroken',
    bytes: Buffer.concat([iconv.encode(CSV, 'gb18030'), Buffer.from([0x81, 0xff, 0xfe, 0x81])]),
    accepted: 1,
  },
  { name: 'quotes', bytes: `${CSV}"211004,宏伟区,1,2\r\n`, refused: /Quote Not Closed/ },
  { name: 'binary', bytes: Buffer.alloc(100_000, 0xff), refused: /no row has the columns/ },
  { name: 'nul', bytes: CSV.replace('白塔区', '白\u0000塔区'), refused: /not an identifier/ },
  { name: 'longcell', bytes: `${CSV}211004,${'x'.repeat(3_000_000)},1,2\r\n`, refused: /longer than 1 MB/ },
  {
    name: 'wide',
    bytes: `${CSV}211004,宏伟区,1,2,${','.repeat(100_000)}x\r\n`,
    accepted: 1,
    refused: /more cells than the header/,
  },
  { name: 'manyrows', bytes: `${CSV}${',,,\r\n'.repeat(200_000)}`, accepted: 1 },
  {
    name: 'somebody',
    bytes: `${CSV}211010,张三丰${TELEPHONE},a,${TELEPHONE}\r\n`,
    accepted: 1,
    refused: /not a number/,
  },
  { name: `名单${TELEPHONE}`, bytes: `${TELEPHONE}\r\n`, refused: /no row has the columns/ },
]

export interface Folder {
  readonly files: readonly OddFile[]
  readonly fileName: (name: string) => string
}

export const FOLDERS: { readonly [feed: string]: Folder } = {
  workbooks: { files: WORKBOOKS, fileName: name => `案卷导出_20261123_${name}.xlsx` },
  tables: { files: TABLES, fileName: name => `市场主体_${name}.csv` },
}

/** Lays all of them down, and a link that leads out of the folder. */
export function layFiles(upstreams: string): void {
  for (const [folder, { files, fileName }] of Object.entries(FOLDERS)) {
    mkdirSync(join(upstreams, folder))
    for (const { name, bytes } of files) writeFileSync(join(upstreams, folder, fileName(name)), bytes)
    symlinkSync('/etc/passwd', join(upstreams, folder, fileName('link')))
  }
}
