import { Type, type Static } from 'typebox'
import { text } from '../columns.ts'
import { Code, exact, Name, oneOf } from '../fields.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import { mainPart, type Codes, type Derived, type Kind, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'

const ROLES = ['general', 'chain', 'enterprise', 'service'] as const
const ROLE_CODES: Codes & { readonly [role in (typeof ROLES)[number]]: Codes[string] } = {
  general: { zh: '综合党委', en: 'general committee' },
  chain: { zh: '产业链党委', en: "the chain's committee" },
  enterprise: { zh: '企业党组织', en: 'organisation of an enterprise' },
  service: { zh: '服务单位', en: 'unit that serves' },
}

export const ChainMemberFields = Type.Object(
  { code: Code, name: Name, chain: Name, role: oneOf(ROLES) },
  exact,
)
type ChainMemberFields = Static<typeof ChainMemberFields>

/** A member of the union of an industrial chain, 1 + 1 + X + Y (HW-13). */
export const partyChainMember: Kind = {
  id: 'party-chain-member',
  version: 1,
  title: { zh: '产业链党建联合体成员', en: "member of a chain's union" },
  parts: { main: ChainMemberFields },
  columns: [
    ...eventColumns,
    text('code', '成员编码', 'code'),
    text('name', '名称', 'name'),
    text('chain', '产业链', 'chain'),
    text('role', '角色', 'role', ROLE_CODES),
    marksColumn,
  ],
  bounded: true,
  publicly: { about: 'things', open: ['code', 'name', 'chain'] },
  derive: deriveMember,
}

function deriveMember(thing: Thing): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const { code, name, chain, role } = main.fields as unknown as ChainMemberFields
  return {
    area: main.area,
    row: {
      event: main.event,
      kind: 'party-chain-member',
      area: main.area,
      code,
      name,
      chain,
      role,
      marks: marksOf(main, false, false),
    },
    nextAt: null,
  }
}
