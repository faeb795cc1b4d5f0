import { expect, test } from 'vitest'
import { compileAreas } from './areas.ts'
import { placeNames } from './place-names.ts'
import type { AreasDocument } from './document.ts'
import { communitySpellings, shortCommunityName } from './names.ts'
import liaoyang from '../../documents/areas/liaoyang.json' with { type: 'json' }

const areas = compileAreas(liaoyang as unknown as AreasDocument)
const gazetteer = placeNames(liaoyang as unknown as AreasDocument)
/** What a record that names a place is counted on. */
const leafOf = (name: string, within?: string) => {
  const code = gazetteer.codeOf(name, within)
  return code === null ? null : areas.leafOf(code)
}
const names = areas.towns.map(t => t.shortName)

test('[AR10] short town names are unique and drop the kind, except 安平街 and 安平乡', () => {
  expect(new Set(names).size).toBe(50)
  expect(names.filter(name => /(街道|镇|乡|街)$/.test(name)).sort()).toEqual(['安平乡', '安平街'])
  expect(areas.byId('211021202')?.shortName).toBe('吉洞峪')
  expect(areas.byId('211003008')?.shortName).toBe('东京陵')
})

test.each([
  ['安居社区居民委员会', '安居社区'],
  ['邮电新村社区居民委员', '邮电新村社区'],
  ['望水社区居委会', '望水社区'],
  ['胜利村民委员会', '胜利村'],
  ['兰家村', '兰家村'],
  ['龙鼎山庄社区', '龙鼎山庄社区'],
])('[AR11] %s is %s for short', (name, short) => {
  expect(shortCommunityName(name)).toBe(short)
  expect(communitySpellings(name)).toContain(name)
})

test.each([
  ['白塔区', '211002'],
  ['辽阳市', '211000'],
  ['辽阳市白塔区', '211002'],
  ['文圣街道', '211002016'],
  ['吉洞峪', '211021202'],
  ['安平街', '211005003'],
  ['安居社区', '211002016001'],
  ['安居社区居委会', '211002016001'],
  [' 安居 社区　', '211002016001'],
  ['辽阳市白塔区文圣街道安居社区居民委员会', '211002016001'],
  ['刘二堡镇前杜村', '211021101'],
])('[AR11] %s is %s', (name, code) => {
  expect(gazetteer.codeOf(name)).toBe(code)
})

test('[AR11] every published name is found within its town', () => {
  for (const { code, name } of liaoyang.communities)
    expect(gazetteer.codeOf(name, code.slice(0, 9))).toBe(code)
  for (const { code, name } of liaoyang.towns) expect(gazetteer.codeOf(name)).toBe(code)
})

test('[AR12] a name of several places needs its town or district', () => {
  const times = new Map<string, string[]>()
  for (const { code, name } of liaoyang.communities) times.set(name, [...(times.get(name) ?? []), code])
  const shared = [...times].filter(([, codes]) => codes.length > 1)
  expect(shared.length).toBe(15)
  for (const [name, codes] of shared) {
    expect(gazetteer.codeOf(name), name).toBeNull()
    expect(leafOf(name), name).toBeNull()
    for (const code of codes) {
      expect(gazetteer.codeOf(name, code.slice(0, 9))).toBe(code)
      expect(leafOf(name, areas.byId(code.slice(0, 9))!.name)).toBe(areas.leafOf(code))
    }
  }
})

test('[AR12] nothing is found outside the place given, or where that place is unknown', () => {
  expect(gazetteer.codeOf('安居社区', '文圣街道')).toBe('211002016001')
  expect(gazetteer.codeOf('安居社区', '211002000000')).toBe('211002016001')
  expect(gazetteer.codeOf('安居社区', '武圣街道')).toBeNull()
  expect(gazetteer.codeOf('安居社区', '高新区')).toBeNull()
  expect(gazetteer.codeOf('安平')).toBeNull()
  expect(gazetteer.codeOf('')).toBeNull()
})

test('[AR13] the wider place goes first', () => {
  expect(gazetteer.codeOf('首山')).toBe('211021100')
})

test('[AR13] 前杜村 is an alias and stands on the seat of 刘二堡镇 (DOMAIN 1.3 e, A12)', () => {
  expect(liaoyang.communities.some(c => c.name.startsWith('前杜'))).toBe(false)
  expect(leafOf('前杜村')).toBe(areas.seatOf('211021101'))
  expect(leafOf('前杜村', '辽阳县')).toBe(areas.seatOf('211021101'))
  expect(leafOf('前杜村', '首山镇')).toBeNull()
})

test('[AR13] a published name goes before an alias', () => {
  const document = { ...liaoyang, aliases: [{ name: '安居社区', code: '211021101', note: '' }] }
  expect(placeNames(document as unknown as AreasDocument).codeOf('安居社区')).toBe('211002016001')
})
