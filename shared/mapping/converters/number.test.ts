import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { converting } from '../mapping.fixture.ts'
import { scaleNumber, scaleText } from './decimal.ts'
import { parseUnit, shiftBetween, unitInHeader } from './unit.ts'
import { LONG } from '../../../scripts/check/long-form.ts'

const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31)
const options = { numRuns: LONG ? 50_000 : 2_000, seed }

describe('decimals', () => {
  test('[MAP23] there is no floating residue on any scale', () => {
    const hundredths = converting({ as: 'decimal', scale: 100 })
    // In doubles 1.005 x 100 is 100.49999999999999 and 0.285 x 100 is 28.499999999999996.
    expect([hundredths(1.005), hundredths('1.015'), hundredths(0.285), hundredths('8.345')]).toEqual([
      100, 102, 28, 834,
    ])
    expect(hundredths(4.35)).toBe(435)
    expect(hundredths(1.1)).toBe(110)
    expect(hundredths('0.07')).toBe(7)
    expect(hundredths(-1.115)).toBe(-112)
    expect(Object.is(hundredths('-0.001'), 0)).toBe(true)
    expect(converting({ as: 'decimal', scale: 1_000_000 })(0.1 + 0.2)).toBe(300_000)
  })

  test('[MAP23] a half goes to the even neighbour (GB/T 8170)', () => {
    const whole = converting({ as: 'decimal' })
    expect([whole('0.5'), whole('1.5'), whole('2.5'), whole(34.5), whole(35.5)]).toEqual([0, 2, 2, 34, 36])
    expect([whole('-0.5'), whole('-1.5'), whole('2.5000000000000000001')]).toEqual([0, -2, 3])
  })

  test(`[MAP23] text, number and exact arithmetic agree (seed ${seed})`, () => {
    const parts = fc.tuple(
      fc.bigInt({ min: 0n, max: 999_999_999n }),
      fc.stringMatching(/^\d{0,9}$/),
      fc.integer({ min: -6, max: 8 }),
      fc.boolean(),
    )
    fc.assert(
      fc.property(parts, ([integer, fraction, shift, negative]) => {
        const text = `${negative ? '-' : ''}${integer}${fraction === '' ? '' : `.${fraction}`}`
        const expected = reference(integer, fraction, shift) * (negative ? -1 : 1) + 0
        const answer =
          expected > Number.MAX_SAFE_INTEGER || -expected > Number.MAX_SAFE_INTEGER
            ? 'number out of range'
            : expected
        expect(scaleText(text, shift, false)).toBe(answer)
        // More digits than that a JSON number has lost before we see it.
        if (text.replace(/\D/g, '').length <= 15) expect(scaleNumber(Number(text), shift, false)).toBe(answer)
      }),
      options,
    )
  })

  test(`[MAP23] a whole number written on a scale comes back (seed ${seed})`, () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 6 }), (n, places) => {
        const digits = String(Math.abs(n)).padStart(places + 1, '0')
        const point = digits.length - places
        const text = `${n < 0 ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`
        expect(scaleText(text, places, false)).toBe(n)
        expect(scaleText(text, places, true)).toBe(n)
      }),
      options,
    )
  })

  test('[MAP23] separators, signs, exponents and full width are read (A8)', () => {
    const whole = converting({ as: 'integer' })
    expect([
      whole('126,000'),
      whole('１２６，０００'),
      whole('+5'),
      whole('1e3'),
      whole(' 42 '),
      whole('−7'),
    ]).toEqual([126000, 126000, 5, 1000, 42, -7])
    expect(whole('12.00')).toBe(12)
    expect(whole('9007199254740991')).toBe(9007199254740991)
    for (const value of [
      '1,2',
      '12,34',
      '1,234,5',
      '1.2.3',
      'abc',
      '1-2',
      '0x10',
      'Infinity',
      '.',
      '+',
      '１２号楼3',
    ]) {
      expect(whole(value), value).toEqual({
        refused: expect.stringMatching(/^(not a number|unit does not fit)/),
      })
    }
    expect(whole('12.5')).toEqual({ refused: 'not a whole number: “12.5”' })
    expect(whole(12.5)).toEqual({ refused: 'not a whole number: 12.5' })
    expect(whole('9007199254740992')).toEqual({ refused: expect.stringMatching(/^number out of range/) })
    for (const value of [true, {}, [1]])
      expect(whole(value)).toEqual({ refused: expect.stringMatching(/^not a number/) })
    expect(whole(`1${'0'.repeat(400)}`)).toEqual({ refused: expect.stringMatching(/^not a number/) })
    expect(converting({ as: 'decimal' })('1e999')).toEqual({
      refused: expect.stringMatching(/^number out of range/),
    })
    expect(converting({ as: 'decimal' })('1e-999')).toBe(0)
  })

  test('[MAP24] every usual mark of a missing number is null and never 0 (A9)', () => {
    const number = converting({ as: 'decimal', scale: 10 })
    for (const value of [
      '',
      ' ',
      '-',
      '--',
      '—',
      '——',
      '－',
      '/',
      '缺测',
      '无',
      '暂无',
      'null',
      'NULL',
      'N/A',
      '\\N',
      '…',
      null,
      undefined,
    ]) {
      expect(number(value), String(value)).toBe(null)
    }
    expect([number('0'), number(0), number('0.0')]).toEqual([0, 0, 0])
    const sentinel = converting({ as: 'decimal', missing: ['-9999', '999.9'] })
    expect([sentinel(-9999), sentinel('-9999'), sentinel(999.9), sentinel(5)]).toEqual([null, null, null, 5])
  })
})

