import { describe, expect, test } from 'vitest'
import { areas, bare, compiled, faultsOf, head, recordOf } from './mapping.fixture.ts'

const located = (area: unknown, record: object, fields: object = {}, resolver = areas) => {
  const fact = recordOf(compiled({ ...bare, area, fields }, { areas: resolver })({ ...head, ...record }))
  return fact.flags.length === 0 ? fact.area : [fact.area, ...fact.flags]
}

describe('areas', () => {
  test('[MAP35] a code is taken as it is, zero-filled or not', () => {
    const way = [{ code: 'areaCode' }]
    expect(located(way, { areaCode: '211002001001' })).toBe('211002001001')
    expect(located(way, { areaCode: 211002001001 })).toBe('211002001001')
    expect(located(way, { areaCode: '211002000000' })).toBe('211002')
    expect(located(way, { areaCode: '211002001000' })).toBe('211002001')
    expect(located(way, { areaCode: '211000000000' })).toBe('211000')
    expect(located(way, { areaCode: '２１１００２' })).toBe('211002')
  })

  test('[MAP35] a code out of force falls to the wider one that is in force, flagged (A12)', () => {
    expect(located([{ code: 'areaCode' }], { areaCode: '211002001999' })).toEqual([
      '211002001',
      'areaInferred',
    ])
    expect(located([{ code: 'areaCode' }], { areaCode: '211002777' })).toEqual(['211002', 'areaInferred'])
    expect(located([{ code: 'areaCode' }], { areaCode: '110105' })).toEqual(['', 'unlocated'])
    expect(located([{ code: 'areaCode' }], { areaCode: '2110' })).toEqual(['', 'unlocated'])
  })

  const names = [
    { community: 'c', town: 't', district: 'd' },
    { town: 't', district: 'd' },
    { district: 'd' },
  ]

  test('[MAP35] the finest name counts, inside the wider ones', () => {
    expect(located(names, { c: '安居社区', t: '跃进街道', d: '白塔区' })).toBe('211002001001')
    expect(located(names, { c: '胜利社区', d: '文圣区' })).toBe('211003001002')
    expect(located(names, { c: '胜利社区', d: '白塔区' })).toBe('211002001002')
    expect(located(names, { c: '', t: '文圣街道' })).toBe('211003001')
    expect(located(names, { c: '—', t: null, d: ' 白塔区 ' })).toBe('211002')
  })

  test('[MAP35] an alias village is found by the table (A12)', () => {
    expect(located(names, { c: '前杜村', t: '刘二堡镇' })).toBe('211021104205')
  })

  test('[MAP35] a finer name that leads nowhere is flagged, and the wider one counts (A12)', () => {
    expect(located(names, { c: '无此社区', t: '文圣街道' })).toEqual(['211003001', 'areaInferred'])
    expect(located(names, { c: '安居社区', t: '无此街道', d: '白塔区' })).toEqual([
      '211002001001',
      'areaInferred',
    ])
    // The community is in another district than the one named: a wrong place is worse than a wide one.
    expect(located(names, { c: '安居社区', d: '文圣区' })).toEqual(['211003', 'areaInferred'])
    expect(located(names, { c: 'x'.repeat(5000), d: '白塔区' })).toEqual(['211002', 'areaInferred'])
  })

  test('[MAP35] what cannot be located counts for the city, flagged (A12)', () => {
    expect(located(names, {})).toEqual(['', 'unlocated'])
    expect(located(names, { c: '胜利社区' })).toEqual(['', 'unlocated'])
    expect(located(names, { c: {}, t: [], d: true })).toEqual(['', 'unlocated'])
  })

  test('[MAP35] a mapping that says nothing about places has nothing to flag', () => {
    expect(located(undefined, { c: '安居社区' })).toBe('')
  })

  test('[MAP35] a point tells the area where boundaries are at hand, flagged as inferred', () => {
    const field = { where: { from: 'p', as: 'point', crs: 'wgs84' } }
    const ways = [{ code: 'areaCode' }, { point: 'where' }]
    const bounded = { ...areas, codeAt: (lon: number) => (lon > 123 ? '211003' : null) }
    expect(located(ways, { p: [123.17, 41.2] }, field, bounded)).toEqual(['211003', 'areaInferred'])
    expect(located(ways, { areaCode: '211002', p: [123.17, 41.2] }, field, bounded)).toBe('211002')
    expect(located(ways, { p: [122.9, 41.2] }, field, bounded)).toEqual(['', 'unlocated'])
    expect(located(ways, { p: [123.17, 41.2] }, field)).toEqual(['', 'unlocated'])
  })

  test('[MAP35] a source of one place says so once', () => {
    expect(located([{ const: '211002' }], {})).toBe('211002')
    expect(faultsOf({ ...bare, area: [{ const: '110105' }] })).toEqual([
      { path: '/area/0', message: '110105 is no area in force' },
    ])
    expect(faultsOf({ ...bare, area: [{ point: 'where' }] })).toEqual([
      { path: '/area/0', message: 'there is no field where' },
    ])
  })

  test('[MAP35] the same answer comes when the same names come again and again', () => {
    const map = compiled({ ...bare, area: names })
    const records = [{ c: '安居社区', d: '白塔区' }, { c: '安居社区', d: '文圣区' }, { c: '不存在' }]
    const first = records.map(record => recordOf(map({ ...head, ...record })).area)
    for (let i = 0; i < 12_000; i++) map({ ...head, c: `村${i}` })
    expect(records.map(record => recordOf(map({ ...head, ...record })).area)).toEqual(first)
    expect(first).toEqual(['211002001001', '211003', ''])
  })
})
