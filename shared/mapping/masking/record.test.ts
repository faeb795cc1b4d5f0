import { describe, expect, test } from 'vitest'
import { excerpt, maskRecord } from './record.ts'

describe('maskRecord', () => {
  test('[MAP6] every text of a record is masked, names of its fields and numbers included', () => {
    const record = {
      desc: '请回电13800000000',
      list: ['辽K00000', { deep: '联系人王小明，' }],
      n: 13800000000,
      count: 12,
      13900000000: true,
    }
    expect(maskRecord(record)).toEqual({
      desc: '请回电138****0000',
      list: ['辽K*****', { deep: '联系人王**，' }],
      n: '138****0000',
      count: 12,
      '139****0000': true,
    })
  })

  test('[MAP48] what stands under a personal name is hidden whatever it looks like', () => {
    const record = {
      联系人: '王小明',
      apply_name: '李四',
      phone: 123456,
      tel: '7788',
      idCardNo: null,
      监督员: { a: ['张三', 7] },
    }
    expect(maskRecord(record)).toEqual({
      联系人: '王**',
      apply_name: '李*',
      phone: '1*****',
      tel: '7***',
      idCardNo: null,
      监督员: { a: ['张*', '7'] },
    })
    expect(maskRecord({ name: '人民公园', title: '路灯', 地址: '一号路' })).toEqual({
      name: '人民公园',
      title: '路灯',
      地址: '一号路',
    })
  })

  test('[MAP6] names that reach a prototype are written otherwise (T-PP-01)', () => {
    const masked = maskRecord(
      JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
    )
    expect(Object.keys(masked as object)).toEqual(['(__proto__)', '(constructor)'])
    expect(Object.getPrototypeOf(masked)).toBe(Object.prototype)
    expect((Object.assign({}, masked) as { polluted?: unknown }).polluted).toBeUndefined()
  })

  test('[MAP6] the copy is bounded in depth, length and number', () => {
    let deep: unknown = 'x'
    for (let i = 0; i < 5000; i++) deep = { a: deep }
    expect(JSON.stringify(maskRecord(deep))).toBe('{"a":'.repeat(8) + '"…"' + '}'.repeat(8))
    expect(maskRecord('长'.repeat(5000))).toBe('长'.repeat(299) + '…')
    const wide = maskRecord(Array.from({ length: 100_000 }, (_, i) => i)) as unknown[]
    expect(wide.length).toBeLessThan(410)
    expect(wide[wide.length - 1]).toBe('…')
    const cyclic: { self?: unknown } = {}
    cyclic.self = cyclic
    expect(JSON.stringify(maskRecord(cyclic))).toContain('…')
  })

  test('[MAP6] a number at the cut is masked as a whole', () => {
    const text = '长'.repeat(292) + '13800000000'
    expect(maskRecord(text)).toBe('长'.repeat(292) + '138****…')
  })

  test('[MAP6] what is no JSON becomes null or is hidden', () => {
    expect(maskRecord({ a: undefined, b: () => 1, c: NaN, d: 10n, e: Symbol('x') })).toEqual({
      a: null,
      b: null,
      c: null,
      d: '1*',
      e: null,
    })
  })

  test('[MAP5] what a reason quotes is masked and short', () => {
    expect(excerpt('电话13800000000')).toBe('“电话138****0000”')
    expect(excerpt('x'.repeat(100))).toBe(`“${'x'.repeat(39)}…”`)
    expect([excerpt([1, 2]), excerpt({}), excerpt(5), excerpt(true)]).toEqual([
      'a list of 2',
      'an object',
      '5',
      'true',
    ])
  })
})
