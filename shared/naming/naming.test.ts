import { expect, test } from 'vitest'
import liaoyang from '../../documents/areas/liaoyang.json' with { type: 'json' }
import { compileAreas } from '../areas/areas.ts'
import type { AreasDocument } from '../areas/document.ts'
import { placeNames } from '../areas/place-names.ts'
import { lostAreas, parseNaming } from './document.ts'
import { namingTables, readsNames } from './tables.ts'

const areas = compileAreas(liaoyang as unknown as AreasDocument)
const WENSHENG = '211002016'
const [COMMUNITY] = areas.communitiesOf(WENSHENG)
const naming = (over: object = {}) => ({
  ...{ id: 'x', title: { zh: '对照', en: '' }, areas: [], departments: [] },
  ...over,
})
const faultsOf = (over: object) => {
  const parsed = parseNaming(naming(over), areas)
  return parsed.ok ? [] : parsed.faults
}

test('[NAM1] each fault of a document of names is told with its place', () => {
  expect(faultsOf({ areas: [{ name: '老文圣', code: WENSHENG, note: '演示' }] })).toEqual([])
  expect(faultsOf({ areas: [{ name: '老文圣', code: COMMUNITY!.code }] })).toEqual([])
  expect(faultsOf({ areas: [{ name: '老文圣', code: '211002999' }] })).toEqual([
    '/areas/0/code: 211002999 is no area in force',
  ])
  const twice = { name: '老文圣', code: WENSHENG }
  expect(faultsOf({ areas: [twice, twice] })).toEqual([
    `/areas/1/name: "老文圣" stands for ${WENSHENG} twice`,
  ])
  expect(
    faultsOf({
      departments: [
        { name: '市建委', is: '市住建局' },
        { name: ' 市建委', is: '市城管局' },
        { name: '建委', is: '市建委' },
      ],
    }),
  ).toEqual([
    '/departments/1/name: "市建委" stands twice'.replace('市建委', ' 市建委'),
    '/departments/2/is: "市建委" is another name itself',
  ])
  expect(faultsOf({ areas: 1 })).toEqual([expect.stringContaining('/areas')])
})

test('[NAM2] another name leads to its place, after all published names; so does a code that is no more', () => {
  const names = placeNames(areas.document, [
    { name: '老文圣', code: WENSHENG },
    { name: '211002998', code: WENSHENG },
    { name: '白塔区', code: WENSHENG },
  ])
  expect(names.codeOf('老文圣')).toBe(WENSHENG)
  expect(names.codeOf('老文圣', '211002')).toBe(WENSHENG)
  expect(names.codeOf('老文圣', '211003')).toBeNull()
  expect(names.codeOf('211002998')).toBe(WENSHENG)
  expect(names.codeOf('白塔区')).toBe('211002')
})

test('[NAM3] a name that does not lead where it says is told', () => {
  const good = { name: '老文圣', code: WENSHENG }
  const taken = { name: '白塔区', code: '211003' }
  const other = { name: '老文圣', code: '211002017' }
  expect(lostAreas([good], [good], areas)).toEqual([])
  expect(lostAreas([taken], [taken], areas)).toEqual([taken])
  expect(lostAreas([good], [good, other], areas)).toEqual([good])
  // Of two districts they are told apart.
  const apart = { name: '老文圣', code: '211003004' }
  expect(lostAreas([good, apart], [good, apart], areas)).toEqual([])
})

test('[NAM4] who reads places by name, or departments, asks for names', () => {
  const reads = (mapping: object) => readsNames(mapping)
  expect(reads({ area: [{ const: '211000' }, { point: 'at' }] })).toBe(false)
  expect(reads({ area: [{ const: '211000' }, { town: 't' }] })).toBe(true)
  expect(reads({ readings: { area: [{ code: 'c' }] } })).toBe(true)
  expect(reads({ fields: { rows: { as: 'objects', fields: { d: { from: 'd', as: 'department' } } } } })).toBe(
    true,
  )
  expect(reads({ fields: { d: { from: 'd', as: 'text' } } })).toBe(false)
  const { departmentOf } = namingTables([naming({ departments: [{ name: '市建委', is: '市住建局' }] })])
  expect([departmentOf('市建委'), departmentOf('市城管局')]).toEqual(['市住建局', '市城管局'])
})
