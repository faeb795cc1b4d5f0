import { Type, type Static } from 'typebox'
import { Code, exact, Name, oneOf, optional } from '../fields.ts'
import type { Codes } from '../kind.ts'
import { LONGEST_WORDS } from './longest-words.ts'

/** A plan takes so many changes. */
export const MOST_CHANGES = 999

/** What may be changed in a plan here (LYX-09), beside what its upstream says of it. */
export const CHANGES = {
  omitted: { zh: '不涉及', en: 'left out' },
  restored: { zh: '恢复办理', en: 'put back' },
  tolerated: { zh: '容缺受理', en: 'accepted with something missing' },
  paused: { zh: '暂停计时', en: 'clock stopped' },
  resumed: { zh: '恢复计时', en: 'clock goes on' },
  blocked: { zh: '登记外部障碍', en: 'obstacle noted' },
  cleared: { zh: '障碍解除', en: 'obstacle cleared' },
  appointed: { zh: '指定管家', en: 'butler appointed' },
  released: { zh: '解除管家', en: 'butler released' },
} as const satisfies Codes
export type ChangeType = keyof typeof CHANGES
export const CHANGE_TYPES = Object.keys(CHANGES) as ChangeType[]

/** 特别程序 whose time does not count (行政许可法 §45, DOMAIN 2.2). */
export const PROCEDURES = {
  correction: { zh: '补正', en: 'papers put right' },
  hearing: { zh: '听证', en: 'hearing' },
  tender: { zh: '招标', en: 'tender' },
  auction: { zh: '拍卖', en: 'auction' },
  inspection: { zh: '检验检测', en: 'inspection' },
  quarantine: { zh: '检疫', en: 'quarantine' },
  appraisal: { zh: '鉴定', en: 'appraisal' },
  review: { zh: '专家评审', en: 'review by experts' },
  survey: { zh: '现场勘验', en: 'survey of the site' },
  notice: { zh: '公示', en: 'public notice' },
} as const satisfies Codes
export const PROCEDURE_CODES = Object.keys(PROCEDURES) as (keyof typeof PROCEDURES)[]

/** One change of a plan. Who made it is a post: a person's account stands in the audit and never here. */
export const ChangeFields = Type.Object(
  {
    /** Its place among the changes of this plan. */
    step: Type.Integer({ minimum: 1, maximum: MOST_CHANGES }),
    type: oneOf(CHANGE_TYPES),
    /** Keys of the items it is about: what is added to a stage later was not decided on. */
    items: optional(Type.Array(Code, { maxItems: 300 })),
    /** It was said of this whole stage. */
    stage: optional(Type.Integer({ minimum: 1, maximum: 20 })),
    procedure: optional(oneOf(PROCEDURE_CODES)),
    /** What stands in the way, or what a butler is called: 总管家. */
    name: optional(Name),
    /** What a butler looks after, once among those of a project. */
    scope: optional(Name),
    /** Who looked after it when this was decided; '' was nobody. */
    before: optional(Type.String({ maxLength: 400 })),
    /** Where he works, and its telephone. */
    office: optional(Name),
    phone: optional(Code),
    text: optional(Type.String({ minLength: 1, maxLength: LONGEST_WORDS })),
    role: optional(oneOf(['leader', 'officer'])),
    department: optional(Name),
    place: optional(Code),
    /** The id that the client made for this action: the same one again is the same action. */
    action: optional(Code),
  },
  exact,
)
export type ChangeFields = Static<typeof ChangeFields>
