import type { Codes } from '../kind.ts'

/** What happens to a report of the grid (DOMAIN 2.3-5); each is also the state it leads to. */
export const REPORT_STATES = [
  'submitted',
  'community_triage',
  'self_handled',
  'upgraded',
  'invalid',
  'feedback_sent',
] as const
export type ReportState = (typeof REPORT_STATES)[number]

/** What is done with one that was made. */
export const HANDLED = [
  'community_triage',
  'self_handled',
  'upgraded',
  'invalid',
  'feedback_sent',
] as const satisfies readonly ReportState[]

export const REPORT_CODES: Codes & { readonly [state in ReportState]: Codes[string] } = {
  submitted: { zh: '已上报', en: 'submitted' },
  community_triage: { zh: '社区研判', en: 'being looked at' },
  self_handled: { zh: '社区自处', en: 'settled by the community' },
  upgraded: { zh: '转上级', en: 'passed up' },
  invalid: { zh: '无效', en: 'invalid' },
  feedback_sent: { zh: '已反馈', en: 'answered' },
}

export interface ReportMove {
  readonly state: ReportState
  /** False: a report should not take this way; it is believed all the same, unless it is a straggler. */
  readonly regular: boolean
}

const REGULAR: { readonly [state in ReportState]: readonly ReportState[] } = {
  submitted: ['submitted', 'community_triage'],
  community_triage: ['self_handled', 'upgraded', 'invalid'],
  self_handled: ['feedback_sent', 'upgraded'],
  upgraded: ['feedback_sent'],
  invalid: ['feedback_sent'],
  feedback_sent: [],
}

const DECIDED: readonly ReportState[] = ['self_handled', 'upgraded', 'invalid']
export const isDecision = (state: ReportState): boolean => DECIDED.includes(state)

/** Where a report stands after one more step: an answered one stays so, a decided one is not looked at anew. */
export function moveReport(state: ReportState, step: ReportState): ReportMove {
  const early = step === 'submitted' || step === 'community_triage'
  const stays =
    state === 'feedback_sent' || (early && isDecision(state)) || (step === 'submitted' && state !== step)
  return { state: stays ? state : step, regular: REGULAR[state].includes(step) }
}
