import type { Codes } from '../kind.ts'

/**
 * Where an approval stands, a case at a counter as well as an item of a project (DOMAIN 2.3-1). Overdue is no state: it
 * follows from the due instant, so that a corrected one un-reds it.
 */
export const APPROVAL_STATES = [
  'not_started',
  'in_progress',
  'paused',
  'returned',
  'done',
  'withdrawn',
  'void',
  'not_applicable',
] as const
export type ApprovalState = (typeof APPROVAL_STATES)[number]

export const APPROVAL_EVENTS = [
  /** Accepted: the clock runs. */
  'started',
  /** A step was begun or done. */
  'advanced',
  /** A special procedure took the time out. */
  'stopped',
  'resumed',
  /** 退件 */
  'returned',
  'finished',
  'withdrawn',
  'voided',
  /** 不涉及 */
  'excused',
] as const
export type ApprovalEvent = (typeof APPROVAL_EVENTS)[number]

export const APPROVAL_CODES: Codes & { readonly [state in ApprovalState]: Codes[string] } = {
  not_started: { zh: '未开始', en: 'not started' },
  in_progress: { zh: '在办', en: 'in progress' },
  paused: { zh: '暂停计时', en: 'paused' },
  returned: { zh: '退件', en: 'returned' },
  done: { zh: '已办结', en: 'done' },
  withdrawn: { zh: '撤回', en: 'withdrawn' },
  void: { zh: '作废', en: 'void' },
  not_applicable: { zh: '不涉及', en: 'not applicable' },
}

export interface ApprovalMove {
  readonly state: ApprovalState
  /** False: an approval should not take this way. It is believed all the same, unless the approval was over. */
  readonly regular: boolean
}

const TARGET: { readonly [event in ApprovalEvent]: ApprovalState } = {
  started: 'in_progress',
  advanced: 'in_progress',
  stopped: 'paused',
  resumed: 'in_progress',
  returned: 'returned',
  finished: 'done',
  withdrawn: 'withdrawn',
  voided: 'void',
  excused: 'not_applicable',
}

const REGULAR: { readonly [state in ApprovalState]: readonly ApprovalEvent[] } = {
  not_started: ['started', 'returned', 'withdrawn', 'voided', 'excused'],
  in_progress: ['advanced', 'stopped', 'returned', 'finished', 'withdrawn', 'voided', 'excused'],
  paused: ['resumed', 'returned', 'withdrawn', 'voided', 'excused'],
  returned: ['started', 'advanced', 'withdrawn', 'voided', 'excused'],
  // 送达 comes after the decision, and a certificate may be annulled later.
  done: ['advanced', 'voided'],
  withdrawn: ['voided'],
  void: [],
  not_applicable: ['started', 'excused'],
}

/** What leaves an approval where it is, although it is not over. */
const WITHOUT_EFFECT: { readonly [state in ApprovalState]?: readonly ApprovalEvent[] } = {
  not_started: ['resumed'],
  // Work noted during a stop does not set the clock going.
  paused: ['started', 'advanced'],
  returned: ['stopped', 'resumed'],
  not_applicable: ['stopped', 'resumed'],
}

function moveFrom(state: ApprovalState, event: ApprovalEvent): ApprovalMove {
  const over = state === 'void' || ((state === 'done' || state === 'withdrawn') && event !== 'voided')
  const stays = over || WITHOUT_EFFECT[state]?.includes(event) === true
  return { state: stays ? state : TARGET[event], regular: REGULAR[state].includes(event) }
}

const MOVES = Object.fromEntries(
  APPROVAL_STATES.map(state => [
    state,
    Object.fromEntries(APPROVAL_EVENTS.map(event => [event, moveFrom(state, event)])),
  ]),
) as { readonly [state in ApprovalState]: { readonly [event in ApprovalEvent]: ApprovalMove } }

export const moveApproval = (state: ApprovalState, event: ApprovalEvent): ApprovalMove => MOVES[state][event]
