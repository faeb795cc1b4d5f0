import { Type, type Static } from 'typebox'
import { DAY } from '../../calendar/civil.ts'
import { Code, codeIn, Count, exact, Instant, Name, oneOf, optional } from '../fields.ts'

/** The days on which a slot begins, by the city's calendar of working days. */
export const DAYS = {
  workday: { zh: '工作日', en: 'working days' },
  rest: { zh: '休息日', en: 'days off' },
  daily: { zh: '每天', en: 'every day' },
}

const TimeOfDay = Type.Integer({ minimum: 0, maximum: DAY })
/** One that ends at or before its beginning ends on the next day. */
const Slot = Type.Object({ days: codeIn(DAYS), from: TimeOfDay, to: TimeOfDay }, exact)

/** 错峰共享 (IOC-15): the car park of a unit, and when how many of its bays are open to residents. */
export const ShareFields = Type.Object(
  {
    code: Code,
    lot: Name,
    unit: optional(Name),
    bays: optional(Count),
    slots: Type.Array(Slot, { maxItems: 12 }),
    state: oneOf(['inForce', 'suspended']),
    asOf: optional(Instant),
  },
  exact,
)
export type ShareFields = Static<typeof ShareFields>
export type Slot = ShareFields['slots'][number]
