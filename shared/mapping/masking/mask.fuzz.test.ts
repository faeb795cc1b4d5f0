import fc from 'fast-check'
import { expect, test } from 'vitest'
import { halfWidth } from '../text/width.ts'
import { hasIdentityCheck } from './identity.ts'
import { mask } from './mask.ts'
import { maskPublished } from './published.ts'
import { LONG } from '../../../scripts/check/long-form.ts'

const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31)
const options = { numRuns: LONG ? 20_000 : 2_000, seed }

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))
const mobile = fc.tuple(fc.constantFrom('13', '15', '17', '18', '19'), digits(9)).map(parts => parts.join(''))
const gap = fc.constantFrom('', '-', ' ', '－', '.')
const writtenMobile = fc
  .tuple(mobile, gap, fc.constantFrom('', '+86', '86 ', '0', '0086-'))
  .map(([n, between, before]) => before + [n.slice(0, 3), n.slice(3, 7), n.slice(7)].join(between))

const identity = fc
  .tuple(
    fc.constantFrom('211002', '210102', '110105'),
    fc.integer({ min: 1930, max: 2020 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    digits(3),
  )
  .map(([area, year, month, day, serial]) => {
    const body = `${area}${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}${serial}`
    return [...'0123456789X'].map(check => body + check).find(hasIdentityCheck)!
  })

const wide = (text: string) =>
  text.replace(/[0-9]/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
const words = fc.constantFrom(
  ...[
    '电话',
    '联系人',
    '王小明',
    '先生',
    '身份证',
    '：',
    '，',
    '-',
    ' ',
    '号',
    '辽K',
    '2026-11-22',
    '12345',
    '1',
    '@',
    'a.b',
    '反映',
    '*',
    '6222',
    '（',
    '）',
    '0419',
    '业主',
    '于',
    'X',
  ],
)
const personal = fc.oneof(mobile, writtenMobile, identity, mobile.map(wide), identity.map(wide))
const text = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: words },
      { weight: 1, arbitrary: personal },
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 14 },
  )
  .map(parts => parts.join(''))

const MOBILE = /(?<!\d)(?:\+?(?:00)?86|0)?1[3-9]\d{9}(?!\d)/
const IDENTITY = /(?<!\d)\d{17}[\dXx](?!\d)/g

test(`[MAP46] masked text holds no mobile and no valid identity number (seed ${seed})`, () => {
  let hidden = 0
  fc.assert(
    fc.property(text, sample => {
      const masked = mask(sample)
      const plain = halfWidth(masked)
      if (masked !== sample) hidden++
      expect(plain).not.toMatch(MOBILE)
      for (const [id] of plain.matchAll(IDENTITY)) expect(hasIdentityCheck(id.toUpperCase()), id).toBe(false)
    }),
    options,
  )
  expect(hidden).toBeGreaterThan(options.numRuns / 4)
})

test(`[MAP49] a published name holds no mobile and no valid identity number either (seed ${seed})`, () => {
  let hidden = 0
  fc.assert(
    fc.property(text, sample => {
      const masked = maskPublished(sample)
      const plain = halfWidth(masked)
      if (masked !== sample) hidden++
      expect(masked).toHaveLength(sample.length)
      expect(plain).not.toMatch(MOBILE)
      for (const [id] of plain.matchAll(IDENTITY)) expect(hasIdentityCheck(id.toUpperCase()), id).toBe(false)
    }),
    options,
  )
  expect(hidden).toBeGreaterThan(options.numRuns / 10)
})

test(`[MAP46] a personal number between any signs but digits and gaps is hidden (seed ${seed})`, () => {
  let between = 0
  const neighbour = fc.string({ maxLength: 5 }).filter(part => !/[\d\s０-９.()（）·‐–－-]/.test(part))
  fc.assert(
    fc.property(neighbour, fc.oneof(writtenMobile, identity), neighbour, (before, number, after) => {
      const masked = mask(before + number + after)
      expect(masked).not.toContain(number)
      expect(masked.replace(/[^*]/g, '').length).toBeGreaterThanOrEqual(4)
      if (before !== '' && after !== '') between++
    }),
    options,
  )
  expect(between).toBeGreaterThan(options.numRuns / 4)
})

test(`[MAP46] masking keeps the length, changes nothing but what it hides, and hides no less the second time (seed ${seed})`, () => {
  let hidden = 0
  const covers = (masked: string, before: string) =>
    masked.split('').every((sign, i) => sign === before[i] || sign === '*')
  fc.assert(
    fc.property(text, sample => {
      const once = mask(sample)
      const twice = mask(once)
      expect([once.length, twice.length]).toEqual([sample.length, sample.length])
      expect(covers(once, sample) && covers(twice, once)).toBe(true)
      if (once !== sample) hidden++
    }),
    options,
  )
  expect(hidden).toBeGreaterThan(options.numRuns / 10)
})

test('[MAP47] 100000 signs of anything that could begin something come to an end (T-REDOS-01)', () => {
  const pieces = [
    '1',
    '1 ',
    '1-',
    '138 ',
    '0419-',
    'a@',
    '@',
    '姓名',
    '联系人：',
    '王先生',
    '先生',
    '辽K1',
    '电话',
    '电话1',
    '微信a',
    '身份证1 ',
  ]
  for (const piece of pieces) {
    const length = 100_000
    expect(mask(piece.repeat(length / piece.length)).length).toBeGreaterThan(length - piece.length)
  }
})
