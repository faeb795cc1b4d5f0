import { CSV_MARK, csvLine, type CsvCell } from '../../shared/export/csv.ts'
import { SHARES } from '../../shared/attendance/month.ts'
import type { Text } from '../../shared/model/value.ts'
import type { Scorecard, ScoredDepartment, ScoredFeed } from '../../shared/sync/feedboard.ts'
import { markOf } from '../explain/records-csv.ts'

const HEADS: readonly Text[] = [
  { zh: '月份', en: 'month' },
  { zh: '部门', en: 'department' },
  { zh: '数据源', en: 'feed' },
  { zh: '到报率 (%)', en: 'availability (%)' },
  { zh: '及时率 (%)', en: 'timeliness (%)' },
  { zh: '完整率 (%)', en: 'completeness (%)' },
  { zh: '有效率 (%)', en: 'validity (%)' },
  { zh: '应到次数', en: 'due' },
  { zh: '已到次数', en: 'came' },
  { zh: '按时次数', en: 'in time' },
  { zh: '导出标记', en: 'exported by' },
]
const WHOLE: Text = { zh: '(部门合计)', en: '(department)' }

/** A line for each department, and below it one for each of its feeds. `mark` stands in every line: lines are copied one by one. */
export function scorecardCsv(
  { month, departments, simulated }: Scorecard,
  mark: string,
  language: keyof Text,
): string {
  const marked = markOf(simulated, mark, language)
  const lines = departments.flatMap(each => [
    [month, each.department[language], WHOLE[language], ...sharesOf(each), null, null, null, marked],
    ...each.feeds.map(feed => [
      ...[month, each.department[language], feed.title[language]],
      ...[...sharesOf(feed), feed.due, feed.came, feed.onTime, marked],
    ]),
  ])
  return CSV_MARK + [HEADS.map(head => head[language]), ...lines].map(csvLine).join('')
}

const sharesOf = (figures: ScoredDepartment | ScoredFeed): readonly CsvCell[] =>
  SHARES.map(name => {
    const share = figures[name]
    return share === null ? null : Math.floor(share * 1e4) / 100
  })
