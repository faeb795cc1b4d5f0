import { Type, type Static } from 'typebox'
import { Code, codeIn, exact, Instant, Name, oneOf, optional } from '../fields.ts'

export const SORTS = {
  fire: { zh: '火灾扑救', en: 'fire' },
  rescue: { zh: '抢险救援', en: 'rescue' },
  help: { zh: '社会救助', en: 'help' },
  guard: { zh: '安保勤务', en: 'guard' },
  false: { zh: '虚假警', en: 'false alarm' },
}

/** 出警 (IOC-12): a call, and when a station turned out for it, was there and was done. Of people nothing is told. */
export const TurnoutFields = Type.Object(
  {
    number: Code,
    sort: codeIn(SORTS),
    station: optional(Name),
    calledAt: Instant,
    dispatchedAt: optional(Instant),
    arrivedAt: optional(Instant),
    endedAt: optional(Instant),
    state: oneOf(['out', 'there', 'over', 'withdrawn']),
  },
  exact,
)
export type TurnoutFields = Static<typeof TurnoutFields>
