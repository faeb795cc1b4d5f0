import type { Language } from './say.ts'
import { inLanguage, type WordsOf } from './words.ts'

/** A form that is filled in with a file. */
const zh = {
  book: '下载 Excel 模板',
  text: '下载 CSV 模板',
  choose: '导入表格',
  hint: '可在 Excel 中填好后导入(.xlsx 或 .csv),先看改动,再决定是否采用。',
  reading: '正在读取…',
  title: '导入预览',
  from: '文件 {name}',
  kept: '尚未改动表中的填写;采用后仍须在此上报、由他人审核。',
  adopt: '采用',
  discard: '放弃',
  changed: '改动 {n} 格',
  added: '新增 {n} 行',
  gone: '删去 {n} 行',
  same: '不变 {n} 格',
  faulty: '{n} 格不合要求',
  nothing: '文件中认得出的内容,不改动表中任何一格。',
  heads: {
    faults: '不合要求(采用后在表中标红,改好才能上报)',
    strange: '没有采纳的内容',
    missing: '文件中没有的(保持表中现状)',
    cells: '将改动的格',
    added: '将新增的行',
    gone: '将删去的行',
  },
  line: '文件第 {line} 行',
  column: '文件 {column} 列',
  newRow: '新行',
  row: '行 {row}',
  empty: '空',
  typed: '填的是“{typed}”',
  columns: {
    unknown: '报表没有此栏',
    unit: '单位与报表不同,未作换算',
    twice: '同一栏出现多次,无从取舍',
  },
  untitled: '无标题',
  rows: {
    unknown: '报表没有此行',
    unit: '单位与报表不同,未作换算',
    twice: '同一行出现多次,无从取舍',
    conflict: '代码与名称不是同一行',
    number: '行号应为 1 至 999,新行留空',
  },
}
export type SubmissionFileWords = WordsOf<typeof zh>

const en: SubmissionFileWords = {
  book: 'Download as Excel',
  text: 'Download as CSV',
  choose: 'Import a table',
  hint: 'Fill it in in Excel and import it (.xlsx or .csv): you see what it changes, and then decide.',
  reading: 'Reading…',
  title: 'What the file would change',
  from: 'file {name}',
  kept: 'Nothing was changed yet. Once adopted it is still handed in here, and approved by somebody else.',
  adopt: 'Adopt',
  discard: 'Discard',
  changed: '{n} cells change',
  added: '{n} rows are new',
  gone: '{n} rows go',
  same: '{n} cells stay',
  faulty: '{n} cells break a rule',
  nothing: 'Nothing that is understood of the file changes anything in the form.',
  heads: {
    faults: 'Against the rules (marked in the form once adopted, and to be put right before it is handed in)',
    strange: 'Not taken',
    missing: 'Not in the file (stays as it is)',
    cells: 'Cells that change',
    added: 'Rows that are new',
    gone: 'Rows that go',
  },
  line: 'line {line} of the file',
  column: 'column {column} of the file',
  newRow: 'new row',
  row: 'row {row}',
  empty: 'empty',
  typed: 'it says “{typed}”',
  columns: {
    unknown: 'no column of this form',
    unit: 'in another unit than the form; nothing is converted',
    twice: 'there more than once, and none is chosen',
  },
  untitled: 'untitled',
  rows: {
    unknown: 'no row of this form',
    unit: 'in another unit than the form; nothing is converted',
    twice: 'there more than once, and none is chosen',
    conflict: 'its code and its name are of two lines',
    number: 'a row is numbered from 1 to 999, and a new one not at all',
  },
}

export const submissionFileWords = (language: Language): SubmissionFileWords =>
  inLanguage<SubmissionFileWords>(language, zh, en)
