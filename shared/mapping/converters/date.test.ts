import { expect, test } from 'vitest'
import { converting } from '../mapping.fixture.ts'

test('[MAP39] the date that a title or the name of a file speaks of, the first one', () => {
  const named = converting({ as: 'date', within: true })
  for (const text of [
    '案卷导出_20261122.xlsx',
    '案卷导出_20261122_重发.xlsx',
    '辽阳市数字化城市管理案卷导出表(2026-11-22)',
    '案卷（２０２６－１１－２２） 导出时间:2026-11-23 01:30:00',
    '2026年11月22日案卷',
    '2026.11.22',
    '20261122',
  ])
    expect(named(text), text).toBe('2026-11-22')
  for (const text of ['案卷导出.xlsx', '案卷导出_202611.xlsx', '案卷导出_20261340.xlsx', '第 120261122 号'])
    expect(named(text), text).toEqual({ refused: expect.stringMatching(/^not a date/) })
  expect([named(null), named('—'), named('')]).toEqual([null, null, null])
})
