import { endingOf } from './entry.ts'

/** What was published, where and as of when (DOMAIN 1). */
export const CONGRESS = { source: '辽宁日报2021年10月专版', asOf: endingOf('2021-10-31') }
export const COUNTY = { source: '辽宁日报2022年辽阳县专版', asOf: endingOf('2022-12-31') }
export const DISTRICT = { source: '辽宁日报2022年宏伟区专版', asOf: endingOf('2022-11-30') }
export const DISTRICT_LATER = { source: '辽宁日报2023年宏伟区专版', asOf: endingOf('2023-12-31') }
