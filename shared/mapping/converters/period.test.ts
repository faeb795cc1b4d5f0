import { expect, test } from 'vitest'
import { converting } from '../mapping.fixture.ts'

const period = converting({ as: 'period' })

test('[MAP38] (A8) a month, a quarter or a year is found in a title or the name of a file', () => {
  const told: { readonly [text: string]: string } = {
    '辽阳市市场主体发展情况(2026年10月) 填报单位:市市场监管局 数据截止:2026年10月31日': '2026-10',
    '内部资料,注意保存 民政统计月报（２０２６年９月）（修订）': '2026-09',
    '主要经济指标(2026年前三季度) 数据截止:2026年9月30日': '2026-09',
    '2026年上半年': '2026-06',
    '2025年第四季度': '2025-12',
    '主要经济指标_2026Q3.csv': '2026-09',
    '市场主体_202610_修订.csv': '2026-10',
    '2026年1-8月': '2026-08',
    '地区生产总值(2025年) 数据截止:2025.12.31': '2025',
    '2026-11': '2026-11',
  }
  for (const [text, expected] of Object.entries(told)) expect(period(text), text).toBe(expected)
})

test('[MAP38] a date to the day is no period, nor is another number; missing is missing', () => {
  for (const text of ['2026年10月31日', '2026.10.31', '20261031', '202613', '第12期', '很久', 202610, true])
    expect(period(text), String(text)).toEqual({ refused: expect.stringMatching(/^not a month/) })
  for (const missing of ['', '—', null]) expect(period(missing)).toBeNull()
})

test('[MAP38] (T-REDOS-01) a long text without a period is passed over quickly', () => {
  expect(period('2026年'.repeat(100_000))).toBe('2026')
  expect(period('1'.repeat(1_000_000))).toEqual({ refused: expect.stringMatching(/^not a month/) })
})
