import { expect, test } from 'vitest'
import { sayIn } from '../language/say-in.fixture.ts'
import { ageText, clockSeconds, dateText, momentText, spanText } from './time.ts'

/** Sunday 2026-11-22 10:24:36 in China. */
const NOW = 1_795_314_276_000
const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000]
const zh = sayIn('zh')

test('[FIG6] a moment says only what is not today, or not this year', () => {
  expect(clockSeconds(NOW)).toBe('10:24:36')
  expect(momentText(NOW, NOW)).toBe('10:24')
  expect(momentText(NOW - 11 * HOUR, NOW)).toBe('11-21 23:24')
  expect(momentText(NOW - 365 * DAY, NOW)).toBe('2025-11-22 10:24')
  expect(dateText(NOW, zh)).toBe('11月22日 周日')
  expect(dateText(NOW, sayIn('en'))).toBe('11/22 Sun')
})

test('[FIG7] an age is relative under an hour and absolute after', () => {
  const age = (ms: number) => ageText(NOW - ms, NOW, zh)
  expect(age(-5000)).toBe('刚刚')
  expect(age(2999)).toBe('刚刚')
  expect(age(8000)).toBe('8 秒前')
  expect(age(59_999)).toBe('59 秒前')
  expect(age(12 * MINUTE)).toBe('12 分前')
  expect(age(HOUR)).toBe('今日 09:24')
  expect(age(12 * HOUR)).toBe('昨日 22:24')
  expect(age(22 * DAY)).toBe('10-31')
  expect(age(365 * DAY)).toBe('2025-11-22')
})

test('[FIG7] a span is told in the largest unit that fits', () => {
  const span = (ms: number) => spanText(ms, zh)
  expect([span(-1), span(59_999), span(47 * MINUTE), span(5 * HOUR), span(50 * HOUR)]).toEqual([
    '0 秒',
    '59 秒',
    '47 分',
    '5 时',
    '2 天',
  ])
})
