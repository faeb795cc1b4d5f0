import { describe, expect, test } from 'vitest'
import { embeddedAddresses, groupsOf, neighbourhood, plainAddress } from './ip.ts'
import { parseRange, rangesOf } from './ranges.ts'

describe('addresses', () => {
  test('[NET1] (T-V6) one address has one form, and a v4 in v6 is a v4', () => {
    const forms: readonly (readonly [text: string, plain: string | null])[] = [
      ['10.0.0.1', '10.0.0.1'],
      ['::ffff:10.0.0.1', '10.0.0.1'],
      ['::FFFF:0a00:0001', '10.0.0.1'],
      ['0:0:0:0:0:ffff:7f00:1', '127.0.0.1'],
      ['2001:DB8:0:0::1', '2001:db8::1'],
      ['fe80::1%eth0', 'fe80::1'],
      ['::', '::'],
      ['010.0.0.1', null],
      ['127.1', null],
      ['0x7f000001', null],
      ['2130706433', null],
      ['localhost', null],
      ['[::1]', null],
      ['', null],
    ]
    for (const [text, plain] of forms) expect(plainAddress(text), text).toBe(plain)
  })

  test('[NET1] a v6 address has eight groups', () => {
    expect(groupsOf('::')).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
    expect(groupsOf('fd00::1')).toEqual([0xfd00, 0, 0, 0, 0, 0, 0, 1])
    expect(groupsOf('1:2:3:4:5:6:7:8')).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(groupsOf('64:ff9b::10.0.0.1')).toEqual([0x64, 0xff9b, 0, 0, 0, 0, 0x0a00, 1])
  })

  test('[NET2] a limit counts a v4 address, or the /64 of a v6 one', () => {
    expect(neighbourhood('::ffff:10.0.0.1')).toBe('10.0.0.1')
    expect(neighbourhood('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64')
    expect(neighbourhood('2001:db8:1:2::ffff')).toBe('2001:db8:1:2::/64')
    expect(neighbourhood('2001:db8:1:3::1')).not.toBe(neighbourhood('2001:db8:1:2::1'))
    expect(neighbourhood('')).toBe('')
  })

  test('[NET3] a v4 address that a v6 one leads to is seen', () => {
    expect(embeddedAddresses('64:ff9b::7f00:1')).toEqual(['127.0.0.1'])
    expect(embeddedAddresses('2002:a9fe:a9fe::1')).toEqual(['169.254.169.254'])
    expect(embeddedAddresses('::127.0.0.1')).toEqual(['127.0.0.1'])
    expect(embeddedAddresses('fd00::1')).toEqual([])
    expect(embeddedAddresses('10.0.0.1')).toEqual([])
  })
})

describe('ranges', () => {
  test('[NET4] a range holds its addresses in whatever form they come', () => {
    const ranges = rangesOf(['10.1.0.0/16', '192.168.7.7', 'fd00:1::/32'])
    const held = ['10.1.0.0', '10.1.255.255', '::ffff:10.1.2.3', '192.168.7.7', 'fd00:1:2::3']
    const others = ['10.2.0.1', '192.168.7.8', 'fd00:2::1', '::1', 'nothing', '']
    expect(held.filter(ranges.has)).toEqual(held)
    expect(others.filter(ranges.has)).toEqual([])
    expect(rangesOf([]).has('10.0.0.1')).toBe(false)
  })

  test('[NET4] what is no range is none', () => {
    for (const text of [
      '',
      '10.0.0.0/33',
      'fd00::/129',
      '10.0.0',
      '10.0.0.0/',
      '::ffff:10.0.0.0/104',
      'any',
      '10.0.0.1/x',
    ])
      expect(parseRange(text), text).toBeNull()
    expect(() => rangesOf(['any'])).toThrow('"any"')
    expect(rangesOf(['0.0.0.0/0']).has('8.8.8.8')).toBe(true)
  })
})