describe('units', () => {
  test('[MAP25] the unit of the mapping is converted (A9)', () => {
    const money = converting({ as: 'decimal', unit: '万元', to: '元', scale: 100 })
    expect([money('1,190.5'), money(0.01), money('12.345678')]).toEqual([1_190_500_000, 10_000, 12_345_678])
    expect(converting({ as: 'decimal', unit: '亿元', to: '万元' })(19.46)).toBe(194_600)
    expect(converting({ as: 'decimal', unit: 'mg/m3', to: 'μg/m³', scale: 10 })(0.8)).toBe(8000)
    expect(converting({ as: 'decimal', unit: '公里', to: '米' })('33.57948')).toBe(33_579)
  })

  test('[MAP25] the unit in a cell goes before the mapping (A9)', () => {
    const money = converting({ as: 'decimal', unit: '元', to: '万元' })
    expect([money('1190亿元'), money('3015万元'), money('8900万'), money('20000'), money('￥１亿')]).toEqual([
      11_900_000, 3015, 8900, 2, 10_000,
    ])
    const share = converting({ as: 'decimal', unit: 'fraction', to: '%', scale: 10 })
    expect([share('76.8%'), share('７６．８％'), share(0.768), share('95‰')]).toEqual([768, 768, 768, 95])
    expect(converting({ as: 'integer', unit: '户' })('12.6万户')).toBe(126_000)
    expect(converting({ as: 'integer' })('12.6万')).toBe(126_000)
  })

  test('[MAP25] another dimension is refused (A9)', () => {
    expect(converting({ as: 'decimal', unit: '元' })('5吨')).toEqual({ refused: 'unit does not fit: “5吨”' })
    expect(converting({ as: 'integer' })('5个')).toEqual({ refused: 'unit does not fit: “5个”' })
    expect(() => converting({ as: 'decimal', unit: '元', to: '吨' })).toThrow(
      '/fields/value/to counts something else than unit',
    )
    expect(() => converting({ as: 'decimal', unit: '5元' })).toThrow('is no name of a unit')
    expect(() => converting({ as: 'decimal', scale: 3 })).toThrow('/fields/value/scale must be 1 or 10 or')
  })

  test('[MAP25] names of units are read with their power of ten', () => {
    const money = (exponent: number) => ({ dimension: 'money', exponent })
    expect([parseUnit('万亿元'), parseUnit('百万元'), parseUnit('分'), parseUnit('千元')]).toEqual([
      money(12),
      money(6),
      money(-2),
      money(3),
    ])
    expect(parseUnit('千米')).toEqual({ dimension: 'length', exponent: 3 })
    expect(parseUnit('万㎡')).toEqual({ dimension: 'area', exponent: 4 })
    expect(parseUnit('人次')).toEqual({ dimension: '人次', exponent: 0 })
    expect([parseUnit(''), parseUnit('3层'), parseUnit('a'.repeat(13))]).toEqual([null, null, null])
    expect(shiftBetween(money(8), money(4))).toBe(4)
  })

  test('[MAP25] the unit in a header is found in every usual bracket', () => {
    for (const header of [
      '投资额（万元）',
      '投资额(万元)',
      '投资额 [万元]',
      '投资额【万元】',
      '投资额/万元',
      '投资额（单位：万元）',
    ]) {
      expect(unitInHeader(header, '投资额'), header).toEqual({ dimension: 'money', exponent: 4 })
    }
    for (const header of ['投资额', '投资额合计', '投资额()', '投资额(2026年)'])
      expect(unitInHeader(header, '投资额'), header).toBe(null)
  })
})

describe('small cells', () => {
  const people = converting({ as: 'integer', suppressBelow: 5 })

  test('[MAP50] fewer people than that are set aside; nobody, unknown and enough are told', () => {
    const aside = { value: null, flags: ['masked'] }
    expect([1, 4, '3', '４'].map(count => people(count))).toEqual([aside, aside, aside, aside])
    expect([0, 5, '1,204', '—', null].map(count => people(count))).toEqual([0, 5, 1204, null, null])
    expect(people('3.5')).toEqual({ refused: 'not a whole number: “3.5”' })
  })

  test('[MAP50] a field that must have a value cannot lose it', () => {
    expect(() => converting({ as: 'integer', suppressBelow: 5, required: true })).toThrow(
      'cannot be required',
    )
    expect(() => converting({ as: 'integer', suppressBelow: 1 })).toThrow('/fields/value/suppressBelow')
    expect(() => converting({ as: 'decimal', suppressBelow: 5 })).toThrow('/fields/value/suppressBelow')
  })
})

/** Digits as a fraction of big integers, half to even. */
function reference(integer: bigint, fraction: string, shift: number): number {
  const value = BigInt(`${integer}${fraction}`) * 10n ** BigInt(Math.max(shift, 0))
  const by = 10n ** BigInt(fraction.length + Math.max(-shift, 0))
  const [quotient, rest] = [value / by, (value % by) * 2n]
  const up = rest > by || (rest === by && quotient % 2n === 1n)
  return Number(up ? quotient + 1n : quotient)
}
