import { ordinalOf } from '../branch-ordinal.ts'
import { count, fewFlag, flag, instant, number, text } from '../columns.ts'
import { told } from '../fields.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import { mainPart, type Codes, type Derived, type Kind, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { OrgFields, type ORG_TYPES } from './fields.ts'

const TYPES: Codes & { readonly [type in (typeof ORG_TYPES)[number]]: Codes[string] } = {
  city: { zh: '市委', en: "city's committee" },
  district: { zh: '区县委', en: "district's committee" },
  system: { zh: '系统党委', en: 'committee of offices or firms' },
  town: { zh: '街镇党委', en: "town's committee" },
  committee: { zh: '基层党委', en: 'committee' },
  general: { zh: '党总支', en: 'general branch' },
  branch: { zh: '党支部', en: 'branch' },
}

/** 党组织 (IOC-03): the tree from the city's committee down to the branch. */
export const partyOrg: Kind = {
  id: 'party-org',
  version: 1,
  title: { zh: '党组织', en: 'party organisation' },
  parts: { main: OrgFields },
  columns: [
    ...eventColumns,
    text('code', '组织编码', 'code'),
    number('ordinal', '序号', 'number under its parent', { zh: '', en: '' }),
    text('name', '名称', 'name'),
    text('type', '类型', 'type', TYPES),
    text('parent', '上级组织', 'parent'),
    text('unit', '所属单位', 'unit'),
    text('category', '类别', 'category'),
    fewFlag('rectifying', '整顿中', 'being rectified'),
    flag('inGrid', '街镇村居支部', 'works in a grid'),
    text('chain', '产业链', 'chain'),
    count('members', '党员', 'members', '人'),
    instant('asOf', '数据截至', 'as of'),
    marksColumn,
  ],
  bounded: true,
  publicly: { about: 'things', open: ['code', 'name', 'type', 'parent', 'unit', 'category', 'chain'] },
  derive: deriveOrg,
}

function deriveOrg(thing: Thing): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as OrgFields
  return {
    area: main.area,
    row: {
      event: main.event,
      kind: 'party-org',
      area: main.area,
      code: fields.code,
      ordinal: ordinalOf(fields.code),
      name: fields.name,
      type: fields.type,
      parent: told(fields.parent),
      unit: told(fields.unit),
      category: told(fields.category),
      rectifying: told(fields.rectifying),
      inGrid: told(fields.inGrid),
      chain: told(fields.chain),
      members: told(fields.members),
      asOf: told(fields.asOf),
      marks: marksOf(main, false, false),
    },
    nextAt: null,
  }
}
