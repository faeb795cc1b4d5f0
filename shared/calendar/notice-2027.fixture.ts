import { dayOfDate } from './civil.ts'
import { judgeHolidays } from './holiday-faults.ts'
import type { HolidayNotice } from './holiday-notice.ts'
import { readHolidayTable } from './holiday-table.ts'
import { chinaDocument } from './naive.fixture.ts'

/** A made-up notice for 2027, as `examples/holidays/2027.csv` has it. */
export const CSV_2027 = `date,type,name
2027-01-01,休,元旦
2027-01-02,休,元旦
2027-01-03,休,元旦
2027-01-31,班,春节
2027-02-05,休,春节
2027-02-06,休,春节
2027-02-07,休,春节
2027-02-08,休,春节
2027-02-09,休,春节
2027-02-10,休,春节
2027-02-11,休,春节
2027-02-13,班,春节
2027-04-03,休,清明
2027-04-04,休,清明
2027-04-05,休,清明
2027-04-25,班,劳动节
2027-05-01,休,劳动节
2027-05-02,休,劳动节
2027-05-03,休,劳动节
2027-05-04,休,劳动节
2027-05-05,休,劳动节
2027-05-08,班,劳动节
2027-06-09,休,端午
2027-09-15,休,中秋
2027-09-26,班,国庆节
2027-10-01,休,国庆节
2027-10-02,休,国庆节
2027-10-03,休,国庆节
2027-10-04,休,国庆节
2027-10-05,休,国庆节
2027-10-06,休,国庆节
2027-10-07,休,国庆节
2027-10-09,班,国庆节
`

/** What it means on a day on which no notice of the year is in force yet. */
export function noticeOf2027(text = CSV_2027, today = '2026-11-24'): HolidayNotice {
  const read = readHolidayTable(text)
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  const judged = judgeHolidays(read.table, { year: 2027, document: chinaDocument, today: dayOfDate(today) })
  if (!judged.ok) throw new Error(JSON.stringify(judged.faults))
  return judged.notice
}
