import { expect, test } from 'vitest'
import document from '../../documents/areas/liaoyang.json' with { type: 'json' }
import { compileAreas } from '../areas/areas.ts'
import { parseAreas } from '../areas/document.ts'
import { parseOrganisation } from './document.ts'

const parsedAreas = parseAreas(document)
if (!parsedAreas.ok) throw new Error('documents/areas/liaoyang.json does not pass its own check')
const areas = compileAreas(parsedAreas.document)

const of = (id: string, more: object = {}) => ({
  ...{ id, name: `市${id}局`, shortName: `${id}局`, kind: 'government', area: '211000', ...more },
})
const organisation = (...departments: readonly object[]) => ({
  ...{ id: 'demo', title: { zh: '机构', en: 'Organisation' }, departments },
})
const faults = (...departments: readonly object[]) => {
  const parsed = parseOrganisation(organisation(...departments), areas)
  return parsed.ok ? [] : parsed.faults
}

test('[ORG1] what fits is taken, a department of a district under one of the city', () => {
  const departments = [of('A'), of('B', { area: '211004', parent: 'A' }), of('C', { parent: 'B' })]
  expect(parseOrganisation(organisation(...departments), areas)).toMatchObject({ ok: true })
})

test.each([
  ['an id twice', [of('A'), of('A', { name: '市甲局' })], '/departments/1/id: "A" is there twice'],
  ['a name twice', [of('A'), of('B', { name: '市A局' })], '/departments/1/name: "市A局" is there twice'],
  ['an area that is none', [of('A', { area: '990100' })], '/departments/0/area: 990100 is no area in force'],
  ['one under nobody there', [of('A', { parent: 'Z' })], '/departments/0/parent: "Z"'],
  ['one under itself', [of('A', { parent: 'B' }), of('B', { parent: 'A' })], '/departments/0/parent: "B"'],
  [
    'a full name that is another',
    [of('A', { fullName: '市B局' }), of('B')],
    '/departments/0/fullName: "市B局"',
  ],
  ['a kind that is none', [of('A', { kind: 'club' })], '/departments/0/kind'],
])('[ORG1] %s is refused', (_, departments, said) => {
  expect(faults(...departments).join('; ')).toContain(said)
})
