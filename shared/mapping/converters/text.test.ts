import { describe, expect, test } from 'vitest'
import { converting } from '../mapping.fixture.ts'
import { clean, cut } from '../text/clean.ts'
import { halfWidth } from '../text/width.ts'

describe('text', () => {
  test('[MAP20] blanks around it, control and invisible signs are gone', () => {
    const text = converting({ as: 'text' })
    expect(text(' \u3000暖气不热\u00a0\t')).toBe('暖气不热')
    expect(text('a\u0000b\u200bc\u202ed\ufeffe\u0085f')).toBe('abcde f')
    expect(text('一行\r\n\r\n二行\t三')).toBe('一行 二行 三')
    expect(text('“引号”—…')).toBe('“引号”—…')
    expect(text(2026)).toBe('2026')
    for (const value of ['', '  ', '\u200b', null, undefined]) expect(text(value)).toBe(null)
    for (const value of [true, {}, ['a']])
      expect(text(value)).toEqual({ refused: expect.stringMatching(/^not a text: /) })
  })

  test('[MAP20] free text keeps its lines', () => {
    expect(converting({ as: 'freeText' })('一行\r\n\r\n二行 \t三')).toBe('一行\n二行 \n三')
  })

  test('[MAP20] half of a surrogate pair is replaced, whole pairs stay', () => {
    expect(clean('a\ud83d', 'one')).toBe('a\ufffd')
    expect(clean('\udc00b', 'one')).toBe('\ufffdb')
    expect(clean('\u0001𠮷\u0001', 'one')).toBe('𠮷')
  })

  test('[MAP20] it is cut at its limit and never inside a sign', () => {
    expect(converting({ as: 'text', max: 5 })('一二三四五六')).toBe('一二三四…')
    expect(converting({ as: 'text', max: 5 })('一二三四五')).toBe('一二三四五')
    expect(cut('ab𠮷𠮷', 4)).toBe('ab…')
    expect(cut('abc𠮷', 4)).toBe('abc…')
    expect(converting({ as: 'text' })('长'.repeat(100_000))).toHaveLength(200)
    expect(converting({ as: 'freeText' })('长'.repeat(100_000))).toHaveLength(2000)
  })

  test('[MAP20] full width becomes half width where asked (A8)', () => {
    expect(converting({ as: 'text', width: 'half' })('ＧＤ－２０２６（１）　号')).toBe('GD-2026(1) 号')
    expect(converting({ as: 'text' })('ＧＤ')).toBe('ＧＤ')
    expect(halfWidth('￥１，２３４．５％−')).toBe('¥1,234.5%-')
    expect(halfWidth('。、《》')).toBe('。、《》')
  })

  test('[MAP21] formulas and markup stay the text they are, flagged (A23)', () => {
    const text = converting({ as: 'freeText' })
    for (const value of [
      '=HYPERLINK("http://x")',
      '＝cmd',
      '@SUM(1)',
      '+cmd|x',
      '-A1',
      '路灯<b>坏了</b>',
      '<!--x-->',
      '<img src=x onerror=y>',
    ]) {
      expect(text(value)).toEqual({ value, flags: ['textEscaped'] })
    }
    for (const value of ['-1层积水', '+86前缀', '温度<16度', '室温 < 16']) expect(text(value)).toBe(value)
  })

  test('[MAP40] free text is always masked and flagged, text unless it is published (A24)', () => {
    const value = '联系人王小明，13800000000'
    const masked = { value: '联系人王**，138****0000', flags: ['masked'] }
    expect(converting({ as: 'freeText' })(value)).toEqual(masked)
    expect(converting({ as: 'text' })(value)).toEqual(masked)
    expect(converting({ as: 'text' })(13800000000)).toEqual({ value: '138****0000', flags: ['masked'] })
    expect(() => converting({ as: 'freeText', mask: false })).toThrow('is no option here')
  })

  test('[MAP49] in a published name only what is certainly a person is hidden (T-PII-01)', () => {
    const published = converting({ as: 'text', mask: false })
    for (const value of [
      '联系人王小明',
      '0419-0002809',
      '2606-211002-04-01-026541',
      '案卷导出_20261123.xlsx',
    ])
      expect(published(value)).toBe(value)
    expect(published('刘二堡镇找13800000000')).toEqual({ value: '刘二堡镇找138****0000', flags: ['masked'] })
    expect(published('13800000000、0419-0002809')).toEqual({
      value: '138****0000、0419-0002809',
      flags: ['masked'],
    })
    expect(published('身份证11010519491231002X')).toEqual({
      value: '身份证110105***********X',
      flags: ['masked'],
    })
  })

  test('[MAP46] a number at the cut is masked as a whole', () => {
    const value = '长'.repeat(14) + '13800000000'
    expect(converting({ as: 'freeText', max: 24 })(value)).toEqual({
      value: '长'.repeat(14) + '138****00…',
      flags: ['masked'],
    })
  })
})

