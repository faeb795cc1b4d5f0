import { expect, test } from 'vitest'
import { bare, compiled, head, outcome } from '../mapping.fixture.ts'

const mapping = (options: object) =>
  compiled({
    ...bare,
    fields: { value: { from: '固定资产投资', as: 'decimal', headerUnit: true, ...options } },
  })

test('[MAP25] a column that changes its unit from file to file is read by its header (A9)', () => {
  const map = mapping({ to: '万元' })
  expect(outcome(map({ ...head, '固定资产投资（万元）': '19,460' }))).toBe(19_460)
  expect(outcome(map({ ...head, '固定资产投资(亿元)': '1.946' }))).toBe(19_460)
  expect(outcome(map({ ...head, '固定资产投资/元': 194_600_000 }))).toBe(19_460)
  expect(outcome(map({ ...head, '固定资产投资(亿元)': '—' }))).toBe(null)
  expect(outcome(map({ ...head, '固定资产投资(亿元)': '500万元' }))).toBe(500)
  expect(outcome(map({ ...head, 其他: 1 }))).toBe(null)
})

test('[MAP25] a header without a unit is refused unless the mapping gives one', () => {
  const record = { ...head, 固定资产投资: 5 }
  expect(outcome(mapping({ to: '万元' })(record))).toEqual({
    refused: 'no unit in the header: “固定资产投资”',
  })
  expect(outcome(mapping({ unit: '亿元', to: '万元' })(record))).toBe(50_000)
  expect(outcome(mapping({ to: '万元' })({ ...head, '固定资产投资(吨)': 5 }))).toEqual({
    refused: 'unit does not fit: “固定资产投资(吨)”',
  })
  expect(() => mapping({})).toThrow('headerUnit needs a unit to convert to')
})

test('[MAP2] a header is looked for among what the row itself has', () => {
  const row = Object.create({ '固定资产投资(亿元)': 9 }) as object
  expect(outcome(mapping({ to: '万元' })(Object.assign(row, head)))).toBe(null)
})
