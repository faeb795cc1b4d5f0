import { expect, test } from 'vitest'
import { fitting } from './fitting.ts'

test('[ACCT10] all links stand in a row that has room for them, and else those that leave room for the word before the others', () => {
  const widths = [50, 60, 40]
  expect(fitting(widths, 170, 10, 30)).toBe(3)
  expect(fitting(widths, 169, 10, 30)).toBe(2)
  expect(fitting(widths, 159, 10, 30)).toBe(1)
  expect(fitting(widths, 89, 10, 30)).toBe(0)
  expect(fitting([], 0, 10, 30)).toBe(0)
})