describe('identifier', () => {
  const identifier = converting({ as: 'identifier' })

  test('[MAP22] it is kept whole and unmasked', () => {
    expect(identifier(' 13800000000 ')).toBe('13800000000')
    expect(identifier('2109-211002-04-01-123456')).toBe('2109-211002-04-01-123456')
    expect(identifier('ＧＤ２０２６')).toBe('GD2026')
    expect(identifier(20261122)).toBe('20261122')
    for (const value of ['', '-', '—', null]) expect(identifier(value)).toBe(null)
  })

  test('[MAP22] what would make two things one is refused', () => {
    expect(identifier('x'.repeat(121))).toEqual({ refused: expect.stringMatching(/^too long: /) })
    expect(identifier(2 ** 53)).toEqual({ refused: 'not an identifier: 9007199254740992' })
    expect(identifier(1.5)).toEqual({ refused: 'not an identifier: 1.5' })
    expect(identifier({})).toEqual({ refused: 'not an identifier: an object' })
    for (const torn of ['A\ud800', 'A\udc00B', 'A\u0000', 'A\u001b1', 'A\ufffd'])
      expect(identifier(torn), JSON.stringify(torn)).toEqual({
        refused: expect.stringMatching(/^not an identifier: /),
      })
    for (const [whole, id] of [
      ['A𠮷', 'A𠮷'],
      ['A1\r\n', 'A1'],
      ['\ufeffA1\u200b', 'A1'],
    ])
      expect(identifier(whole)).toBe(id)
  })
})

describe('codes', () => {
  test('[MAP31] a known code becomes ours, from text or number', () => {
    const code = converting({ as: 'code', table: { '01': 'heating', '1': 'started', 是: 'yes' } })
    expect([code('01'), code(1), code('1'), code(' 是 '), code('０１')]).toEqual([
      'heating',
      'started',
      'started',
      'yes',
      'heating',
    ])
    expect(converting({ as: 'code', table: ['咨询', '投诉'] })('投诉')).toBe('投诉')
    expect(converting({ as: 'code', codes: 'stages' })(2)).toBe('closed')
    for (const value of ['', '—', null]) expect(code(value)).toBe(null)
    expect(code([])).toEqual({ refused: 'not a code: a list of 0' })
  })

  test('[MAP31] an unknown code counts in a bucket of its own (A13)', () => {
    const code = converting({ as: 'code', table: ['咨询'] })
    expect(code('新类别')).toEqual({ value: 'unmapped:新类别', flags: ['unmapped'] })
    expect(code('13800000000')).toEqual({ value: 'unmapped:138****0000', flags: ['unmapped'] })
    expect(code('长'.repeat(90))).toEqual({ value: `unmapped:${'长'.repeat(39)}…`, flags: ['unmapped'] })
    for (const value of ['constructor', '__proto__', 'toString'])
      expect(code(value)).toEqual({ value: `unmapped:${value}`, flags: ['unmapped'] })
  })

  test('[MAP1] a table or the name of one in force is needed', () => {
    expect(() => converting({ as: 'code' })).toThrow(
      '/fields/value needs a table, or the name of one in codes',
    )
    expect(() => converting({ as: 'code', codes: 'toString' })).toThrow(
      '/fields/value no code table “toString” is in force',
    )
  })
})

describe('yes and no', () => {
  test('[MAP32] the usual words, in any case and width', () => {
    const boolean = converting({ as: 'boolean' })
    for (const value of [true, 1, '1', '是', 'Y', 'yes', 'TRUE', '１', ' 有 '])
      expect(boolean(value), String(value)).toBe(true)
    for (const value of [false, 0, '0', '否', 'n', 'False', '无', '０'])
      expect(boolean(value), String(value)).toBe(false)
    for (const value of [null, undefined, '', '—', '未知']) expect(boolean(value), String(value)).toBe(null)
    expect(boolean('也许')).toEqual({ refused: 'not yes or no: “也许”' })
    expect(boolean(2)).toEqual({ refused: 'not yes or no: 2' })
  })

  test('[MAP32] the words of the mapping replace them', () => {
    const boolean = converting({ as: 'boolean', yes: ['open'], no: ['closed', 'shut'] })
    expect([boolean('OPEN'), boolean('shut')]).toEqual([true, false])
    expect(boolean('是')).toEqual({ refused: 'not yes or no: “是”' })
  })
})
