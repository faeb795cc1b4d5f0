import { moveApproval, type ApprovalEvent, type ApprovalState } from './state.ts'

/** What happened to an approval and when, as its reports say; kept in the order of time as it is filled. */
export interface Course {
  readonly instants: number[]
  readonly events: ApprovalEvent[]
}

export const newCourse = (): Course => ({ instants: [], events: [] })

/** Which of two events of one instant comes first: an approval is started, worked on and stopped before it ends. */
const RANK: { readonly [event in ApprovalEvent]: number } = {
  excused: 0,
  started: 1,
  resumed: 2,
  advanced: 3,
  stopped: 4,
  returned: 5,
  finished: 6,
  withdrawn: 7,
  voided: 8,
}

/** Reports come in any order (A3), mostly nearly in that of time: each goes in from behind. */
export function happened({ instants, events }: Course, event: ApprovalEvent, at: number): void {
  let place = instants.length
  while (place > 0 && isAfter(instants[place - 1]!, events[place - 1]!, at, event)) {
    instants[place] = instants[place - 1]!
    events[place] = events[place - 1]!
    place--
  }
  instants[place] = at
  events[place] = event
}

const isAfter = (at: number, event: ApprovalEvent, otherAt: number, other: ApprovalEvent): boolean =>
  at !== otherAt ? at > otherAt : RANK[event] > RANK[other]

export interface Standing {
  readonly state: ApprovalState
  /** It took a way that an approval should not take. */
  readonly irregular: boolean
}

export function standingAfter({ events }: Course): Standing {
  let state: ApprovalState = 'not_started'
  let irregular = false
  for (const event of events) {
    const move = moveApproval(state, event)
    if (!move.regular) irregular = true
    state = move.state
  }
  return { state, irregular }
}
