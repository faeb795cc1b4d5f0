/** How upstream systems write "we have no value" (A9). It is read as null and never as 0. */
const MARKS: ReadonlySet<string> = new Set([
  ...['', '-', '--', '---', '—', '——', '–', '－', '―', '─', '/', '\\', '\\N', '*', '…', '...', '?'],
  ...['null', 'NULL', 'Null', 'none', 'None', 'nan', 'NaN', 'N/A', 'n/a', 'NA', '#N/A'],
  ...['无', '缺', '缺测', '缺失', '暂无', '未测', '未知', '不详', '空', '无数据', '缺数据'],
])

/** Whether a trimmed text stands for a missing value, of a number, a time, a code or a yes/no. */
export const isMissingMark = (text: string): boolean => text.length <= 4 && MARKS.has(text)
