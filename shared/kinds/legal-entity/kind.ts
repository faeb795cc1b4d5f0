import { Type, type Static } from 'typebox'
import { flag, instant, list, text } from '../columns.ts'
import { exact, Instant, Name, oneOf, optional, told } from '../fields.ts'
import { eventColumns, marksColumn } from '../judged-columns.ts'
import { mainPart, type Codes, type Derived, type Kind, type Thing } from '../kind.ts'
import { marksOf } from '../marks.ts'
import { CreditCode, hasRightCheck } from './credit-code.ts'

const TYPES = ['enterprise', 'selfEmployed', 'cooperative', 'office', 'institution', 'society'] as const
const TYPE_CODES: Codes & { readonly [type in (typeof TYPES)[number]]: Codes[string] } = {
  enterprise: { zh: '企业', en: 'enterprise' },
  selfEmployed: { zh: '个体工商户', en: 'self-employed' },
  cooperative: { zh: '农民专业合作社', en: "farmers' cooperative" },
  office: { zh: '机关', en: 'office' },
  institution: { zh: '事业单位', en: 'public institution' },
  society: { zh: '社会组织', en: 'society' },
}

const STATUSES = ['active', 'suspended', 'cancelled'] as const
const STATUS_CODES: Codes & { readonly [status in (typeof STATUSES)[number]]: Codes[string] } = {
  active: { zh: '存续', en: 'active' },
  suspended: { zh: '停业', en: 'suspended' },
  cancelled: { zh: '注销', en: 'struck off the register' },
}

export const LegalEntityFields = Type.Object(
  {
    code: CreditCode,
    name: Name,
    /** 曾用名 and other names under which systems know it. */
    formerNames: optional(Type.Array(Name, { maxItems: 20 })),
    type: optional(oneOf(TYPES)),
    industry: optional(Name),
    status: optional(oneOf(STATUSES)),
    /** 规上 and the like. */
    scale: optional(Name),
    foundedAt: optional(Instant),
  },
  exact,
)
type LegalEntityFields = Static<typeof LegalEntityFields>

/** 法人: one that acts under a name of its own, by its credit code (DOMAIN 2.1). */
export const legalEntity: Kind = {
  id: 'legal-entity',
  version: 1,
  title: { zh: '法人', en: 'legal entity' },
  parts: { main: LegalEntityFields },
  columns: [
    ...eventColumns,
    text('code', '统一社会信用代码', 'credit code'),
    text('title', '名称', 'name'),
    list('formerNames', '曾用名', 'former names'),
    text('type', '类型', 'type', TYPE_CODES),
    text('industry', '行业', 'industry'),
    text('status', '登记状态', 'status', STATUS_CODES),
    text('scale', '规模', 'scale'),
    instant('foundedAt', '成立日期', 'founded'),
    flag('checked', '代码校验相符', 'the code is right by its check'),
    marksColumn,
  ],
  publicly: { about: 'things', open: ['industry', 'scale'] },
  derive: deriveEntity,
}

function deriveEntity(thing: Thing): Derived | null {
  const main = mainPart(thing)
  if (main === null) return null
  const fields = main.fields as unknown as LegalEntityFields
  return {
    area: main.area,
    row: {
      ...{ event: main.event, kind: 'legal-entity', area: main.area },
      code: fields.code,
      title: fields.name,
      formerNames: told(fields.formerNames),
      type: told(fields.type),
      industry: told(fields.industry),
      status: told(fields.status),
      scale: told(fields.scale),
      foundedAt: told(fields.foundedAt),
      checked: hasRightCheck(fields.code),
      marks: marksOf(main, false, false),
    },
    nextAt: null,
  }
}
