import { expect, test } from 'vitest'
import {
  APPROVAL_EVENTS,
  APPROVAL_STATES,
  moveApproval,
  type ApprovalEvent,
  type ApprovalState,
} from './state.ts'

/** Where it leads; `!` before it: by a way it should not take. */
type Cell = ApprovalState | `!${ApprovalState}`

const expected: Record<ApprovalState, Record<ApprovalEvent, Cell>> = {
  not_started: {
    started: 'in_progress',
    advanced: '!in_progress',
    stopped: '!paused',
    resumed: '!not_started',
    returned: 'returned',
    finished: '!done',
    withdrawn: 'withdrawn',
    voided: 'void',
    excused: 'not_applicable',
  },
  in_progress: {
    started: '!in_progress',
    advanced: 'in_progress',
    stopped: 'paused',
    resumed: '!in_progress',
    returned: 'returned',
    finished: 'done',
    withdrawn: 'withdrawn',
    voided: 'void',
    excused: 'not_applicable',
  },
  paused: {
    started: '!paused',
    advanced: '!paused',
    stopped: '!paused',
    resumed: 'in_progress',
    returned: 'returned',
    finished: '!done',
    withdrawn: 'withdrawn',
    voided: 'void',
    excused: 'not_applicable',
  },
  returned: {
    started: 'in_progress',
    advanced: 'in_progress',
    stopped: '!returned',
    resumed: '!returned',
    returned: '!returned',
    finished: '!done',
    withdrawn: 'withdrawn',
    voided: 'void',
    excused: 'not_applicable',
  },
  done: {
    started: '!done',
    advanced: 'done',
    stopped: '!done',
    resumed: '!done',
    returned: '!done',
    finished: '!done',
    withdrawn: '!done',
    voided: 'void',
    excused: '!done',
  },
  withdrawn: {
    started: '!withdrawn',
    advanced: '!withdrawn',
    stopped: '!withdrawn',
    resumed: '!withdrawn',
    returned: '!withdrawn',
    finished: '!withdrawn',
    withdrawn: '!withdrawn',
    voided: 'void',
    excused: '!withdrawn',
  },
  void: {
    started: '!void',
    advanced: '!void',
    stopped: '!void',
    resumed: '!void',
    returned: '!void',
    finished: '!void',
    withdrawn: '!void',
    voided: '!void',
    excused: '!void',
  },
  not_applicable: {
    started: 'in_progress',
    advanced: '!in_progress',
    stopped: '!not_applicable',
    resumed: '!not_applicable',
    returned: '!returned',
    finished: '!done',
    withdrawn: '!withdrawn',
    voided: '!void',
    excused: 'not_applicable',
  },
}

test('[APV1] (DOMAIN 2.3-1) every state and event has its place in the table', () => {
  for (const state of APPROVAL_STATES) {
    for (const event of APPROVAL_EVENTS) {
      const move = moveApproval(state, event)
      expect(`${move.regular ? '' : '!'}${move.state}`, `${state} + ${event}`).toBe(expected[state][event])
    }
  }
})
