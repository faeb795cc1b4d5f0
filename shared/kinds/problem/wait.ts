import type { Calendar } from '../../calendar/calendar.ts'
import { dueAt as dueFrom } from '../../calendar/due.ts'
import type { Limit } from '../../calendar/limit.ts'
import { DAYS } from './fields.ts'
import type { ProblemState } from './life.ts'

type Waiting = 'analysis' | 'decision' | 'beginning' | 'answer' | 'confirmation' | 'striking'
export type Awaited = Waiting | 'nothing'

/** What a problem waits for since when, and until when. */
export interface Wait {
  readonly for: Awaited
  readonly since: number
  readonly limit: Limit | null
  /** The last instant in time; null where nothing is waited for. */
  readonly dueAt: number | null
  /** It leans on days whose status is not final. */
  readonly provisional: boolean
}

/** What the instants of a wait depend on. */
export interface Standing {
  readonly state: ProblemState
  /** When it came into this state. */
  readonly since: number
  readonly assignedAt: number | null
  readonly promisedAt: number | null
  /** The enterprise sent an answer back, the last time then. */
  readonly returnedAt: number | null
}

const workdays = (n: number): Limit => ({ n, unit: 'workday' })

export function waitOf(standing: Standing, calendar: Calendar): Wait {
  const { state, since } = standing
  switch (state) {
    case 'collected':
      return limited('analysis', since, calendar)
    case 'analysing':
      return limited('decision', since, calendar)
    case 'assigned':
      return limited('beginning', since, calendar)
    case 'handling':
      return answerOf(standing, calendar)
    case 'resolved':
      return limited('confirmation', since, calendar)
    case 'confirmed':
      return limited('striking', since, calendar)
    case 'rejected':
    case 'merged':
    case 'struck_off':
      return { for: 'nothing', since, limit: null, dueAt: null, provisional: false }
  }
}

function limited(awaited: Waiting, since: number, calendar: Calendar): Wait {
  const limit = workdays(DAYS[awaited])
  const { at, provisional } = dueFrom(since, limit, calendar)
  return { for: awaited, since, limit, dueAt: at, provisional }
}

/** By the day that was promised. What an enterprise sent back has some days again, where that day is nearer or over. */
function answerOf({ since, assignedAt, promisedAt, returnedAt }: Standing, calendar: Calendar): Wait {
  const from = assignedAt ?? since
  const promised: Wait =
    promisedAt === null
      ? { ...limited('answer', from, calendar), since: from }
      : { for: 'answer', since: from, limit: null, dueAt: promisedAt, provisional: false }
  if (returnedAt === null) return promised
  const limit = workdays(DAYS.again)
  const { at, provisional } = dueFrom(returnedAt, limit, calendar)
  const isLater = at !== null && at > (promised.dueAt ?? 0)
  return isLater ? { for: 'answer', since: returnedAt, limit, dueAt: at, provisional } : promised
}
